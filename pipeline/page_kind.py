"""The kind of a page that was read: text, a picture, or nothing."""

from __future__ import annotations

from extractors.contract import Box, Page

_STAMP = 12
"""Words that a page number, a date or the name of an appendix stamped on a scan has at most."""
_WHOLE_PAGE = 0.6
"""Share of the page from which an image is the page itself."""


def kind_of(page: Page) -> str:
    """The kind of a page: `text`, `picture` or `blank`.

    An image of the whole page with a stamp of a few words on it is a picture too.
    """
    if len(page.words) <= _STAMP and any(_share(image, page) >= _WHOLE_PAGE for image in page.images):
        return "picture" if sum(word.tokens for word in page.words) <= _STAMP else "text"
    if page.words:
        return "text"
    return "picture" if page.images else "blank"


def _share(image: Box, page: Page) -> float:
    return image.overlap(Box(0, 0, page.width, page.height)) / (page.width * page.height)
