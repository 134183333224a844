"""Styles of a Word file: what a paragraph and a stretch of text look like once everything is inherited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from extractors.contract import Colour
from extractors.docx_xml import attribute, child, number, on, switched, value
from extractors.flow import Style

_THEME_FONT = "Calibri"
_USUAL = 10.0
_HALF = 2.0


@dataclass(frozen=True, slots=True)
class Setting:
    """How a paragraph is set."""

    left: float = 0.0
    first: float = 0.0
    before: float = 0.0
    after: float = 0.0
    list_id: str = ""
    depth: int | None = None
    tied: str = ""
    """The style that ties the paragraph to its list."""
    new_page: bool = False
    own_indent: bool = False
    """Whether the paragraph itself says how far it is indented, which beats its list."""


@dataclass(frozen=True, slots=True)
class TableLook:
    """What a table style adds to the text in it."""

    paragraphs: tuple[Any, ...] = ()
    runs: tuple[Any, ...] = ()
    head_runs: tuple[Any, ...] = ()
    head_fill: Colour | None = None
    padding: float | None = None
    """Points between the sides of a cell and its text."""


class Styles:
    """Looks styles up and follows what they are based on."""

    def __init__(self, root: Any | None) -> None:
        """Read `styles.xml`; without one everything is plain."""
        self.by_id = {attribute(s, "styleId"): s for s in on(root, "style")}
        self.usual = {
            attribute(s, "type"): attribute(s, "styleId") for s in on(root, "style") if attribute(s, "default") == "1"
        }
        defaults = child(root, "docDefaults")
        self.run_default = child(child(defaults, "rPrDefault"), "rPr")
        self.paragraph_default = child(child(defaults, "pPrDefault"), "pPr")

    def chain(self, name: str) -> Iterator[Any]:
        """A style and those it is based on, the farthest first."""
        found: list[Any] = []
        while name in self.by_id and self.by_id[name] not in found:
            found.append(self.by_id[name])
            name = value(found[-1], "basedOn")
        yield from reversed(found)

    def text(self, style_id: str, table: TableLook, *, head: bool) -> Style:
        """How plain text looks in a paragraph of this style."""
        look = applied(Style(size=_USUAL), self.run_default)
        for properties in (*table.runs, *(table.head_runs if head else ())):
            look = applied(look, properties)
        for style in self.chain(style_id or self.usual.get("paragraph", "")):
            look = applied(look, child(style, "rPr"))
        return look

    def run(self, base: Style, properties: Any | None) -> Style:
        """How a run looks in text of a certain look."""
        for style in self.chain(value(properties, "rStyle")):
            base = applied(base, child(style, "rPr"))
        return applied(base, properties)

    def paragraph(self, style_id: str, properties: Any | None, table: TableLook) -> Setting:
        """How a paragraph of this style and with these properties is set."""
        setting = _set(Setting(), self.paragraph_default, "")
        for part in table.paragraphs:
            setting = _set(setting, part, "")
        for style in self.chain(style_id or self.usual.get("paragraph", "")):
            setting = _set(setting, child(style, "pPr"), attribute(style, "styleId"))
        return replace(_set(setting, properties, ""), own_indent=child(properties, "ind") is not None)

    def table(self, style_id: str, *, first_row: bool) -> TableLook:
        """What a table style adds; `first_row` tells whether its first row is set apart."""
        paragraphs: list[Any] = []
        runs: list[Any] = []
        head: list[Any] = []
        fill, padding = None, None
        for style in self.chain(style_id or self.usual.get("table", "")):
            padding = side_padding(child(style, "tblPr")) or padding
            paragraphs += [p for p in (child(style, "pPr"),) if p is not None]
            runs += [r for r in (child(style, "rPr"),) if r is not None]
            for part in on(style, "tblStylePr"):
                if first_row and attribute(part, "type") == "firstRow":
                    head += [r for r in (child(part, "rPr"),) if r is not None]
                    fill = shade(child(part, "tcPr")) or fill
        return TableLook(tuple(paragraphs), tuple(runs), tuple(head), fill, padding)


def applied(look: Style, properties: Any | None) -> Style:
    """A look changed by the run properties of one place."""
    if properties is None:
        return look
    changes: dict[str, Any] = {}
    for name, key in (("b", "bold"), ("i", "italic"), ("u", "underlined")):
        state = switched(properties, name)
        if state is not None:
            changes[key] = state
    struck = [s for s in (switched(properties, "strike"), switched(properties, "dstrike")) if s is not None]
    if struck:
        changes["struck"] = any(struck)
    size, colour = value(properties, "sz"), colour_of(value(properties, "color"))
    if size:
        changes["size"] = float(size) / _HALF
    if colour:
        changes["colour"] = colour
    if value(properties, "vertAlign"):
        changes["raised"] = value(properties, "vertAlign") == "superscript"
    fonts = child(properties, "rFonts")
    if fonts is not None:
        named = attribute(fonts, "ascii") or attribute(fonts, "hAnsi")
        changes["font"] = named or (_THEME_FONT if attribute(fonts, "asciiTheme") else look.font)
    return look._replace(**changes)


def _set(setting: Setting, properties: Any | None, style: str) -> Setting:
    """A setting changed by the paragraph properties of one place."""
    if properties is None:
        return setting
    indent, spacing, listed = (child(properties, name) for name in ("ind", "spacing", "numPr"))
    hanging = number(indent, "hanging")
    left = number(indent, "left") if number(indent, "left") is not None else number(indent, "start")
    first = -hanging if hanging is not None else number(indent, "firstLine")
    before, after = number(spacing, "before"), number(spacing, "after")
    if switched(properties, "contextualSpacing"):
        before = after = 0.0
    list_id, depth = value(listed, "numId"), value(listed, "ilvl")
    return replace(
        setting,
        left=setting.left if left is None else left,
        first=setting.first if first is None else first,
        before=setting.before if before is None else before,
        after=setting.after if after is None else after,
        list_id=list_id or setting.list_id,
        depth=int(depth) if depth else setting.depth,
        tied=style if list_id else setting.tied,
        new_page=setting.new_page if switched(properties, "pageBreakBefore") is None
        else bool(switched(properties, "pageBreakBefore")),
    )  # fmt: skip


def shade(properties: Any | None) -> Colour | None:
    """The ground that cell properties name; white is none."""
    colour = colour_of(attribute(child(properties, "shd"), "fill"))
    return None if colour is None or min(colour) >= 250 else colour


def side_padding(properties: Any | None) -> float | None:
    """Points between the sides of cells and their text that table properties name."""
    margins = child(properties, "tblCellMar")
    left = child(margins, "left") if child(margins, "left") is not None else child(margins, "start")
    return number(left, "w")


def colour_of(text: str) -> Colour | None:
    """A colour from six hexadecimal digits; `None` for `auto`.

    >>> colour_of("FFC000")
    (255, 192, 0)
    """
    try:
        code = bytes.fromhex(text) if len(text) == 6 else b""
    except ValueError:
        return None
    return (code[0], code[1], code[2]) if code else None
