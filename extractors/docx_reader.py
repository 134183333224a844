"""The reader of Word files (.docx): what Word prints, with every tracked change accepted.

Word files have no pages of their own: a page here is what stands between two page breaks that somebody put in.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractors.docx_blocks import BlockReader, text_width
from extractors.docx_numbering import Numberer
from extractors.docx_runs import Tally
from extractors.docx_styles import Styles, TableLook
from extractors.docx_xml import attribute, on
from extractors.faults import DamagedError, PartMissingError
from extractors.flow import Block, FlowTable, Furniture, Note, OpenDocument, Paragraph, Run, Style
from extractors.layout import lay_out

_USUAL_WIDTH = 450.0
_FOOTNOTES = "footnotes"
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


class DocxReader:
    """Reads Word files."""

    name = "docx"

    def read(self, path: Path) -> OpenDocument:
        """Read a Word file and set it on pages.

        Raises:
            PartMissingError: python-docx is not installed.
            DamagedError: The file is no whole Word file.
        """
        document = _opened(path)
        part = document.part
        reader = BlockReader(Styles(_root(part, "styles")), Numberer(_root(part, "numbering")))
        body = reader.blocks(document.element.body, TableLook())
        notes = _footnotes(part, reader)
        headers, footers = _edges(document, reader)
        widths = [w for w in (text_width(s._sectPr) for s in document.sections) if w]
        blocks: list[Block] = [Furniture(headers), *body, *notes, Furniture(footers)]
        return lay_out(blocks, self.name, max([_USUAL_WIDTH, *widths]), tuple(_told(reader.tally)))


def _opened(path: Path) -> Any:
    try:
        import docx
        from docx.opc.exceptions import PackageNotFoundError
        from lxml.etree import XMLSyntaxError
    except ImportError as error:
        raise PartMissingError("python-docx") from error
    try:
        return docx.Document(str(path))
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        XMLSyntaxError,
        PackageNotFoundError,
    ) as error:
        raise DamagedError(" ".join(str(error).split())) from error


def _root(part: Any, kind: str) -> Any | None:
    """The XML of a part that belongs to the document, such as its styles; `None` where it has none."""
    from lxml import etree

    for relation in part.rels.values():
        if relation.reltype.endswith(f"/{kind}") and not relation.is_external:
            return etree.fromstring(relation.target_part.blob, etree.XMLParser(resolve_entities=False))
    return None


def _footnotes(part: Any, reader: BlockReader) -> list[Block]:
    """Footnotes in the order of their marks, each with its number."""
    marked = list(reader.tally.footnotes)
    texts = {attribute(n, "id"): n for n in on(_root(part, _FOOTNOTES), "footnote")
             if attribute(n, "type") not in _SEPARATORS}  # fmt: skip
    found: list[Block] = []
    for count, key in enumerate(marked, 1):
        for index, block in enumerate(reader.blocks(texts[key], TableLook()) if key in texts else []):
            found.append(_numbered(block, count) if isinstance(block, Paragraph) and not index else block)
    return found


def _numbered(note: Paragraph, count: int) -> Paragraph:
    look = note.runs[0].style if note.runs else Style()
    return Paragraph((Run(f"{count} ", look), *note.runs), after=note.after)


def _edges(document: Any, reader: BlockReader) -> tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]:
    """Headers and footers, each wording once."""
    headers: dict[str, Paragraph] = {}
    footers: dict[str, Paragraph] = {}
    for section in document.sections:
        for into, edges in (
            (headers, (section.header, section.first_page_header, section.even_page_header)),
            (footers, (section.footer, section.first_page_footer, section.even_page_footer)),
        ):
            for edge in edges:
                if not edge.is_linked_to_previous:
                    for paragraph in _paragraphs(reader.blocks(edge._element, TableLook())):
                        into.setdefault(paragraph.text.strip(), paragraph)
    return tuple(p for t, p in headers.items() if t), tuple(p for t, p in footers.items() if t)


def _paragraphs(blocks: list[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, FlowTable):
            for cell in block.cells:
                yield from _paragraphs(list(cell.blocks))


def _told(tally: Tally) -> Iterator[Note]:
    if tally.insertions or tally.deletions:
        yield Note(
            "tracked_changes",
            f"The file holds tracked changes ({tally.insertions} insertions, {tally.deletions} deletions); it was read"
            " as if all were accepted.",
        )
    if tally.hidden:
        yield Note("hidden_text", f"The file holds hidden text in {tally.hidden} places; it was left out.", "warning")
