"""Plans as HTML: text with marks, tables, and the two programs that print them."""

from __future__ import annotations

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path

from build import steady
from weasyprint import HTML

_STAMP = "1480550400"
"""Moment written into PDFs instead of that of printing, in seconds."""
_MARKS = (("**", "b"), ("__", "u"), ("//", "i"), ("~~", "s"))


def inline(text: str) -> str:
    """Return marked text as HTML, lines parted by breaks."""
    found = escape(text, quote=False)
    for mark, tag in _MARKS:
        found = re.sub(rf"{re.escape(mark)}(.+?){re.escape(mark)}", rf"<{tag}>\1</{tag}>", found, flags=re.DOTALL)
    return re.sub(r"\^(.+?)\^", r"<sup>\1</sup>", found).replace("\n", "<br>")


def block(text: str) -> str:
    """Return text as paragraphs; lines that begin with a bullet, or a deeper one, become nested lists."""
    parts: list[str] = []
    depth = 0
    for line in text.split("\n"):
        level = 1 if line.startswith("• ") else 2 if line.startswith("o ") else 0
        parts.append("<ul>" * max(0, level - depth) + "</ul>" * max(0, depth - level))
        parts.append(f"<li>{inline(line[2:])}</li>" if level else f"<p>{inline(line)}</p>" if line else "")
        depth = level
    return "".join(parts) + "</ul>" * depth


def cell(text: str, look: str = "", tag: str = "td", rows: int = 1, columns: int = 1) -> str:
    """Return a table cell; `look` is its class."""
    spans = f' rowspan="{rows}"' if rows > 1 else ""
    spans += f' colspan="{columns}"' if columns > 1 else ""
    return f'<{tag} class="{look}"{spans}>{block(text)}</{tag}>'


def table(
    heads: Sequence[str], rows: Iterable[Sequence[str]], widths: Sequence[float] = (), look: str = "", band: str = ""
) -> str:
    """Return a table of plain texts; rows hold finished cells where they begin with `<`."""
    columns = "".join(f'<col style="width:{w}mm">' for w in widths)
    top = f"<tr>{cell(band, 'band', 'th', columns=len(heads))}</tr>" if band else ""
    head = f"<thead>{top}<tr>{''.join(cell(h, 'head', 'th') for h in heads)}</tr></thead>" if heads else ""
    body = "".join(f"<tr>{''.join(c if c.startswith('<t') else cell(c) for c in row)}</tr>" for row in rows)
    return f'<table class="{look}"><colgroup>{columns}</colgroup>{head}<tbody>{body}</tbody></table>'


def page(title: str, style: str, body: str) -> str:
    """Return a whole HTML document."""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="en-GB"><head>{head}</head><body>{body}</body></html>'


def prose(text: str) -> str:
    """Return paragraphs: `# ` begins a heading, `! ` a heading on a new page, `## ` a smaller one, `• ` a bullet."""
    found = []
    for line in text.strip().split("\n"):
        mark, _, rest = line.partition(" ")
        tag = {"#": "h2", "!": "h2 class='new'", "##": "h3"}.get(mark)
        if tag:
            found.append(f"<{tag}>{inline(rest)}</{tag.split()[0]}>")
        elif mark == "•":
            found.append(f"<ul><li>{inline(rest)}</li></ul>")
        elif line:
            found.append(f"<p>{inline(line)}</p>")
    return "".join(found)


def weasyprint(source: str, pdf: Path) -> None:
    """Print a document with WeasyPrint."""
    os.environ["SOURCE_DATE_EPOCH"] = _STAMP
    HTML(string=source).write_pdf(pdf, pdf_identifier=b"0" * 16)


def chromium(source: str, pdf: Path) -> None:
    """Print a document with Chromium, without its own header and footer."""
    with tempfile.TemporaryDirectory() as folder:
        file, printed = Path(folder) / "plan.html", Path(folder) / "plan.pdf"
        file.write_text(source, encoding="utf-8")
        quiet = ["--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={folder}/profile"]
        command = ["chromium", *quiet, "--no-pdf-header-footer", f"--print-to-pdf={printed}", file.as_uri()]
        subprocess.run(command, check=True, capture_output=True)
        pdf.write_bytes(steady(printed.read_bytes()))
