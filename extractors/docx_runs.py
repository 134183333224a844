"""The text inside one paragraph of a Word file: what Word prints once every tracked change is accepted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from extractors.docx_styles import Styles
from extractors.docx_xml import W, attribute, child, switched, value
from extractors.flow import Run, Style

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
PAGE_BREAK = "\f"
_DROPPED = frozenset({f"{W}del", f"{W}moveFrom"})
_ADDED = frozenset({f"{W}ins", f"{W}moveTo"})
_INSIDE = frozenset(
    {
        *_ADDED,
        *(W + name for name in ("hyperlink", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo")),
    }
)
_PLAIN = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "cr": "\n"}
_BOX = f"{W}txbxContent"
_SYMBOLS = {"F0B7": "•", "F0A7": "•", "F0FC": "✓", "F0FB": "✗", "F0FE": "☑", "F0A8": "☐", "F0D8": "•", "F076": "•"}


@dataclass(slots=True)
class Tally:
    """What was met on the way and should be told."""

    insertions: int = 0
    deletions: int = 0
    hidden: int = 0
    footnotes: list[str] = field(default_factory=list)
    """Ids in the order of their marks."""


@dataclass(slots=True)
class ParagraphText:
    """The runs of a paragraph; a run whose text is a form feed is a page break."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    """Elements that hold the paragraphs of text boxes."""


def read_runs(paragraph: Any, base: Style, styles: Styles, tally: Tally) -> ParagraphText:
    """The text of a paragraph element in the look of its style."""
    found = ParagraphText()
    for element in _runs(paragraph, tally):
        properties = child(element, "rPr")
        if switched(properties, "vanish"):
            tally.hidden += 1
            continue
        look = styles.run(base, properties)
        text = "".join(_printed(element, tally, found))
        if text:
            if switched(properties, "caps"):
                text = text.upper()
            found.runs.append(Run(text, look))
    return found


def _runs(element: Any, tally: Tally) -> Iterator[Any]:
    """Run elements of a paragraph in order, without what was deleted."""
    for part in element.iterchildren():
        if part.tag == f"{W}r":
            yield part
        elif part.tag in _DROPPED:
            tally.deletions += 1
        elif part.tag in _INSIDE:
            tally.insertions += part.tag in _ADDED
            yield from _runs(part, tally)


def _printed(run: Any, tally: Tally, found: ParagraphText) -> Iterator[str]:
    for part in run.iterchildren():
        name = part.tag.removeprefix(W) if isinstance(part.tag, str) else ""
        if name == "t":
            yield (part.text or "").replace("\n", " ")
        elif name in _PLAIN:
            yield _PLAIN[name]
        elif name == "br":
            yield {"page": PAGE_BREAK, "column": "\n"}.get(attribute(part, "type"), "\n")
        elif name == "sym":
            yield _symbol(attribute(part, "char"))
        elif name == "footnoteReference":
            tally.footnotes.append(attribute(part, "id"))
            yield str(len(tally.footnotes))
        elif part.tag == f"{MC}AlternateContent" or name in {"drawing", "pict", "object"}:
            found.boxes += _boxes(part)


def _boxes(element: Any) -> list[Any]:
    """Text boxes of a drawing; of alternatives only the first that holds any."""
    if element.tag == f"{MC}AlternateContent":
        for alternative in element.iterchildren():
            boxes = list(alternative.iter(_BOX))
            if boxes:
                return boxes
        return []
    return list(element.iter(_BOX))


def _symbol(code: str) -> str:
    known = _SYMBOLS.get(code.upper())
    if known:
        return known
    return chr(int(code, 16)) if code else ""


def is_deleted(properties: Any | None) -> bool:
    """Whether tracked changes took out the mark at the end of a paragraph, or a row."""
    marks = child(properties, "rPr") if properties is not None and properties.tag == f"{W}pPr" else properties
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None


def first_style(paragraph: Any) -> str:
    """Id of the paragraph's style; empty where it has the usual one."""
    return value(child(paragraph, "pPr"), "pStyle")
