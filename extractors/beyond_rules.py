"""Rows beyond the outer rules of a table: headings over the first one, rows under the last one."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.columns import pieces_of
from extractors.contract import Line
from extractors.rule_gaps import GAP, is_bold
from extractors.rule_parts import Bar

_NEAR = 1.3
"""Share of the font size: a row outside the first and last rule stands no further from it."""
_WIDE = 0.6
"""Share of the rules' width from which a line that stands together and begins at their left end is prose."""
_LONG = 45.0
"""Share of the font size from which such a line is prose whatever the width."""
_WRAPPED = 0.5
"""Share of the font size: lines of one row stand no further apart."""
_ROW_GAP = 1.9
"""Share of the font size: rows under a banner stand no further apart."""
_NARROW_LINE = 0.4
"""Share of the rules' width up to which a line may be that of one cell."""
_FEWEST_HEADINGS = 3
"""Headings side by side on a rule that may be the only one of its table on the page."""


def is_prose(lines: Sequence[Line], bar: Bar, size: float) -> bool:
    """Whether a line that begins at the left end stands together over a good part of the width, or is very long."""
    least = min(_WIDE * (bar.x1 - bar.x0), _LONG * size)
    left = bar.x0 + 1.5 * size
    wide = [line.box.x0 < left and line.box.width > least and len(pieces_of(line, GAP)) == 1 for line in lines]
    return any(wide)


def heads(bar: Bar, lines: Sequence[Line], size: float) -> bool:
    """Whether headings in bold type stand side by side on a rule, and rows under it: its foot is on the next page."""
    over = row_above(bar, lines, size)
    beside = is_bold(over) and max(len(pieces_of(line, GAP)) for line in over) >= _FEWEST_HEADINGS
    rows = rows_below(bar, lines, size) if beside else []
    return bool(rows) and max(len(pieces_of(line, GAP)) for line in rows) >= _FEWEST_HEADINGS


def row_above(bar: Bar, lines: Sequence[Line], size: float) -> list[Line]:
    """Headings over the first rule."""
    over = [line for line in reversed(lines) if line.box.centre[1] < bar.at]
    return _beyond(over, bar, size, -1)[::-1]


def row_below(bar: Bar, lines: Sequence[Line], size: float) -> list[Line]:
    """Rows under the last rule."""
    return _beyond([line for line in lines if line.box.centre[1] > bar.at], bar, size, 1)


def rows_below(bar: Bar, lines: Sequence[Line], size: float) -> list[Line]:
    """All rows under a filled banner, as far as text stands side by side or wraps on."""
    taken: list[Line] = []
    sure = 0
    foot = bar.at
    for line in lines:
        if line.box.centre[1] <= bar.at:
            continue
        alone = len(pieces_of(line, GAP)) == 1
        inside = line.box.x0 >= bar.x0 - size and line.box.x1 <= bar.x1 + size
        if line.box.top - foot > _ROW_GAP * size or not inside or is_prose([line], bar, size):
            break
        taken.append(line)
        foot = max(foot, line.box.bottom)
        sure = sure if alone else len(taken)
    wrapped = [n for n in taken[sure:] if n.box.top - taken[sure - 1].box.bottom <= _WRAPPED * size] if sure else []
    return taken[: _end_of_cell(taken, sure + len(wrapped), bar, size)]


def _end_of_cell(lines: Sequence[Line], end: int, bar: Bar, size: float) -> int:
    """How many lines belong to rows, where those after the last may go on with a cell that is not the first."""
    for above, line in pairwise(lines[end - 1 :] if end else []):
        near = line.box.top - above.box.bottom <= _WRAPPED * size
        starts = {piece.box.x0 for known in lines[:end] for piece in pieces_of(known, GAP)}
        under = any(abs(line.box.x0 - x0) <= 1 for x0 in starts) and line.box.x0 > bar.x0 + 2 * size
        if not (near and under):
            break
        end += 1
    return end


def _beyond(lines: Sequence[Line], bar: Bar, size: float, step: int) -> list[Line]:
    """One row beyond an outer rule, line by line away from it, as far as text stands side by side or wraps on."""
    taken: list[Line] = []
    sure = 0
    edge = bar.at
    for line in lines:
        gap = line.box.top - edge if step > 0 else edge - line.box.bottom
        alone = len(pieces_of(line, GAP)) == 1
        near = _WRAPPED if taken else _NEAR
        inside = line.box.x0 >= bar.x0 - size and line.box.x1 <= bar.x1 + size
        if gap > near * size or not inside or (alone and line.box.width > _NARROW_LINE * (bar.x1 - bar.x0)):
            break
        taken.append(line)
        edge = line.box.bottom if step > 0 else line.box.top
        sure = sure if alone and not sure else len(taken)
    return taken[:sure]
