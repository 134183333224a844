"""Which action of a newer version is which of the older one, though renumbered, reworded, moved, merged or split.

The likeness of two actions adds up their words, their recommendation, their numbers, leads and deadlines; the
assignment that makes the sum greatest (the linear assignment problem) decides, so that no early choice spoils a later.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schemas import Action

if TYPE_CHECKING:
    from numpy.typing import NDArray

WEIGHTS = {"words": 0.62, "recommendation": 0.16, "number": 0.08, "leads": 0.07, "deadline": 0.07}
SURE_WORDS = 0.72
"""From this likeness of their words alone two actions are the same one, wherever they stand."""
ENOUGH = 0.60
"""From this sum two actions are the same one, if their words are not too far apart."""
FEWEST_WORDS = 0.34
TAKEN_UP = 0.7
"""Share of an action's words that stand in the one that it was merged into or split from."""
ALREADY_THERE = 0.5
"""Where the partner itself holds this share of them, nothing was taken up."""

_WORD = re.compile(r"[^\W_]{4,}")


@dataclass(frozen=True, slots=True)
class Matching:
    """Pairs of positions (old, new); what was merged into what; what was split from what; what has no partner.

    `merged` maps a new position to the old ones that it takes up, its partner included; `split` maps an old position
    to the new ones that came of it.
    """

    pairs: tuple[tuple[int, int], ...]
    merged: Mapping[int, tuple[int, ...]]
    split: Mapping[int, tuple[int, ...]]
    removed: tuple[int, ...]
    added: tuple[int, ...]


def match(old: Sequence[Action], new: Sequence[Action]) -> Matching:
    """Find each action of `old` in `new`."""
    pairs = assign(old, new)
    partner_of_new = {j: i for i, j in pairs}
    partner_of_old = dict(pairs)
    merged = _taken_up(old, new, partner_of_new)
    split = _taken_up(new, old, partner_of_old)
    gone = {i for olds in merged.values() for i in olds} | partner_of_old.keys() | split.keys()
    came = {j for news in split.values() for j in news} | partner_of_new.keys() | merged.keys()
    return Matching(
        pairs=tuple(pairs),
        merged=merged,
        split=split,
        removed=tuple(i for i in range(len(old)) if i not in gone),
        added=tuple(j for j in range(len(new)) if j not in came),
    )


def assign(old: Sequence[Action], new: Sequence[Action]) -> list[tuple[int, int]]:
    """Pairs of positions that belong together, each position at most once, in the order of `old`."""
    if not old or not new:
        return []
    import numpy as np
    from scipy.optimize import linear_sum_assignment

    words = likeness([full_text(a) for a in old], [full_text(a) for a in new])
    total = WEIGHTS["words"] * words + _circumstances(old, new)
    possible = (words >= SURE_WORDS) | ((total >= ENOUGH) & (words >= FEWEST_WORDS))
    rows, columns = linear_sum_assignment(np.where(possible, total, 0.0), maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if possible[i, j]]


def likeness(old: Sequence[str], new: Sequence[str]) -> NDArray[Any]:
    """How alike the words of two lists of texts are, 0 to 1, one row for each old text; the order of words is free."""
    from rapidfuzz import fuzz, process, utils

    scores = process.cdist(old, new, scorer=fuzz.token_sort_ratio, processor=utils.default_process)
    return scores / 100.0


def full_text(action: Action) -> str:
    """An action with the stem that it hangs on."""
    return f"{action.action_stem} {action.action}".strip()


def _circumstances(old: Sequence[Action], new: Sequence[Action]) -> NDArray[Any]:
    import numpy as np

    total = WEIGHTS["recommendation"] * likeness([a.recommendation for a in old], [a.recommendation for a in new])
    signs: dict[str, list[list[object]]] = {
        "number": [[(a.recommendation_ref, a.action_ref) for a in side] for side in (old, new)],
        "leads": [[a.leads or None for a in side] for side in (old, new)],
        "deadline": [[a.due_date for a in side] for side in (old, new)],
    }
    for name, (left, right) in signs.items():
        same = [[one is not None and one == other for other in right] for one in left]
        total = total + WEIGHTS[name] * np.array(same, dtype=float)
    return total


def _taken_up(
    parts: Sequence[Action], wholes: Sequence[Action], partners: Mapping[int, int]
) -> dict[int, tuple[int, ...]]:
    """Wholes that hold the words of several parts: position of the whole -> positions of the parts.

    `partners` gives the part that was assigned to a whole. A part counts where most of its words stand in the whole,
    and its partner does not hold them already; without a partner, two parts at least are needed.
    """
    free = set(range(len(parts))) - set(partners.values())
    part_words = [_words(action) for action in parts]
    found: dict[int, list[int]] = defaultdict(list)
    whole_words = [_words(action) for action in wholes]
    for i in sorted(free):
        scores = [
            (_cover(part_words[i], whole_words[j]), -j)
            for j in range(len(wholes))
            if j not in partners or _cover(part_words[i], part_words[partners[j]]) < ALREADY_THERE
        ]
        best, j = max(scores, default=(0.0, 0))
        if best >= TAKEN_UP:
            found[-j].append(i)
    taken = {}
    for j, several in found.items():
        whole = sorted({*several, partners[j]} if j in partners else several)
        if len(whole) > 1:
            taken[j] = tuple(whole)
    return taken


def _words(action: Action) -> frozenset[str]:
    return frozenset(_WORD.findall(action.action.casefold()))


def _cover(part: frozenset[str], whole: frozenset[str]) -> float:
    return len(part & whole) / len(part) if len(part) >= 3 else 0.0
