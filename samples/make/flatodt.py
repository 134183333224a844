"""Flat OpenDocument text, written by hand: paragraphs, tables with merged cells, pages that LibreOffice can print.

Content uses five marks: `**bold**`, `__underlined__`, `//italic//`, `~~struck~~` and `^raised^`. A line break begins a
new paragraph, an empty line leaves one empty, a line that begins with a bullet hangs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

BULLET = "•"

_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*", re.DOTALL), "Bold"),
    (re.compile(r"__(.+?)__", re.DOTALL), "Underlined"),
    (re.compile(r"//(.+?)//", re.DOTALL), "Italic"),
    (re.compile(r"~~(.+?)~~", re.DOTALL), "Struck"),
    (re.compile(r"\^(.+?)\^"), "Raised"),
)

_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("fo", "xsl-fo-compatible"),
        ("meta", "meta"),
        ("svg", "svg-compatible"),
    )
)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a paragraph looks; lengths in points."""

    size: float
    leading: float
    bold: bool = False
    underlined: bool = False
    left: float = 0
    hang: float = 0
    align: str = "start"
    before: float = 0
    after: float = 0
    master_page: str = ""
    centre_tab: float = 0
    colour: str = ""
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: marked-up text and the name of its style."""

    text: str
    style: str = "Cell"

    def xml(self) -> str:
        """Return the paragraph as OpenDocument XML."""
        return f"<text:p text:style-name={quoteattr(self.style)}>{_inline(self.text)}</text:p>"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; `fill` names the cell style, spans count rows and columns."""

    paragraphs: Sequence[Paragraph] = ()
    fill: str = "Plain"
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table: widths of its columns in points, rows of cells without the covered ones, repeated heading rows."""

    name: str
    widths: Sequence[float]
    rows: Sequence[Sequence[Cell]]
    heading_rows: int = 0

    def xml(self) -> str:
        """Return the table as OpenDocument XML."""
        columns = "".join(f'<table:table-column table:style-name="{self.name}.{i}"/>' for i in range(len(self.widths)))
        rows = _rows_xml(self.rows, len(self.widths))
        heading = "".join(rows[: self.heading_rows])
        if heading:
            heading = f"<table:table-header-rows>{heading}</table:table-header-rows>"
        body = "".join(rows[self.heading_rows :])
        start = f'<table:table table:name="{self.name}" table:style-name="{self.name}">'
        return f"{start}{columns}{heading}{body}</table:table>"

    def styles(self) -> str:
        """Return the automatic styles that the table needs."""
        widths = "".join(
            f'<style:style style:name="{self.name}.{i}" style:family="table-column">'
            f'<style:table-column-properties style:column-width="{width}pt"/></style:style>'
            for i, width in enumerate(self.widths)
        )
        return (
            f'<style:style style:name="{self.name}" style:family="table"><style:table-properties table:align="left" '
            f'style:width="{sum(self.widths)}pt" table:border-model="collapsing" '
            f'style:may-break-between-rows="true"/></style:style>{widths}'
        )


@dataclass(frozen=True, slots=True)
class Page:
    """A page layout: size, margins (top, right, bottom, left) in points, text of footer and header.

    `{page}` and `{pages}` in either stand for the number of the page and of all pages, a tab parts left, middle and
    right; a footer without them has the page number at its tab.
    """

    width: float
    height: float
    margins: tuple[float, float, float, float]
    footer: str = ""
    header: str = ""


def plain(text: str) -> str:
    """Return content without its marks, bullets and empty lines, as a reader would note it down."""
    for pattern, _ in _MARKS:
        text = pattern.sub(r"\1", text)
    lines = (line.removeprefix(BULLET).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def paragraphs(text: str, style: str = "Cell", bullet: str = "CellBullet") -> list[Paragraph]:
    """Split content into paragraphs, one per line; empty lines stay."""
    found = []
    for line in text.split("\n") if text else []:
        if line.startswith(BULLET):
            found.append(Paragraph(f"{BULLET}\t{line.removeprefix(BULLET).strip()}", bullet))
        else:
            found.append(Paragraph(line, style))
    return found


def document(
    title: str,
    body: Iterable[Paragraph | Table],
    styles: dict[str, TextStyle],
    pages: dict[str, Page],
    fills: dict[str, str],
) -> str:
    """Return a whole flat OpenDocument file.

    Args:
        title: title for the properties of the document.
        body: paragraphs and tables in order.
        styles: paragraph styles by name.
        pages: page layouts by master page name; the first one opens the document.
        fills: attributes of the table cell styles by name.
    """
    parts = list(body)
    automatic = "".join(part.styles() for part in parts if isinstance(part, Table))
    automatic += "".join(_cell_style(name, attributes) for name, attributes in fills.items())
    automatic += "".join(_page_layout(name, page) for name, page in pages.items())
    automatic += (
        '<style:style style:name="Row" style:family="table-row">'
        '<style:table-row-properties fo:keep-together="auto"/></style:style>'
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<office:document {_NAMESPACES} xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.2" '
        'office:mimetype="application/vnd.oasis.opendocument.text">'
        f"<office:meta><dc:title>{escape(title)}</dc:title></office:meta>"
        '<office:font-face-decls><style:font-face style:name="Liberation Sans" '
        "svg:font-family=\"'Liberation Sans'\"/></office:font-face-decls>"
        f"<office:styles>{_default_style()}{''.join(_text_style(n, s) for n, s in styles.items())}{_span_styles()}"
        f"</office:styles><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:master-styles>{''.join(_master_page(n, p) for n, p in pages.items())}</office:master-styles>"
        f"<office:body><office:text>{''.join(part.xml() for part in parts)}</office:text></office:body>"
        "</office:document>\n"
    )


def _inline(text: str) -> str:
    marked = escape(text)
    for pattern, name in _MARKS:
        marked = pattern.sub(rf'<text:span text:style-name="{name}">\1</text:span>', marked)
    return marked.replace("\t", "<text:tab/>")


def _rows_xml(rows: Sequence[Sequence[Cell]], width: int) -> list[str]:
    covered: dict[int, int] = {}
    found = []
    for row in rows:
        cells = iter(row)
        parts = []
        column = 0
        while column < width:
            if covered.get(column, 0):
                covered[column] -= 1
                parts.append("<table:covered-table-cell/>")
                column += 1
                continue
            cell = next(cells)
            parts.append(_cell_xml(cell) + "<table:covered-table-cell/>" * (cell.columns - 1))
            for spanned in range(column, column + cell.columns):
                covered[spanned] = cell.rows - 1
            column += cell.columns
        found.append(f'<table:table-row table:style-name="Row">{"".join(parts)}</table:table-row>')
    return found


def _cell_xml(cell: Cell) -> str:
    spans = f' table:number-rows-spanned="{cell.rows}"' if cell.rows > 1 else ""
    spans += f' table:number-columns-spanned="{cell.columns}"' if cell.columns > 1 else ""
    inside = "".join(paragraph.xml() for paragraph in cell.paragraphs or (Paragraph(""),))
    start = f'<table:table-cell office:value-type="string" table:style-name="{cell.fill}"{spans}>'
    return f"{start}{inside}</table:table-cell>"


def _default_style() -> str:
    return (
        '<style:default-style style:family="paragraph"><style:paragraph-properties fo:orphans="0" fo:widows="0" '
        'fo:hyphenate="false"/><style:text-properties style:font-name="Liberation Sans" fo:language="en" '
        'fo:country="GB" style:letter-kerning="false"/></style:default-style>'
    )


def _text_style(name: str, style: TextStyle) -> str:
    page = f' style:master-page-name="{style.master_page}"' if style.master_page else ""
    weight = ' fo:font-weight="bold"' if style.bold else ""
    line = ' style:text-underline-style="solid"' if style.underlined else ""
    colour = f' fo:color="{style.colour}"' if style.colour else ""
    turn = ' fo:break-before="page"' if style.new_page else ""
    tabs = ""
    if style.centre_tab:
        stop = f'<style:tab-stop style:position="{style.centre_tab}pt" style:type="center"/>'
        tabs = f"<style:tab-stops>{stop}</style:tab-stops>"
    return (
        f'<style:style style:name="{name}" style:family="paragraph"{page}><style:paragraph-properties '
        f'fo:line-height="{style.leading}pt" fo:margin-left="{style.left}pt" fo:text-indent="{-style.hang}pt" '
        f'fo:text-align="{style.align}" fo:margin-top="{style.before}pt" fo:margin-bottom="{style.after}pt" '
        f'fo:orphans="0" fo:widows="0"{turn}>{tabs}</style:paragraph-properties>'
        f'<style:text-properties fo:font-size="{style.size}pt"{weight}{line}{colour}/></style:style>'
    )


def _span_styles() -> str:
    looks = {
        "Bold": 'fo:font-weight="bold"',
        "Underlined": 'style:text-underline-style="solid" style:text-underline-width="auto"',
        "Italic": 'fo:font-style="italic"',
        "Struck": 'style:text-line-through-style="solid" style:text-line-through-type="single"',
        "PageNumber": 'fo:font-size="9pt"',
        "Raised": 'style:text-position="33% 58%"',
    }
    return "".join(
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {look}/></style:style>'
        for name, look in looks.items()
    )


def _cell_style(name: str, attributes: str) -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell">'
        f"<style:table-cell-properties {attributes}/></style:style>"
    )


def _page_layout(name: str, page: Page) -> str:
    top, right, bottom, left = page.margins
    turned = "landscape" if page.width > page.height else "portrait"
    room = "<style:header-footer-properties fo:min-height='20pt' fo:margin-top='10pt'/>"
    footer = f"<style:header-style>{room}</style:header-style>" if page.header else ""
    footer += f"<style:footer-style>{room}</style:footer-style>" if page.footer else ""
    return (
        f'<style:page-layout style:name="{name}Layout"><style:page-layout-properties fo:page-width="{page.width}pt" '
        f'fo:page-height="{page.height}pt" style:print-orientation="{turned}" fo:margin-top="{top}pt" '
        f'fo:margin-right="{right}pt" fo:margin-bottom="{bottom}pt" fo:margin-left="{left}pt"/>'
        f"{footer}</style:page-layout>"
    )


def _master_page(name: str, page: Page) -> str:
    header = f"<style:header>{_edge(name, page.header, False)}</style:header>" if page.header else ""
    footer = f"<style:footer>{_edge(name, page.footer, True)}</style:footer>" if page.footer else ""
    layout = f'style:page-layout-name="{name}Layout"'
    return f'<style:master-page style:name="{name}" {layout}>{header}{footer}</style:master-page>'


def _edge(name: str, text: str, numbered: bool) -> str:
    """What stands at the top or the foot of each page."""
    marked = escape(text).replace("\t", "<text:tab/>")
    if "{page}" in marked:
        marked = marked.replace("{page}", "<text:page-number/>").replace("{pages}", "<text:page-count/>")
    elif numbered:
        marked = f'{marked}<text:tab/><text:span text:style-name="PageNumber"><text:page-number/></text:span>'
    return f'<text:p text:style-name="Footer{name}">{marked}</text:p>'
