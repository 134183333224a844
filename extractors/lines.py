"""Words into lines: shared by every extractor, so that all of them read a cell alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extractors.contract import Line, Word

_SAME_LINE = 0.5
"""Share of the smaller word's height by which two words must overlap to stand on one line."""


def lines_of(words: Iterable[Word], page: int) -> tuple[Line, ...]:
    """Group words into lines from top to bottom, each from left to right.

    Superscripts and subscripts stay on the line of their neighbours. No word is lost or repeated.
    """
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda w: (w.box.centre[1], w.box.x0)):
        row = next((r for r in reversed(rows[-3:]) if _together(r, word)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    rows = [sorted(row, key=lambda w: w.box.x0) for row in rows]
    rows.sort(key=lambda row: (min(w.box.top for w in row), row[0].box.x0))
    return tuple(Line(page, tuple(row)) for row in rows)


def _together(row: Sequence[Word], word: Word) -> bool:
    main = max(row, key=lambda w: w.box.height)
    shared = min(main.box.bottom, word.box.bottom) - max(main.box.top, word.box.top)
    return shared > _SAME_LINE * min(main.box.height, word.box.height)
