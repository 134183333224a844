"""False tables: `python -m benchmarks.tableless [--seed WORD]`, a Markdown table on standard output.

Pages of prose, lists, contents, columns, addresses, letters, verses, forms and notes are invented at random and
printed. None holds a table, so whatever a contestant finds is false: told are the false tables on so many pages of each
kind. A frame round one text counts for nobody; a table has two filled cells.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.contestants import CONTESTANTS
from benchmarks.harness import fresh, logger, machine, markdown, say_where_we_are, show
from benchmarks.invent import FACES, prose
from benchmarks.measures import Table
from benchmarks.printers import PRINTERS, installed

_TITLES = (
    "Getting here", "Opening hours and prices", "The old harbour", "Annual report of the choir", "Rules of the house",
    "How samples were taken", "Lost property", "What we heard from visitors", "Work on the northern gate", "Thanks",
    "Ferries in winter", "Index of places", "Safety on the lower deck", "Notes on the readings", "Further reading",
)  # fmt: skip
_STREETS = ("Mill Lane", "Harbour Street", "Church Road", "Station Approach", "The Green", "Market Square")
_TOWNS = ("Ostley", "Penfold Bay", "Upper Marrow", "Kingsferry", "Thornwick", "Saltham")
_BODIES = ("The Ferry Company", "Museum of the Harbour", "Choir of St Olaf", "Northern Railway", "Town Library")
_LABELS = ("Telephone", "Email", "Open", "Closed", "Contact", "Reference", "Your name", "Date", "Address", "Signature")


def _paragraphs(rng: random.Random) -> str:
    parts = (f"<h2>{rng.choice(_TITLES)}</h2>" + _several(rng, 2) for _ in range(rng.randint(2, 4)))
    return "".join(parts)


def _several(rng: random.Random, least: int) -> str:
    return "".join(f"<p>{prose(rng, rng.randint(2, 6))}</p>" for _ in range(rng.randint(least, least + 2)))


def _items(rng: random.Random, longest: int) -> str:
    return "".join(f"<li>{prose(rng, rng.randint(1, longest))}</li>" for _ in range(rng.randint(4, 12)))


def _bullets(rng: random.Random) -> str:
    style = rng.choice(("disc", "square", "'\\2013\\2003'", "'\\2022\\2003'"))
    return f'<p>{prose(rng, 1)}</p><ul style="list-style-type:{style}">{_items(rng, 2)}</ul>'


def _numbers(rng: random.Random) -> str:
    style = rng.choice(("decimal", "lower-alpha", "lower-roman"))
    inner = f"<ol style='list-style-type:lower-alpha'>{_items(rng, 1)}</ol>" if rng.random() < 0.5 else ""
    return f"<p>{prose(rng, 1)}</p><ol style='list-style-type:{style}'>{_items(rng, 2)}{inner}</ol>"


def _clauses(rng: random.Random) -> str:
    """Numbers that hang in the margin, 1.1, 1.2, as in reports to committees."""
    wide = rng.choice((9, 12, 16))
    texts = [prose(rng, rng.randint(1, 4)) for _ in range(rng.randint(5, 10))]
    mark = f"<span style='display:inline-block;width:{wide}mm;margin-left:-{wide}mm'>"
    rows = (
        f"<p style='margin-left:{wide}mm'>{mark}{n // 4 + 1}.{n % 4 + 1}</span>{t}</p>" for n, t in enumerate(texts)
    )
    return "".join(rows)


def _contents(rng: random.Random) -> str:
    leader = rng.choice(("leader('.')", "leader(' . ')", "leader(' ')"))
    page, lines = 1, []
    for number in range(1, rng.randint(6, 16)):
        page += rng.randint(0, 5)
        mark = f"{number}. " if rng.random() < 0.5 else ""
        lines.append(f"<p class=toc title='{page}'>{mark}{rng.choice(_TITLES)}</p>")
    rule = f".toc{{margin:2pt 0}} .toc::after{{content:{leader} attr(title)}}"
    return f"<style>{rule}</style><h2>Contents</h2>{''.join(lines)}"


def _columns(rng: random.Random) -> str:
    rule = rng.choice(("none", "none", "0.5pt solid #666"))
    style = f"columns:{rng.choice((2, 2, 3))};column-gap:{rng.choice((4, 6, 9))}mm;column-rule:{rule}"
    ragged = rng.choice(("left", "justify"))
    text = "".join(_paragraphs(rng) for _ in range(2))
    return f"<h1>{rng.choice(_TITLES)}</h1><div style='{style};text-align:{ragged}'>{text}</div>"


def _address(rng: random.Random) -> str:
    code = (
        f"{rng.choice('BDGKLMNPST')}{rng.randint(1, 30)} {rng.randint(1, 9)}{rng.choice('ABDEFG')}{rng.choice('HJLNP')}"
    )
    lines = [rng.choice(_BODIES), f"{rng.randint(1, 90)} {rng.choice(_STREETS)}", rng.choice(_TOWNS), code]
    return "<br>".join(lines)


def _addresses(rng: random.Random) -> str:
    """Blocks of addresses side by side, as on the last page of a leaflet."""
    wide = rng.choice((46, 31))
    block = "display:inline-block;vertical-align:top;margin:3mm 0"
    found = (f"<div style='{block};width:{wide}%'>{_address(rng)}</div>" for _ in range(rng.choice((2, 4))))
    return f"<p>{prose(rng, 2)}</p>{' '.join(found)}<p>{prose(rng, 1)}</p>"


def _letter(rng: random.Random) -> str:
    sender = f"<div style='text-align:right'>{_address(rng)}</div><p>{_address(rng)}</p>"
    said = f"<p>Our reference: {rng.randint(100, 999)}/{rng.randint(10, 99)}<br>3 May 2014</p><p>Dear neighbour,</p>"
    return f"{sender}{said}{_several(rng, 2)}<p>Yours sincerely</p><p>{rng.choice(_BODIES)}</p>"


def _terms(rng: random.Random) -> str:
    """Words with what they mean below, further to the right."""
    rows = (f"<dt><b>{rng.choice(_TITLES)}</b></dt><dd>{prose(rng, rng.randint(1, 3))}</dd>" for _ in range(7))
    return f"<dl>{''.join(rows)}</dl>"


def _verses(rng: random.Random) -> str:
    verse = "<br>".join(rng.choice(_TITLES) + rng.choice((",", "", ";")) for _ in range(4))
    return f"<h2>{rng.choice(_TITLES)}</h2>" + "".join(f"<p style='margin-left:3em'>{verse}</p>" for _ in range(4))


def _form(rng: random.Random) -> str:
    """Labels with lines to write on."""
    labels = rng.sample(_LABELS, rng.randint(4, 8))
    line = "display:inline-block;width:60%;border-bottom:0.5pt solid #000"
    return f"<p>{prose(rng, 2)}</p>" + "".join(
        f"<p>{label}: <span style='{line}'>&nbsp;</span></p>" for label in labels
    )


def _notes(rng: random.Random) -> str:
    """Prose between rules, with notes under a short rule at the foot."""
    rule = "<hr style='border:none;border-top:0.5pt solid #000'>"
    notes = "".join(f"<div><sup>{n}</sup> {prose(rng, 1)}</div>" for n in range(1, rng.randint(2, 5)))
    return f"{rule}<h2>{rng.choice(_TITLES)}</h2>{rule}{_several(rng, 2)}{rule}<small>{notes}</small>"


def _boxes(rng: random.Random) -> str:
    """Prose in frames and on coloured grounds."""
    look = rng.choice(("border:0.7pt solid #333", "background:#e6eef5", "border-left:3pt solid #357"))
    box = f"<div style='{look};padding:3mm;margin:4mm 0'><b>{rng.choice(_TITLES)}</b>{_several(rng, 1)}</div>"
    return f"{_several(rng, 1)}{box}{_several(rng, 1)}{box}"


KINDS: dict[str, Callable[[random.Random], str]] = {
    "prose": _paragraphs, "bullets": _bullets, "numbers": _numbers, "clauses": _clauses, "contents": _contents,
    "prose in columns": _columns, "addresses": _addresses, "letter": _letter, "terms": _terms, "verses": _verses,
    "form": _form, "notes": _notes, "boxes": _boxes,
}  # fmt: skip
"""What a page holds, by name."""


def pages(kind: str, seed: str, count: int) -> str:
    """HTML with so many pages of a kind."""
    rng = random.Random(f"{seed}-{kind}")
    parts = []
    for _ in range(count):
        font = f"{rng.choice((8, 9, 10, 11, 12))}pt/{rng.choice((1.15, 1.3, 1.5))} '{rng.choice(FACES)}'"
        parts.append(f'<div style="page-break-after:always;font:{font}">{KINDS[kind](rng)}</div>')
    css = f"@page{{size:A4;margin:{rng.choice((15, 20, 25))}mm}} body{{margin:0}}"
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'><style>{css}</style></head><body>{''.join(parts)}</body>"


def false_tables(tables: Sequence[Table]) -> int:
    """Tables with two filled cells or more."""
    return sum(sum(bool(cell["text"].strip()) for cell in table["cells"]) > 1 for table in tables)


def rows_of(options: argparse.Namespace) -> list[list[str]]:
    """One row for each kind: false tables of each contestant, and of all kinds together."""
    sums = dict.fromkeys(options.only, 0)
    rows = []
    for kind in options.kinds:
        logger.info("%s", kind)
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "pages.pdf"
            PRINTERS[options.printer](pages(kind, options.seed, options.pages), path)
            found = {name: _count(name, path) for name in options.only}
        rows.append([kind, *(_told(found[name]) for name in options.only)])
        sums = {name: sums[name] + (found[name] or 0) for name in options.only}
    return [*rows, ["all", *(str(sums[name]) if CONTESTANTS[name].installed else "" for name in options.only)]]


def _count(name: str, path: Path) -> int | None:
    if not CONTESTANTS[name].installed:
        return None
    tables = fresh("grids", name, path)[str(path)]
    if isinstance(tables, str):
        logger.warning("%s failed: %s", name, tables)
        return None
    return false_tables(tables)


def _told(count: int | None) -> str:
    return "not installed or failed" if count is None else str(count)


def main() -> None:
    """Print the pages, count and write the table."""
    able = [name for name, one in CONTESTANTS.items() if one.grids is not None]
    parser = argparse.ArgumentParser(description="Tables found on pages that have none, as Markdown.")
    parser.add_argument("--seed", default="tableless", help="any word: it decides everything that is random")
    parser.add_argument("--pages", type=int, default=12, help="pages of each kind (default: 12)")
    parser.add_argument("--kinds", nargs="+", choices=KINDS, default=list(KINDS))
    parser.add_argument("--printer", choices=list(filter(installed, PRINTERS)), default="weasyprint")
    parser.add_argument("--only", nargs="+", choices=able, default=able, help="who takes part")
    options = parser.parse_args()
    say_where_we_are()
    rows = rows_of(options)
    show(f"{machine()}; printed by {options.printer}; seed {options.seed}; {options.pages} pages of each kind.\n")
    show(markdown(["false tables", *(CONTESTANTS[name].title for name in options.only)], rows))


if __name__ == "__main__":
    main()
