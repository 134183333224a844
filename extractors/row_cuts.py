"""Rows of tables without rules: which lines begin a row, and which go on with the cell above them.

Evidence of several kinds is weighed between each two bands of text; then the distance between bands that agrees best
with it decides for all of them. Where distances do not tell, the evidence itself decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import fmean

from extractors.bands import Band
from extractors.columns import Extent, Piece
from extractors.row_scores import cell_score, score
from extractors.row_signs import inner_leading, steady_columns

_STEP = 0.09
"""Share of the font size: distances that differ by less are alike."""
_TRUST = 0.85
"""Share of the evidence with which distances must agree to decide alone."""
_FAR = 1.15
"""Share of the font size: a wrapped line never stands this far below the line before."""
_LEADED = 0.45
"""Share of the font size: a wrapped line seldom stands this far below the line before."""
_LOOSE = 0.7
"""Weight of lines that stand further apart."""
_JUMP = 0.36
"""Share of the font size: distances that differ by more are of two kinds."""
_SEVERAL = 0.25
"""Where a smaller share of what wide distances part holds several rows, they part rows."""
_NEVER = 1e9
_DOUBT = 0.4
"""Evidence no stronger than this follows the rest of the table."""
_ANCHOR = 0.75
"""Share of the lines with text in the first column that must begin rows for it to be the key of rows."""
_DOUBTFUL = 0.9
"""Evidence against a row that the key outweighs."""
_KEYED = 0.85
"""Share of the lines that must have text in the first column for each to be a row."""
_BESIDE = 0.6
"""Share of the lines that must have text in two columns."""
_ROOMY = 0.55
"""Share of the lines that must have had room on the line above for each to be a row."""
_RESTS = 0.25
"""Share of the lines that may be the rest of a sentence although each is taken for a row."""
_LOOSER = 0.1
"""Share of the font size by which rows stand further apart than lines of running text, where they do."""
_ALL_LOOSE = 0.95
"""Share of the distances that must be so wide for each line to be a row."""
_WIDE_SET = 1.0
"""Weight of a distance wider than that between lines of running text."""
_EACH = 0.9
"""Weight of such a column where it is filled on both lines."""
_MIDDLE = 0.2
"""Share of the font size by which a cell may stand off the middle of its row."""
_CENTRED = 2
"""Cells lower than their rows that must stand in the middle of them."""
_KEYS = 3
"""Rows that short keys must begin."""
_KEY_LINES = 2
_KEY_WORDS = 5
_FILLED = 0.6
"""Share of the columns that an ordinary row fills."""


def cut_rows(
    groups: Sequence[Sequence[Band]], columns: Sequence[Extent], size: float, leading: float | None = None
) -> list[list[list[Band]]]:
    """Bands of each group into rows; groups are parted by rules, and their distances are weighed together.

    Args:
        groups: Bands between one rule and the next.
        columns: Columns from left to right.
        size: Ordinary font size in points.
        leading: White between lines of running text near by, a share of the font size.
    """
    pairs = [(above, below) for group in groups for above, below in pairwise(group)]
    gaps = [(below.top - above.bottom) / size for above, below in pairs]
    wide = _wide_gap(groups, columns, gaps, size)
    if wide is not None:
        return [_parted(group, [b.top - a.bottom > wide * size for a, b in pairwise(group)]) for group in groups]
    inner = inner_leading(groups, size)
    leading = leading if inner is None else inner
    loose = [leading is not None and gap > leading + _LOOSER for gap in gaps]
    if _each_is_a_row(pairs, columns, loose=bool(loose) and fmean(loose) >= _ALL_LOOSE):
        return [_parted(group, [True] * (len(group) - 1)) for group in groups]
    centred = _centred(groups, gaps, size)
    if centred:
        return centred
    steady = steady_columns(groups, columns)
    weights = [_loose(gap) + _WIDE_SET * wider for gap, wider in zip(gaps, loose, strict=True)]
    weights = [
        w + _EACH * len(steady & a.cells.keys() & b.cells.keys()) for w, (a, b) in zip(weights, pairs, strict=True)
    ]
    scores = [score(a, b, columns) + weight for (a, b), weight in zip(pairs, weights, strict=True)]
    keyed = [0 in below.cells and len(below.cells) > 1 for _, below in pairs]
    begins = iter(_anchored(_decide(gaps, scores), scores, keyed))
    return [_parted(group, [next(begins) for _ in group[1:]]) for group in groups]


def sure_rows(
    bands: Sequence[Band], columns: Sequence[Extent], size: float, leading: float | None = None
) -> list[list[Band]]:
    """Rows of which there is no doubt: each band one, parted by wide strips, or begun by short keys; else none."""
    pairs = list(pairwise(bands))
    if _each_is_a_row(pairs, columns):
        return [[band] for band in bands]
    wide = _wide_gap([bands], columns, [(b.top - a.bottom) / size for a, b in pairs], size)
    if wide is not None:
        return _parted(bands, [b.top - a.bottom > wide * size for a, b in pairs])
    rows = cut_rows([bands], columns, size, leading)[0]
    return rows if _begun_by_keys(rows, columns) else []


def _begun_by_keys(rows: Sequence[Sequence[Band]], columns: Sequence[Extent]) -> bool:
    """Whether rows are well filled and have short texts in their first column; headings of parts are let be."""
    ordinary = [row for row in rows if len({col for band in row for col in band.cells}) > 1]
    keys = [[p for band in row for p in band.cells.get(0, ())] for row in ordinary]
    if len(ordinary) < _KEYS or not all(keys) or max(map(len, keys)) > _KEY_LINES:
        return False
    full = fmean(len({col for band in row for col in band.cells}) >= _FILLED * len(columns) for row in ordinary)
    short = max(sum(len(p.text.split()) for p in key) for key in keys) <= _KEY_WORDS
    return full >= _KEYED and (short or bool(steady_columns([[band for row in rows for band in row]], columns)))


def _centred(groups: Sequence[Sequence[Band]], gaps: Sequence[float], size: float) -> list[list[list[Band]]]:
    """Rows in whose middle every lower cell stands, where some distance parts such; none where it does not."""
    levels = sorted(set(gaps))
    for low, high in pairwise(levels):
        if high - low < _STEP:
            continue
        limit = (low + high) / 2 * size
        cut = [_parted(group, [b.top - a.bottom > limit for a, b in pairwise(group)]) for group in groups]
        off = [distance for rows in cut for row in rows if len(row) > 1 for distance in _off_middle(row, size)]
        if len(off) >= _CENTRED and max(off) <= _MIDDLE * size:
            return cut
    return []


def _off_middle(row: Sequence[Band], size: float) -> list[float]:
    """Distances from the middle of a row to the middles of those of its cells that are lower."""
    top, bottom = row[0].top, max(band.bottom for band in row)
    cells: dict[int, list[Piece]] = {}
    for band in row:
        for col, pieces in band.cells.items():
            cells.setdefault(col, []).extend(pieces)
    reaches = [(min(p.box.top for p in held), max(p.box.bottom for p in held)) for held in cells.values()]
    return [abs(t + b - top - bottom) / 2 for t, b in reaches if b - t < bottom - top - size / 2]


def _each_is_a_row(pairs: Sequence[tuple[Band, Band]], columns: Sequence[Extent], *, loose: bool = False) -> bool:
    """Whether nearly every line has a key, and most could not be the rest of the line above, which had room for it.

    Lines that are set more loosely than running text need no such room.
    """
    if len(pairs) < 2:
        return False
    keyed = fmean(0 in below.cells for _, below in pairs)
    beside = fmean(len(below.cells) > 1 for _, below in pairs)
    if keyed < _KEYED or beside < _BESIDE:
        return False
    if loose:
        return True
    if fmean(_had_room(a, b, columns) for a, b in pairs) < _ROOMY:
        return False
    small = {col for a, b in pairs for col in _opening_small(a, b) if _room(a, b, columns, col)}
    rests = (any(col not in small and not _room(a, b, columns, col) for col in _opening_small(a, b)) for a, b in pairs)
    return fmean(rests) <= _RESTS


def _opening_small(above: Band, below: Band) -> list[int]:
    """Columns of two bands in which the lower text opens with a small letter."""
    return [col for col, pieces in below.cells.items() if col in above.cells and pieces[0].text[0].islower()]


def _had_room(above: Band, below: Band, columns: Sequence[Extent]) -> bool:
    """Whether in some column the lower band is no rest of the upper one."""
    return any(_room(above, below, columns, col) for col in below.cells if col in above.cells)


def _room(above: Band, below: Band, columns: Sequence[Extent], col: int) -> bool:
    return cell_score(above.cells[col][-1], below.cells[col][0], columns[col]) > 0


def _loose(gap: float) -> float:
    """Weight of a distance, a share of the font size: the wider, the less likely between lines of one cell."""
    return 0.0 if gap <= _LEADED else _LOOSE + 5 * (gap - _LEADED) ** 2


def _parted(group: Sequence[Band], begins: Sequence[bool]) -> list[list[Band]]:
    rows = [[group[0]]] if group else []
    for band, new in zip(group[1:], begins, strict=True):
        if new:
            rows.append([band])
        else:
            rows[-1].append(band)
    return rows


def _wide_gap(
    groups: Sequence[Sequence[Band]], columns: Sequence[Extent], gaps: Sequence[float], size: float
) -> float | None:
    """Share of the font size beyond which distances part rows, where they are of two clearly different kinds."""
    levels = sorted(set(gaps))
    jumps = sorted(((b - a, (a + b) / 2) for a, b in pairwise(levels) if b - a >= _JUMP and a <= _LEADED), reverse=True)
    for _, limit in jumps:
        rows = [
            row
            for group in groups
            for row in _parted(group, [b.top - a.bottom > limit * size for a, b in pairwise(group)])
        ]
        if len(rows) >= 3 and share_of_several(rows, columns) < _SEVERAL:
            return limit
    return None


def share_of_several(groups: Sequence[Sequence[Band]], columns: Sequence[Extent], *, keyed: bool = False) -> float:
    """Share of the groups in which two well-filled bands seem to be two rows, each with a key if that is asked for."""
    full = 0.5 * len(columns)
    several = [
        any(
            len(a.cells) >= full <= len(b.cells) and score(a, b, columns) > 0
            for a, b in pairwise(group)
            if not keyed or (0 in b.cells and not (a is group[0] and _opens_bold(a, b)))
        )
        for group in groups
    ]
    return fmean(several) if several else 0.0


def _opens_bold(above: Band, below: Band) -> bool:
    """Whether a cell goes on in ordinary type under a line in bold type."""
    both = [
        (above.cells[col][-1].words[0], pieces[0].words[0]) for col, pieces in below.cells.items() if col in above.cells
    ]
    return any(upper.bold and not lower.bold for upper, lower in both)


def _decide(gaps: Sequence[float], scores: Sequence[float]) -> list[bool]:
    """Whether each lower band begins a row."""
    if not gaps:
        return []
    total = sum(map(abs, scores)) or 1.0
    levels = sorted({round(gap / _STEP) for gap in gaps})
    limits = [-_NEVER, *((a + b) / 2 * _STEP for a, b in pairwise(levels) if b - a > 1), _NEVER]
    limits = [limit for limit in limits if limit <= _FAR or limit == _NEVER]
    best, limit = max(
        (sum(abs(s) for g, s in zip(gaps, scores, strict=True) if (g > limit) == (s > 0)), -limit) for limit in limits
    )
    agreed = best >= _TRUST * total
    if agreed and abs(limit) < _NEVER:
        return [gap > -limit for gap in gaps]
    doubt = _DOUBT * (1 if -limit < 0 else -1) if agreed else 0.0
    return [gap > _FAR or score + doubt > 0 for gap, score in zip(gaps, scores, strict=True)]


def _anchored(begins: Sequence[bool], scores: Sequence[float], keyed: Sequence[bool]) -> list[bool]:
    """Where nearly every line with text in the first column begins a row, so do the doubtful ones."""
    known = [begin for begin, key in zip(begins, keyed, strict=True) if key]
    if not known or fmean(known) < _ANCHOR:
        return list(begins)
    return [b or (key and score > -_DOUBTFUL) for b, key, score in zip(begins, keyed, scores, strict=True)]
