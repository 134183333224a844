"""Tables with horizontal rules or zebra stripes only: rows from what is drawn, columns from white gutters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from extractors.badges import is_badge
from extractors.beyond_rules import heads, is_prose, row_above, row_below, rows_below
from extractors.columns import font_size, pieces_of, sets_whole_runs
from extractors.contract import Line, Page, RawTable
from extractors.lines import lines_of
from extractors.marked_rows import parted_at_marks
from extractors.open_table import Context, extents, open_table
from extractors.prose import is_table
from extractors.rule_gaps import GAP, HEADING_LINES, LARGER, between, gaps_of, is_bold, told_apart
from extractors.rule_parts import Bar

_LEVEL = 0.3
"""Share of the font size: rules at heights that differ by less are one."""
_ENDS = 1.0
"""Share of the font size by which the ends of the rules of one table may differ."""
_SHORTEST = 3.0
"""Share of the font size: shorter rules part no rows."""
_NARROW = 12.0
"""Share of the font size: rules shorter than this bound no table."""
_TIGHT = 1.25
"""Share of the font size: rules that leave a line more white may have a heading between two tables between them."""
_BAND = 1.75
"""Share of the font size: rules that leave a line in bold type no more white are those of a band."""
_AS_HEADED = 3
"""Rules that such headings count as."""
_HEAD_ONLY = 2
"""Rules of a table that has them round its headings alone, or goes on over the page with its last rule."""


class HalfRuledExtractor:
    """Reads tables from stacks of horizontal rules and of full-width fills."""

    name = "half_ruled"

    def __init__(self, before: Sequence[RawTable] = (), *, missing: bool = False) -> None:
        """Remember the last such table on the page before, which may go on.

        Args:
            before: Tables of the page before.
            missing: Whether rules are known to be missing, so that gaps between rules and strips of text tell less.
        """
        self.missing = missing
        self.before = next((table for table in reversed(before) if table.extractor == self.name), None)

    def can_read(self, page: Page) -> bool:
        """Whether two horizontal rules, or two fills, could bound a table, or one goes on under an earlier table."""
        rules = sum(rule.horizontal for rule in page.rules)
        return rules >= 2 or len(page.fills) >= 2 or (self.before is not None and rules + len(page.fills) > 0)

    def tables(self, page: Page) -> list[RawTable]:
        """Tables of the page from top to bottom."""
        size = font_size(page.words)
        if not size:
            return []
        lines = lines_of(page.words, page.number)
        whole = sets_whole_runs(page.words)
        tables: list[RawTable] = []
        drawn = _stacks(bars_of(page, size), size)
        headed = [stack for stack in drawn if len(stack) == 1 and heads(stack[0], lines, size)]
        stacks, shorter = _nested(drawn, size, self.before, headed)
        for stack in stacks:
            banners = not any(stack[0].at - 1 <= r.box.top <= stack[-1].at + 1 for r in page.rules if r.horizontal)
            known = extents(self.before) if self.before and _goes_on(stack, self.before, size) else ()
            context = Context(known, whole, missing=self.missing)
            runs = [bars for bars in _tabular(stack, lines, size) if bars]
            for bars, after in zip(runs, [*runs[1:], None], strict=True):
                parts = [bar for bar in shorter if after is None or bar.at < after[0].at]
                read = partial(_read, shorter=parts, lines=lines, context=context, banners=banners)
                table = read(bars)
                if table is not None and not any(t.box.overlap(table.box) for t in tables):
                    tables += told_apart(table, bars, [] if self.missing else gaps_of(bars, lines, size), read)
        return tables


def bars_of(page: Page, size: float) -> list[Bar]:
    """Horizontal rules and edges of fills; those that go on at one height are one."""
    edges = [((r.box.top + r.box.bottom) / 2, r.box.x0, r.box.x1) for r in page.rules if r.horizontal]
    for fill in page.fills:
        if size < fill.box.height < 12 * size and not is_badge(fill, page, size):
            edges += [(fill.box.top, fill.box.x0, fill.box.x1), (fill.box.bottom, fill.box.x0, fill.box.x1)]
    bars: list[Bar] = []
    for at, x0, x1 in sorted(edges):
        last = bars[-1] if bars else None
        if last is not None and at - last.at <= _LEVEL * size and x0 <= last.x1 + size and x1 >= last.x0 - size:
            bars[-1] = Bar(last.at, min(last.x0, x0), max(last.x1, x1))
        else:
            bars.append(Bar(at, x0, x1))
    return [bar for bar in bars if bar.x1 - bar.x0 >= _SHORTEST * size]


def _stacks(bars: Sequence[Bar], size: float) -> list[list[Bar]]:
    """Bars that begin and end at the same places."""
    stacks: list[list[Bar]] = []
    for bar in bars:
        for stack in stacks:
            if abs(stack[0].x0 - bar.x0) <= _ENDS * size and abs(stack[0].x1 - bar.x1) <= _ENDS * size:
                stack.append(bar)
                break
        else:
            stacks.append([bar])
    return stacks


def _goes_on(stack: Sequence[Bar], before: RawTable, size: float) -> bool:
    """Whether rules have the ends of a table on the page before."""
    ends = abs(stack[0].x0 - before.box.x0), abs(stack[0].x1 - before.box.x1)
    return max(ends) <= _ENDS * size


def _nested(
    stacks: Sequence[list[Bar]], size: float, before: RawTable | None, headed: Sequence[list[Bar]] = ()
) -> tuple[list[list[Bar]], list[Bar]]:
    """Stacks of at least two bars that bound tables, and the bars within them that run over some columns only.

    A single bar is enough where a table from the page `before` may go on, and where headings stand on it.
    """
    outer: list[list[Bar]] = []
    inner: list[Bar] = []
    for stack in sorted(stacks, key=lambda s: s[0].x0 - s[0].x1):
        x0, x1 = stack[0].x0 + _ENDS * size, stack[0].x1 - _ENDS * size
        around = (s for s in outer if s[0].at < stack[0].at)
        over = [s for s in around if s[0].x0 <= x0 and x1 <= s[0].x1]
        if any(stack[0].at < s[-1].at or _interrupted(stack[0], s[0], stacks, size) for s in over):
            inner += stack
        elif x1 - x0 >= _NARROW * size and (
            len(stack) >= 2 or stack in headed or (before and _goes_on(stack, before, size))
        ):
            outer.append(stack)
    return sorted(outer, key=lambda s: s[0].at), inner


def _interrupted(bar: Bar, whole: Bar, stacks: Sequence[list[Bar]], size: float) -> bool:
    """Whether a bar and others at its height run from end to end of a wider one, with a gap between them."""
    level = [b for stack in stacks for b in stack if abs(b.at - bar.at) <= _LEVEL * size]
    ends = min(b.x0 for b in level) - whole.x0, max(b.x1 for b in level) - whole.x1
    return len(level) > 1 and max(map(abs, ends)) <= _ENDS * size


def _tabular(stack: Sequence[Bar], lines: Sequence[Line], size: float) -> Iterator[list[Bar]]:
    """Runs of bars between which no prose stands, and no heading over a table that opens like the one above it."""
    run = [stack[0]]
    opening: list[str] = []
    strips = [between(lines, above, below) for above, below in pairwise(stack)]
    for (above, below), strip, after in zip(pairwise(stack), strips, [*strips, []][1:], strict=True):
        texts = [line.text for line in strip]
        white = below.at - above.at - sum(line.box.height for line in strip)
        band = white <= _BAND * size and _is_band(strip, after, size)
        again = white > _TIGHT * size and bool(after) and [line.text for line in after] == opening
        heads = again and len(strip) <= HEADING_LINES and all(len(pieces_of(line, GAP)) == 1 for line in strip)
        heads = heads or _parts_tables(strip, after, white, size)
        if heads or (not strip and white > 3 * size) or (not band and is_prose(strip, above, size)):
            yield run
            run, texts = [], []
        opening = opening or texts
        run.append(below)
    yield run


def _parts_tables(strip: Sequence[Line], after: Sequence[Line], white: float, size: float) -> bool:
    """Whether lines with a heading in large type among them, one below the other, stand over headings in bold type."""
    if white <= _BAND * size or not is_bold(after) or any(len(pieces_of(line, GAP)) > 1 for line in strip):
        return False
    return any(is_bold([line]) and _is_large(line, size) for line in strip)


def _is_band(strip: Sequence[Line], after: Sequence[Line], size: float) -> bool:
    """Whether lines are in the table's own size and in bold type, and what is under them is not."""
    words = [word for line in strip for word in line.words]
    under = [word for line in after for word in line.words]
    return bool(words) and all(w.bold and w.size <= LARGER * size for w in words) and not all(w.bold for w in under)


def _read(
    bars: Sequence[Bar], shorter: Sequence[Bar], lines: Sequence[Line], context: Context, *, banners: bool
) -> RawTable | None:
    if not bars:
        return None
    size = font_size(word for line in lines for word in line.words)
    first, last = bars[0], bars[-1]
    within = [b for b in shorter if first.x0 - size <= b.x0 and b.x1 <= first.x1 + size and b.at > first.at]
    last = _lowest(last, within, lines, size)
    inside = between(lines, first, last)
    foot = row_below(last, lines, size)
    open_foot = len(bars) == 1 and heads(first, lines, size)
    if open_foot:
        foot = rows_below(last, lines, size)
        if not foot:
            return None
    elif (banners or len(bars) == _HEAD_ONLY) and is_bold(between(lines, bars[-2], last) if len(bars) > 1 else []):
        foot = rows_below(last, lines, size) or foot
    inside = [*row_above(first, lines, size), *inside, *foot]
    if not inside:
        return None
    parts = [b for b in within if b.at <= last.at]
    found = open_table(inside, sorted([*bars, *parts]), inside[0].page, HalfRuledExtractor.name, context)
    if found is None:
        return None
    goes_on = len(context.known) == max(cell.col1 for cell in found[0].cells)
    ruled = _AS_HEADED if open_foot else len(bars)
    return parted_at_marks(found[0]) if goes_on or is_table(*found, ruled=ruled) else None


def _lowest(last: Bar, within: Sequence[Bar], lines: Sequence[Line], size: float) -> Bar:
    """The last rule, or where shorter ones part rows below it, a place as wide as it at the lowest of them."""
    for bar in sorted(b for b in within if b.at > last.at):
        if bar.at - last.at <= _LEVEL * size:
            continue
        below = Bar(bar.at, last.x0, last.x1)
        held = between(lines, last, below)
        if not held or any(is_prose([line], last, size) or _is_large(line, size) for line in held):
            break
        last = below
    return last


def _is_large(line: Line, size: float) -> bool:
    """Whether a line stands together in larger type than the table's: a heading under which another one begins."""
    return len(pieces_of(line, GAP)) == 1 and all(word.size > LARGER * size for word in line.words)
