"""The reader of web pages: published or saved ones (.html, .htm), also with everything in one file (.mhtml)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from extractors.faults import DamagedError, PartMissingError
from extractors.flow import Note, OpenDocument
from extractors.html_blocks import BlockBuilder
from extractors.html_styles import PLAIN, Sheet
from extractors.layout import lay_out

_WIDTH = 980.0
_WORTH_TELLING = 10
"""Words that are not shown; fewer are names of signs for those who listen to a page."""
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_ARCHIVE = re.compile(rb"^(?:from:.*saved by|mime-version:|content-type: multipart/related)", re.I | re.MULTILINE)
_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_WINDOWS = frozenset({"iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii", "windows-1252"})
"""Names under which pages from Windows go; browsers read all of them as one."""


class HtmlReader:
    """Reads web pages."""

    name = "html"

    def read(self, path: Path) -> OpenDocument:
        """Read a web page as one page; scripts and what is not shown are left out.

        Raises:
            PartMissingError: lxml is not installed.
            DamagedError: There is no page in the file.
        """
        root = _root(path.read_bytes())
        sheet = Sheet(element.text or "" for element in root.iter("style"))
        builder = BlockBuilder(sheet)
        body = root.find("body")
        builder.walk(root if body is None else body, PLAIN)
        builder.flush()
        return lay_out(builder.blocks, self.name, _WIDTH, tuple(_told(builder.hidden)))


def _told(hidden: Sequence[int]) -> Iterator[Note]:
    if sum(hidden) >= _WORTH_TELLING:
        message = f"The page holds {sum(hidden)} words in {len(hidden)} places that are not shown; they were left out."
        yield Note("hidden_text", message, "warning")


def _root(content: bytes) -> Any:
    try:
        from lxml import etree, html
    except ImportError as error:
        raise PartMissingError("lxml") from error
    if _ARCHIVE.search(content[:1024]):
        content = _unpacked(content)
    text = _decoded(content)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    try:
        root = html.document_fromstring(text.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise DamagedError(" ".join(str(error).split())) from error
    return root


def _decoded(content: bytes) -> str:
    """The text of a page in UTF-8 where it is that, since nothing else looks so, else as it declares."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, "replace")
    found = _CHARSET.search(content[:4096])
    named = found[1].decode("ascii").lower() if found else ""
    for name in ("utf-8", "cp1252" if named in _WINDOWS else named):
        try:
            return content.decode(name)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("cp1252", "replace")


def _unpacked(content: bytes) -> bytes:
    """The page inside an archive of one page with its pictures."""
    message = message_from_bytes(content, policy=policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            return payload if isinstance(payload, bytes) else b""
    raise DamagedError("no page is in the archive")
