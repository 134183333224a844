"""Charts as SVG that stands inside a page: no script, no font file, text that can be read out and searched.

Every chart is drawn by matplotlib from the numbers of a table that stands beside it. Colours have a contrast of 4.5 or
more with white, and nothing is told by colour alone: bars carry their counts and a hatching, marks have shapes.
"""

from __future__ import annotations

import datetime as dt
import io
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from itertools import product
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec
from xml.etree import ElementTree

from ..display import codes, label
from ..errors import ExtraMissing
from ..plain import printable
from ..report_tables import Table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

P = ParamSpec("P")

ElementTree.register_namespace("", "http://www.w3.org/2000/svg")
ElementTree.register_namespace("xlink", "http://www.w3.org/1999/xlink")

INK, GRID = "#0b0c0c", "#d0d4d6"
STATUS_LOOK = {
    "done": ("#00703c", ""),
    "moving": ("#1d70b8", ""),
    "planned": ("#505a5f", "\\\\"),
    "trouble": ("#b10e1e", "//"),
    "stopped": ("#4c2c92", "x"),
    "unstated": ("#ffffff", ""),
}
"""Fill and hatching of each group of statuses."""
TIMING_LOOK = {"met": ("#00703c", "o", 0.24), "late": ("#b10e1e", "^", 0.0), "ahead": ("#1d70b8", "s", -0.24)}
"""Colour, shape and height within the lane of each class of timing."""
FONT = "Arial, Helvetica, sans-serif"

_LONGEST_LABEL = 34
_MOST_NUMBERS = 40
_SVG, _XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}"
_FONT_FAMILY = re.compile(r"'DejaVu Sans'[^;]*")


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, what it shows in a sentence, and the table that holds its numbers."""

    key: str
    title: str
    summary: str
    svg: str
    table: Table | None = None


def _in_style(draw: Callable[Concatenate[str, P], str]) -> Callable[Concatenate[str, P], str]:
    """Let a function draw with text that stays text: no outlines for letters, no formulas between dollar signs."""

    @wraps(draw)
    def styled(key: str, /, *given: P.args, **more: P.kwargs) -> str:
        try:
            from matplotlib import rc_context
        except ImportError as error:
            raise ExtraMissing("a chart", remedy="install it with `pip install 'actionplans[report]'`") from error
        style = {"svg.fonttype": "none", "svg.hashsalt": key, "text.parse_math": False, "hatch.linewidth": 0.5}
        with rc_context(style):
            return draw(key, *given, **more)

    return styled


@_in_style
def status_bars(key: str, bars: Sequence[tuple[str, Mapping[str, int]]], *, as_shares: bool = False) -> str:
    """One horizontal bar for each name, divided into the groups of statuses, each part with its count if there is room.

    Args:
        key: Name of the drawing, used for the identities of its parts.
        bars: Name and count of each group (`status_group` in `schemas/vocab/display.csv`), from the top down.
        as_shares: Make all bars equally long; the names should then tell how many actions there are.
    """
    figure = _figure(0.3 * len(bars) + 1.1)
    axes = figure.add_subplot()
    totals = [sum(counts.values()) for _, counts in bars]
    left = [0.0] * len(bars)
    keys = []
    for code in codes("status_group"):
        numbers = [counts[code] for _, counts in bars]
        widths = [100 * n / of if as_shares and of else float(n) for n, of in zip(numbers, totals, strict=True)]
        fill, hatch = STATUS_LOOK[code]
        edge = INK if code == "unstated" else "white"
        keys.append(_key(label("status_group", code), fill, edge, hatch))
        drawn = axes.barh(range(len(bars)), widths, left=left, color=fill, edgecolor=edge, hatch=hatch)
        for patch, number in zip(drawn, numbers, strict=True):
            patch.set_visible(number > 0)
        if len(bars) <= _MOST_NUMBERS:
            _count(axes, drawn, numbers, code)
        left = [before + width for before, width in zip(left, widths, strict=True)]
    _name_rows(axes, [name for name, _ in bars])
    _measure(axes, max([1.0, *left]), as_shares)
    figure.legend(handles=keys, loc="outside upper left", ncols=3, frameon=False, fontsize=9)
    return _svg(figure, key)


def _key(name: str, fill: str, edge: str, hatch: str) -> Any:
    """An entry of the legend, seen whether or not the first bar has such a part."""
    from matplotlib.patches import Patch

    return Patch(facecolor=fill, edgecolor=edge, hatch=hatch, label=name)


def _measure(axes: Any, longest: float, as_shares: bool) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.xaxis.set_major_locator(MaxNLocator(integer=True, steps=[1, 2, 5, 10]))
    axes.set_xlim(0, longest * 1.01)
    axes.set_xlabel("Per cent of the actions" if as_shares else "Number of actions")


def _count(axes: Any, drawn: Any, numbers: Sequence[int], code: str) -> None:
    """Write the counts into the parts that have room for them."""
    fill, _ = STATUS_LOOK[code]
    colour = INK if code == "unstated" else "white"
    plate = {"facecolor": fill, "edgecolor": "none", "pad": 0.8}
    longest = max((patch.get_x() + patch.get_width() for patch in drawn), default=0.0)
    room = [patch.get_width() > 0.012 * longest * len(f"{n}") for patch, n in zip(drawn, numbers, strict=True)]
    texts = [f"{number}" if number and fits else "" for number, fits in zip(numbers, room, strict=True)]
    for text in axes.bar_label(drawn, labels=texts, label_type="center", color=colour, fontsize=8.5):
        text.set_in_layout(False)
        if text.get_text():
            text.set_bbox(plate)


@_in_style
def timeline(key: str, marks: Sequence[tuple[str, dt.date, str]], lanes: Sequence[str], as_at: dt.date | None) -> str:
    """Deadlines along a line of months, one lane for each recommendation; the as-at date is an upright line.

    Args:
        key: Name of the drawing.
        marks: Lane, deadline and class (`timing_group`) of each action.
        lanes: Names of the lanes from the top down.
        as_at: Day at which the plan's progress stands.
    """
    import matplotlib.dates as mdates

    figure = _figure(0.3 * len(lanes) + 1.2)
    axes = figure.add_subplot()
    for code, (colour, shape, height) in TIMING_LOOK.items():
        found = Counter((lane, day.replace(day=15)) for lane, day, timing in marks if timing == code)
        points = sorted(found.items(), key=lambda item: (item[0][1], item[0][0]))
        x = [mdates.date2num(day) for (_, day), _ in points]
        y = [lanes.index(lane) - height for (lane, _), _ in points]
        axes.scatter(x, y, marker=shape, s=34, color=colour, label=label("timing_group", code), zorder=3)
        for across, down, (_, number) in zip(x, y, points, strict=True):
            if number > 1:
                axes.annotate(f"{number}", (across, down), (4, -3), textcoords="offset points", fontsize=8, color=INK)
    if as_at is not None:
        axes.axvline(mdates.date2num(as_at), color=INK, linewidth=1.2, linestyle="--", label=f"As at {as_at:%d %B %Y}")
    _name_rows(axes, lanes)
    axes.set_yticks([lane + 0.5 for lane in range(len(lanes))], minor=True)
    axes.tick_params(which="minor", length=0)
    axes.grid(axis="y", which="minor", color=GRID, linewidth=0.6)
    axes.set_ylim(len(lanes) - 0.5, -0.5)
    axes.xaxis.set_major_locator(locator := mdates.AutoDateLocator(minticks=4, maxticks=10))
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))
    figure.legend(*axes.get_legend_handles_labels(), loc="outside upper left", ncols=2, frameon=False, fontsize=9)
    return _svg(figure, key)


@_in_style
def heat_map(key: str, rows: Sequence[str], columns: Sequence[str], numbers: Sequence[Sequence[int]]) -> str:
    """A grid of shades, darker for more, with the number in each cell as long as there is room for it.

    Args:
        key: Name of the drawing.
        rows: Names from the top down.
        columns: Names from left to right.
        numbers: One list for each row, in per cent.
    """
    figure = _figure(0.27 * len(rows) + 2.2)
    axes = figure.add_subplot()
    shown = axes.imshow(numbers, cmap="Blues", vmin=0, vmax=100, aspect="auto", interpolation="nearest")
    if len(rows) <= _MOST_NUMBERS:
        for row, column in product(range(len(rows)), range(len(columns))):
            number = numbers[row][column]
            if number:
                ink = "white" if number >= 62 else INK
                text = axes.text(column, row, f"{number}", ha="center", va="center", fontsize=8, color=ink)
                text.set_in_layout(False)
    axes.set_xticks(range(len(columns)), [_short(name) for name in columns], rotation=55, ha="right", fontsize=8.5)
    axes.set_yticks(range(len(rows)), [_short(name) for name in rows], fontsize=8.5)
    figure.colorbar(shown, ax=axes, label="Per cent of the plan's recommendations", fraction=0.025, pad=0.01)
    return _svg(figure, key)


def _figure(height: float) -> Figure:
    """A drawing 9 inches wide."""
    from matplotlib.figure import Figure

    return Figure(figsize=(9, max(1.8, height)), layout="constrained")


def _name_rows(axes: Any, names: Sequence[str]) -> None:
    axes.set_yticks(range(len(names)), [_short(name) for name in names], fontsize=9)
    axes.invert_yaxis()
    axes.tick_params(which="both", length=0)
    axes.margins(y=0.01)
    axes.set_axisbelow(True)
    axes.grid(axis="x", color=GRID, linewidth=0.8)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)


def _short(name: str) -> str:
    """A name cut in its middle, where it is long: its end tells how many things it stands for."""
    flat = printable(" ".join(name.split()), None)
    if len(flat) <= _LONGEST_LABEL:
        return flat
    return f"{flat[: _LONGEST_LABEL - 9].rstrip()}…{flat[-8:].lstrip()}"


def _svg(figure: Figure, key: str) -> str:
    """The drawing as an `svg` element whose identities start with `key`, without style sheet and metadata."""
    buffer = io.StringIO()
    figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    return _embedded(buffer.getvalue(), key)


def _embedded(document: str, key: str) -> str:
    root = ElementTree.fromstring(document)
    for parent in root.iter():
        for child in list(parent):
            if child.tag in {f"{_SVG}metadata", f"{_SVG}style"}:
                parent.remove(child)
        for name, value in parent.attrib.items():
            if name == "id":
                parent.set(name, f"{key}-{value}")
            elif name == f"{_XLINK}href" and value.startswith("#"):
                parent.set(name, f"#{key}-{value[1:]}")
            else:
                parent.set(name, _FONT_FAMILY.sub(FONT, value).replace("url(#", f"url(#{key}-"))
    for name in ("width", "height", "version"):
        root.attrib.pop(name, None)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return ElementTree.tostring(root, encoding="unicode")
