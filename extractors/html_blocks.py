"""The body of a web page as blocks: headings, paragraphs, lists with their numbers, definition lists, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from extractors.docx_numbering import printed
from extractors.flow import Block, Furniture, Paragraph, Run, Style
from extractors.html_styles import PLAIN, Declarations, Sheet, is_shown, is_text, style_of
from extractors.html_tables import is_table, read_table

_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
     "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html",
     "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary", "table", "ul"}
)  # fmt: skip
_FURNITURE = frozenset({"nav", "footer"})
_FURNITURE_ROLES = frozenset({"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog"})
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:cookies?|consent|breadcrumbs?|skip-?(?:link|nav|to-content)|social-?(?:share|links)|pagination)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes and ids of what belongs to the site."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_INDENT = 18.0
_FORMS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_CSS_FORMS = {"lower-alpha": "a", "lower-latin": "a", "upper-alpha": "A", "upper-latin": "A",
              "lower-roman": "i", "upper-roman": "I"}  # fmt: skip
_TERM_WORDS = 8
"""A longer term of a definition list is a heading and no label."""


@dataclass(slots=True)
class BlockBuilder:
    """Gathers blocks while the elements of a page are walked through."""

    sheet: Sheet
    in_cell: bool = False
    blocks: list[Block] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    last: Style = PLAIN
    """The look of the text before: a blank line is as high as that."""
    label: str = ""
    depth: int = 0
    hidden: list[int] = field(default_factory=list)
    """Words of each element that is not shown; shared with the builders of its cells."""

    def walk(self, element: Any, base: Style) -> None:
        """Take an element with all that it holds, but not what follows it."""
        declared = self.sheet.of(element)
        if not is_shown(element, declared):
            self.leave_out(element)
            return
        tag = element.tag
        look = style_of(element, declared, base)
        if tag == "br":
            self.runs.append(Run("\n", base))
        elif is_table(element, declared):
            self.table(element)
        elif tag == "dl":
            self.definitions(element, look)
        elif tag in {"ol", "ul", "menu"}:
            self.listing(element, look, declared)
        elif _is_furniture(element):
            self.furniture(element, look)
        elif tag == "img":
            self.text(element.get("alt", "") if self.in_cell else "", look)
        elif tag in _BLOCKS or declared.get("display") in {"block", "flex", "grid", "list-item"}:
            self.flush()
            self.inside(element, look, declared)
            self.flush()
        else:
            self.inside(element, look, declared)

    def leave_out(self, element: Any) -> None:
        """Count the words of what is not shown."""
        if is_text(element):
            words = sum(len(text.split()) for text in element.itertext())
            self.hidden += [words] if words else []

    def inside(self, element: Any, look: Style, declared: Declarations) -> None:
        """The text and the children of an element."""
        raw = element.tag == "pre" or declared.get("white-space", "").startswith("pre")
        upper = declared.get("text-transform") == "uppercase"
        self.text(element.text, look, raw=raw, upper=upper)
        for child in element.iterchildren():
            if isinstance(child.tag, str):
                self.walk(child, look)
            self.text(child.tail, look, raw=raw, upper=upper)

    def text(self, text: str | None, look: Style, *, raw: bool = False, upper: bool = False) -> None:
        """Add text as a browser shows it: white space counts once unless it is `raw`."""
        if not text:
            return
        shown = text if raw else _SPACES.sub(" ", text)
        self.runs.append(Run(shown.upper() if upper else shown, look))

    def flush(self) -> None:
        """End the paragraph that is being gathered; one without text or a forced line is none."""
        runs, self.runs = _trimmed(self.runs), []
        if not any(run.text.strip(" ") for run in runs):
            return
        if any(run.text.strip() for run in runs):
            self.last = next(run.style for run in runs if run.text.strip())
        else:
            runs = [run._replace(style=self.last) for run in runs]
        left = _INDENT * self.depth
        label, self.label = self.label, ""
        hang = -14.0 if label else 0.0
        self.blocks.append(Paragraph(tuple(runs), label, left, hang, after=0.0 if self.in_cell else 5.0))

    def listing(self, element: Any, look: Style, declared: Declarations) -> None:
        """A list; its items bear the numbers or bullets that a browser puts before them."""
        self.flush()
        self.depth += 1
        count = _whole(element.get("start"), 1)
        named = declared.get("list-style-type") or declared.get("list-style", "").split(" ", 1)[0]
        form = _FORMS.get(_CSS_FORMS.get(named, element.get("type", "1")), "decimal")
        for child in element.iterchildren():
            if child.tag != "li":
                if isinstance(child.tag, str):
                    self.walk(child, look)
                continue
            if not is_shown(child, self.sheet.of(child)):
                continue
            count = _whole(child.get("value"), count)
            bullet = "" if named == "none" else "•"
            self.label = f"{printed(count, form)}." if element.tag == "ol" and named != "none" else bullet
            self.walk(child, look)
            self.flush()
            self.label = ""
            count += 1
        self.depth -= 1

    def definitions(self, element: Any, look: Style) -> None:
        """Terms with what they mean: a short term with one meaning in running text is printed as `term: meaning`."""
        self.flush()
        for term, meanings in _pairs(element):
            told = [self.apart(meaning, look) for meaning in meanings]
            named = self.apart(term, look) if term is not None else []
            paragraphs = [b for b in named if isinstance(b, Paragraph)]
            plain = len(paragraphs) == 1 and len(paragraphs[0].text.split()) <= _TERM_WORDS
            if (
                plain
                and len(told) == 1
                and len(told[0]) == 1
                and isinstance(told[0][0], Paragraph)
                and not told[0][0].label
            ):
                self.blocks.append(_labelled(paragraphs[0], told[0][0]))
            else:
                self.blocks += [*named, *(block for blocks in told for block in blocks)]

    def apart(self, element: Any, look: Style) -> list[Block]:
        """Blocks of an element by itself."""
        inner = replace(self, blocks=[], runs=[], label="")
        inner.walk(element, look)
        inner.flush()
        return inner.blocks

    def furniture(self, element: Any, look: Style) -> None:
        """What belongs to the site and not to the page; tables in it are kept in the text."""
        self.flush()
        inner = BlockBuilder(self.sheet, hidden=self.hidden)
        inner.inside(element, look, {})
        inner.flush()
        paragraphs = tuple(b for b in inner.blocks if isinstance(b, Paragraph))
        if len(paragraphs) == len(inner.blocks):
            self.blocks.append(Furniture(paragraphs))
        else:
            self.blocks += inner.blocks

    def table(self, element: Any) -> None:
        """A table, or what is in one that only arranges things."""
        self.flush()
        self.blocks += read_table(element, self.sheet, self.cell)
        self.label = ""

    def cell(self, element: Any, bold: bool) -> tuple[Block, ...]:
        """Blocks of one cell."""
        inner = BlockBuilder(self.sheet, in_cell=True, hidden=self.hidden)
        declared = self.sheet.of(element)
        inner.inside(element, style_of(element, declared, PLAIN._replace(bold=bold)), declared)
        inner.flush()
        return tuple(inner.blocks)


def _is_furniture(element: Any) -> bool:
    if element.tag in _FURNITURE or element.get("role", "") in _FURNITURE_ROLES:
        return True
    if _FURNITURE_NAMES.search(f"{element.get('class', '')} {element.get('id', '')}"):
        return element.find(".//table") is None and element.tag not in {"body", "main", "article"}
    return element.tag == "header" and element.find(".//h1") is None and element.getparent().tag == "body"


def _trimmed(runs: Sequence[Run]) -> list[Run]:
    """Runs without the line break that ends a paragraph; one that is all there is leaves a blank line."""
    kept = list(runs)
    while kept and not kept[-1].text.strip(" "):
        kept.pop()
    if kept and kept[-1].text.endswith("\n"):
        rest = kept[-1].text[:-1]
        blank = not rest and not any(run.text.strip() for run in kept[:-1])
        kept[-1] = kept[-1]._replace(text="\u00a0" if blank else rest)
    return kept


def _pairs(element: Any) -> Iterator[tuple[Any | None, list[Any]]]:
    """Each term with its meanings; groups in a `div` are looked through."""
    term: Any | None = None
    meanings: list[Any] = []
    for child in element.iter("dt", "dd"):
        if next(child.iterancestors("dl")) is not element:
            continue
        if child.tag == "dt":
            if term is not None or meanings:
                yield term, meanings
            term, meanings = child, []
        else:
            meanings.append(child)
    if term is not None or meanings:
        yield term, meanings


def _labelled(term: Paragraph, meaning: Paragraph) -> Paragraph:
    colon = " " if term.text.rstrip().endswith((":", "?")) else ": "
    return replace(term, runs=(*term.runs, Run(colon, term.runs[-1].style), *meaning.runs))


def _whole(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.strip().lstrip("-").isdigit() else otherwise
