"""Text that the file holds and the page does not show: in the colour of its ground, or under a picture.

It is read like any other, since a search in the file finds it too, and told to whoever reads the dataset. What looks
suspicious in colour or place is looked up in a small picture of the page, so white print on a dark ground is none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from extractors.contract import Box, Colour, Page, Word, around
from schemas import Finding

_SAME = 24
"""Difference of colour, of 255, below which nothing can be seen."""
_WHITE: Colour = (255, 255, 255)
_SCALE = 2.0
"""Pixels for each point of the picture."""
_MAX_PIXELS = 4000
_SHOWN = 80
_MESSAGE = "This page holds text that cannot be seen (in the colour of its ground, or under a picture); it was read."


def hidden_text(pages: Sequence[Page], path: Path) -> list[Finding]:
    """One finding for each page that holds text which cannot be seen.

    Args:
        pages: Pages that were read.
        path: The PDF that they come from; only pages under suspicion are looked at again.
    """
    suspects = {page.number: (_pale(page), _behind(page)) for page in pages}
    suspects = {number: words for number, words in suspects.items() if any(words)}
    if not suspects or b"%PDF-" not in _head(path):
        return []
    import pypdfium2

    sizes = {page.number: (page.width, page.height) for page in pages}
    found = []
    document = pypdfium2.PdfDocument(path)
    try:
        for number, (pale, behind) in suspects.items():
            page = document[number - 1]
            words = [*_unseen(page, pale, sizes[number]), *_covered(page, behind)]
            page.close()
            if words:
                found.append(_finding(number, words))
    finally:
        document.close()
    return found


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(1024)
    except OSError:
        return b""


def _pale(page: Page) -> list[Word]:
    """Words in the colour of the ground that the page's fills give them."""
    grounds = {_WHITE, *(fill.colour for fill in page.fills)}
    pale = {c for c in {w.colour for w in page.words} if any(_alike(c, ground) for ground in grounds)}
    suspects = [w for w in page.words if w.colour in pale] if pale else []
    return [w for w in suspects if _alike(w.colour, _ground(w, page)) and not _on_picture(w, page)]


def _ground(word: Word, page: Page) -> Colour:
    colours = [fill.colour for fill in page.fills if fill.box.contains(*word.box.centre)]
    return colours[-1] if colours else _WHITE


def _alike(first: Colour, second: Colour) -> bool:
    return max(abs(a - b) for a, b in zip(first, second, strict=True)) < _SAME


def _on_picture(word: Word, page: Page) -> bool:
    return any(image.contains(*word.box.centre) for image in page.images)


def _behind(page: Page) -> list[Word]:
    return [word for word in page.words if _on_picture(word, page)] if page.images else []


def _unseen(page: Any, words: Sequence[Word], size: tuple[float, float]) -> Iterator[Word]:
    """Words whose place is of one colour in a picture of the page."""
    if not words or max(size) * _SCALE > _MAX_PIXELS:
        return
    picture = page.render(scale=_SCALE)
    for word in words:
        if _is_even(picture, word.box):
            yield word


def _is_even(picture: Any, box: Box) -> bool:
    """Whether a place in a picture of the page is of one colour; no more of it is looked at than tells."""
    x0, top, x1, bottom = (max(0, round(v * _SCALE)) for v in box)
    rows = range(top, min(bottom + 1, picture.height))
    left, right = picture.n_channels * x0, picture.n_channels * min(x1 + 1, picture.width)
    pixels = memoryview(picture.buffer)
    values: set[int] = set()
    for start in (picture.stride * row for row in rows if left < right):
        values.update(pixels[start + left : start + right].tobytes())
        if max(values) - min(values) >= _SAME:
            return False
    return bool(values)


def _covered(page: Any, words: Sequence[Word]) -> Iterator[Word]:
    """Words that were painted before a picture which lies over them."""
    if not words:
        return
    from pypdfium2 import raw

    left, _, _, top = page.get_bbox()
    texts: list[tuple[int, Box]] = []
    pictures: list[tuple[int, Box]] = []
    for order, thing in enumerate(page.get_objects(max_depth=4)):
        if thing.type in {raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE}:
            x0, y0, x1, y1 = thing.get_bounds()
            box = Box(x0 - left, top - y1, x1 - left, top - y0)
            (texts if thing.type == raw.FPDF_PAGEOBJ_TEXT else pictures).append((order, box))
    for word in words:
        first = next((order for order, box in texts if box.overlap(word.box)), None)
        if first is not None and any(order > first and box.contains(*word.box.centre) for order, box in pictures):
            yield word


def _finding(number: int, words: Sequence[Word]) -> Finding:
    text = " ".join(word.text for word in words)
    box = around([word.box for word in words])
    x0, top, x1, bottom = (round(v, 1) for v in box)
    return Finding(
        "",
        severity="warning",
        code="hidden_text",
        message=_MESSAGE,
        page=number,
        x0=x0,
        top=top,
        x1=x1,
        bottom=bottom,
        text=text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…",
    )
