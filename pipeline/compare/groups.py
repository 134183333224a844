"""Recommendations of different councils that speak of the same thing, grouped; a person can correct the groups."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from schemas import Dataset

from ..display import label
from .similarity import THEME_MARK, Weights

if TYPE_CHECKING:
    from numpy.typing import NDArray

ALIKE = 0.17
"""Mean likeness (0 to 1) from which two sets of recommendations become one group (average linkage)."""

_UNSAFE = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Member:
    """A recommendation in its group, its mean likeness to the others, and the words that brought it there."""

    recommendation_id: str
    likeness: float
    words: tuple[str, ...]
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Recommendations that speak of the same thing; `words` are those that hold them together."""

    group_id: str
    words: tuple[str, ...]
    members: tuple[Member, ...]

    @property
    def name(self) -> str:
        """Its words in a row."""
        return ", ".join(self.words) or "no shared words"

    @property
    def key(self) -> str:
        """Its identity in the letters that a file name and a link can hold, since a person may have chosen it.

        >>> Group("../early help", (), ()).key
        '.._early_help'
        """
        return _UNSAFE.sub("_", self.group_id)


def group_recommendations(dataset: Dataset, weights: Weights, decided: Mapping[str, str] | None = None) -> list[Group]:
    """Group the recommendations of a dataset.

    Args:
        dataset: Its recommendations are grouped; a group has at least two councils.
        weights: Of the same recommendations, from `weigh`.
        decided: Group that a person gave to a recommendation, empty for one that stays alone. These stand as they
            are, whatever the likeness; a recommendation without a decision joins the decided group that it is like,
            else others like it.

    Returns:
        The groups, those of most councils first. Decided groups keep their names; new ones are numbered from the next
        free number.
    """
    decided = decided or {}
    listed = dataset.recommendations
    likeness = (weights.matrix @ weights.matrix.T).toarray()
    council = {plan.plan_id: plan.council or plan.plan_id for plan in dataset.plans}
    sets: dict[str, list[int]] = defaultdict(list)
    free = []
    for n, recommendation in enumerate(listed):
        group_id = decided.get(recommendation.recommendation_id)
        if group_id:
            sets[group_id].append(n)
        elif group_id is None:
            free.append(n)
    free = _join(sets, free, likeness)
    fresh = [group for group in _clusters(free, likeness) if len({council[listed[n].plan_id] for n in group}) > 1]
    numbers = _free_numbers(set(sets) | set(decided.values()))
    fresh.sort(key=lambda group: (-len({council[listed[n].plan_id] for n in group}), -len(group), group))
    sets |= {f"g{next(numbers):03d}": group for group in fresh}
    return [_described(name, rows, (dataset, weights, likeness), decided) for name, rows in sets.items()]


def _join(sets: Mapping[str, list[int]], free: Iterable[int], likeness: NDArray[Any]) -> list[int]:
    """Put each free row into the decided set that it is most like; gives back those that fit none."""
    left = []
    founders = {name: list(rows) for name, rows in sets.items()}
    for n in free:
        scores = [(float(likeness[n, rows].mean()), name) for name, rows in founders.items()]
        best, name = max(scores, default=(0.0, ""))
        if best >= ALIKE:
            sets[name].append(n)
        else:
            left.append(n)
    return left


def _clusters(rows: Sequence[int], likeness: NDArray[Any]) -> list[list[int]]:
    if len(rows) < 2:
        return []
    import numpy as np
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    distance = np.clip(1.0 - likeness[np.ix_(rows, rows)], 0.0, 1.0)
    np.fill_diagonal(distance, 0.0)
    labels = fcluster(linkage(squareform(distance, checks=False), "average"), 1.0 - ALIKE, "distance")
    groups: dict[int, list[int]] = defaultdict(list)
    for row, name in zip(rows, labels, strict=True):
        groups[int(name)].append(row)
    return list(groups.values())


def _free_numbers(taken: set[str]) -> Any:
    from itertools import count

    return (n for n in count(1) if f"g{n:03d}" not in taken)


def _readable(word: str) -> str:
    return f"theme {label('theme', word.removeprefix(THEME_MARK))}" if word.startswith(THEME_MARK) else word


def _described(
    name: str, rows: Sequence[int], data: tuple[Dataset, Weights, NDArray[Any]], decided: Mapping[str, str]
) -> Group:
    dataset, weights, likeness = data
    rows = sorted(rows)
    alike = likeness[rows][:, rows].copy()
    alike[range(len(rows)), range(len(rows))] = -1.0
    members, found = [], Counter[str]()
    for place, n in enumerate(rows):
        others = len(rows) - 1
        words = weights.shared(n, rows[int(alike[place].argmax())]) if others else ()
        found.update(word for word in words if not word.startswith(THEME_MARK))
        mean = (float(alike[place].sum()) + 1.0) / others if others else 0.0
        key = dataset.recommendations[n].recommendation_id
        members.append(Member(key, round(mean, 3), tuple(map(_readable, words)), key in decided))
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))
    return Group(name, tuple(word for word, _ in ranked[:4]), tuple(members))
