"""Lays out Eskmouth: a plan of many pages, bound into the pack of a scrutiny committee."""

from __future__ import annotations

import random
import subprocess
import tempfile
from pathlib import Path

import pypdfium2 as pdfium
from facts import Values
from markup import chromium, page, prose, table
from pack import after, before, numbers
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

FIRST_PAGE = 18
_STYLE = """
@page { size: A4 landscape; margin: 18mm 14mm 20mm 14mm;
  @bottom-right { content: "Improvement Plan | " counter(page); font: 9pt "Liberation Sans" }
  @top-right { content: "Appendix 1"; font: 9pt "Liberation Sans" } }
body { font: 13pt/1.4 "Liberation Sans"; margin: 0 } h1 { font-size: 30pt; color: #7a1f5c; margin-top: 50mm }
h2 { font-size: 17pt; color: #7a1f5c } .new { break-before: page } table { border-collapse: collapse; width: 100% }
td, th { border: 1px solid #888; padding: 3mm; text-align: left; vertical-align: top; font-size: 13pt }
td p, th p { margin: 0 } .head { background: #7a1f5c; color: #fff } thead { display: table-header-group }
ul { margin: 0; padding-left: 5mm } .sheet td, .sheet th { font-size: 9.5pt; padding: 1.2mm }
"""
_HEADS = (
    "Ref",
    "What we will do",
    "Lead",
    "Timescale",
    "What will be different",
    "Progress to September 2019",
    "Status",
)
_WIDTHS = (12, 62, 38, 30, 42, 62, 22)
_GLOSSARY = (
    ("ILACS", "Inspection of local authority children's services"),
    ("Hub", "The place where all contacts about children are received"),
    ("PVP", "Protecting Vulnerable People, a unit of the police"),
    ("Virtual Head", "The officer who is responsible for the education of children in care"),
)
_MEASURES = {
    "1": (("Contacts decided in one working day", "81%", "95%", "94%"), ("Re-referrals", "26%", "20%", "21%")),
    "2": (("Assessments in 45 days", "79%", "90%", "88%"), ("Second plans", "22%", "15%", "19%")),
    "3": (("Children in agency placements", "151", "100", "138"), ("Moves: three or more", "13%", "9%", "11%")),
    "4": (("In education, employment or training", "47%", "60%", "52%"), ("Suitable homes", "86%", "95%", "91%")),
    "5": (("Average caseload", "21.3", "16", "17.4"), ("Turnover of social workers", "22%", "14%", "17%")),
    "6": (("Partners at initial conferences", "71%", "90%", "83%"), ("Joint audits finished", "0", "3", "0")),
}
_SCAN_HEADS = ("Ref", "Action", "Lead", "By when", "Progress")
_SCAN_WIDTHS = (90, 470, 220, 190, 350)


def draw(facts: Values, pdf: Path) -> None:
    """Bind plan and papers to one file with page numbers of its own."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        front = before(folder)
        plan = folder / "plan.pdf"
        chromium(page(f"Eskmouth {facts['title']}", _STYLE, _plan(facts)), plan)
        scan = _scan(facts, folder / "scan.pdf")
        back = after(folder)
        sideways = _turned(folder / "risks.pdf", folder / "sideways.pdf", back=False)
        bound = [*front, _second_half(plan, folder), scan, *(sideways if p.stem == "risks" else p for p in back)]
        whole = folder / "whole.pdf"
        _qpdf("--empty", "--pages", *bound, "--", whole)
        sizes = [p.get_size() for p in pdfium.PdfDocument(whole)]
        numbers(len(sizes), sizes, folder / "numbers.pdf")
        _qpdf(whole, "--overlay", folder / "numbers.pdf", "--", pdf)


def _plan(facts: Values) -> str:
    printed = [r for r in facts["rec"] if not r.get("scan")]
    body = "<h1>Children's Services Improvement Plan</h1><p>Eskmouth Metropolitan Borough Council</p>"
    body += "<p>Version 4. Progress to 30 September 2019</p>" + prose(facts["front"])
    body += "<h2 class='new'>Plan on a page</h2>" + _on_a_page(printed) + prose(facts["know"])
    for r in printed:
        body += f"<h2 class='new'>Priority {r['ref']}: {r['text']}</h2>" + prose(r["intro"])
        body += table(_HEADS, [_line(a) for a in r["action"]], _WIDTHS)
        body += f"<h2 class='new'>How we measure priority {r['ref']}</h2>"
        body += table(
            ("Measure", "November 2018", "Target March 2020", "Latest"), _MEASURES[r["ref"]], (120, 45, 50, 40)
        )
    return body + "<h2 class='new'>Glossary</h2>" + table(("Term", "Meaning"), _GLOSSARY, (50, 150))


def _on_a_page(recommendations: list[Values]) -> str:
    heads = [f"{r['ref']}. {r['text']}" for r in recommendations]
    most = max(len(r["action"]) for r in recommendations)
    rows = []
    for number in range(most):
        row = [r["action"][number : number + 1] for r in recommendations]
        rows.append([f"{a[0]['ref']} {a[0]['short']} ({a[0]['by']})" if a else "" for a in row])
    return table(heads, rows, (), "sheet")


def _line(a: Values) -> list[str]:
    return [a["ref"], a["text"], a["lead"], a["by"], a["outcome"], a["progress"], a["raw"]]


def _second_half(plan: Path, folder: Path) -> Path:
    """Store the second half of the plan as upright sheets that a viewer turns, as some printers do."""
    half = len(pdfium.PdfDocument(plan)) // 2
    first, second, turned = folder / "first.pdf", folder / "second.pdf", folder / "both.pdf"
    _qpdf(plan, "--pages", ".", f"1-{half}", "--", first)
    _qpdf(plan, "--pages", ".", f"{half + 1}-z", "--", second)
    _qpdf("--empty", "--pages", first, _turned(second, folder / "turned.pdf", back=True), "--", turned)
    return turned


def _turned(source: Path, target: Path, back: bool) -> Path:
    """Turn the content of every page by a quarter; `back` also tells the viewer to turn it back."""
    flat = target.with_suffix(".flat.pdf") if back else target
    _qpdf(source, "--rotate=-90", "--flatten-rotation", flat)
    if back:
        _qpdf(flat, "--rotate=+90", target)
    return target


def _qpdf(*arguments: str | Path) -> None:
    subprocess.run(["qpdf", "--deterministic-id", "--object-streams=generate", *map(str, arguments)], check=True)


def _scan(facts: Values, path: Path) -> Path:
    """Draw the annex as a grey picture of 150 dots per inch, a little askew and with specks."""
    (annex,) = [r for r in facts["rec"] if r.get("scan")]
    picture = Image.new("L", (1754, 1240), 250)
    pen = ImageDraw.Draw(picture)
    font, bold = (_font("LiberationSerif-Regular", 25), _font("LiberationSerif-Bold", 27))
    pen.text((150, 110), annex["section"], 20, _font("LiberationSerif-Bold", 38))
    pen.text((150, 175), "Received by the Improvement Board on 10 October 2019", 20, font)
    rows = [_SCAN_HEADS, *((a["ref"], a["text"], a["lead"], a["by"], a["progress"]) for a in annex["action"])]
    top = 240
    for number, row in enumerate(rows):
        top = _scan_row(pen, row, top, bold if number == 0 else font)
    picture = picture.rotate(0.6, Image.Resampling.BICUBIC, fillcolor=250).filter(ImageFilter.GaussianBlur(0.5))
    chance = random.Random(150)
    for _ in range(900):
        picture.putpixel((chance.randrange(1754), chance.randrange(1240)), chance.randrange(60, 200))
    jpeg = path.with_suffix(".jpg")
    picture.save(jpeg, quality=42)
    canvas = Canvas(str(path), pagesize=(842, 595), invariant=1)
    canvas.drawImage(ImageReader(str(jpeg)), 0, 0, 842, 595)
    canvas.save()
    return path


def _scan_row(pen: ImageDraw.ImageDraw, row: tuple[str, ...], top: int, font: ImageFont.FreeTypeFont) -> int:
    lines = [_wrapped(text, width - 20, font) for text, width in zip(row, _SCAN_WIDTHS, strict=True)]
    bottom = top + 20 + 33 * max(map(len, lines))
    left = 150
    for texts, width in zip(lines, _SCAN_WIDTHS, strict=True):
        pen.rectangle((left, top, left + width, bottom), outline=40, width=2)
        for number, text in enumerate(texts):
            pen.text((left + 10, top + 8 + 33 * number), text, 20, font)
        left += width
    return bottom


def _wrapped(text: str, room: float, font: ImageFont.FreeTypeFont) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and font.getlength(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _font(name: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(f"{name}.ttf", size)
