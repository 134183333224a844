"""Differences between two versions of one plan, as rows of the table `changes`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from schemas import Action, Change, Dataset

from .match import Matching, full_text, match
from .version import Version, families, versions

Pair = tuple[Action | None, Action | None]

FINISHED = frozenset({"completed", "withdrawn"})
_SAME_RECOMMENDATION = 0.6


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions, which actions belong together, and every difference."""

    old: Version
    new: Version
    matching: Matching
    changes: tuple[Change, ...]

    def pairs(self) -> Iterator[tuple[Action, Action]]:
        """The same action in both versions."""
        for i, j in self.matching.pairs:
            yield self.old.actions[i], self.new.actions[j]


def find_changes(dataset: Dataset) -> tuple[Change, ...]:
    """Rows of `changes` for all documents of a dataset that are versions of one plan, each against the one before."""
    return tuple(change for comparison in compare_versions(versions(dataset)) for change in comparison.changes)


def compare_stored(stored: Iterable[Callable[[], Dataset]]) -> Iterator[tuple[Change, ...]]:
    """The same rows, a comparison at a time, for documents that are fetched when they are needed.

    Args:
        stored: Gives the dataset of each document, one plan in each, as often as it is asked.
    """
    fetch: dict[str, Callable[[], Dataset]] = {}
    outlines = []
    for get in stored:
        (version,) = versions(get())
        fetch[version.plan.plan_id] = get
        outlines.append(version.outline())
    for family in families(outlines):
        (old,) = versions(fetch[family[0].plan.plan_id]())
        for outline in family[1:]:
            (new,) = versions(fetch[outline.plan.plan_id]())
            yield compare(old, new).changes
            old = new


def compare_versions(found: Iterable[Version]) -> list[Comparison]:
    """Each version of a plan against the one before."""
    return [compare(old, new) for family in families(found) for old, new in pairwise(family)]


def compare(old: Version, new: Version) -> Comparison:
    """Match the actions of two versions and tell every difference, in the order of the newer one."""
    matching = match(old.actions, new.actions)
    rows = [*_paired(old, new, matching), *_regrouped(old, new, matching), *_alone(old, new, matching)]
    ids = (old.plan.plan_id, new.plan.plan_id)
    changes = tuple(
        replace(row, change_id=f"{ids[0]}-{ids[1]}-c{n:04d}", plan_id_old=ids[0], plan_id_new=ids[1])
        for n, row in enumerate(rows, 1)
    )
    return Comparison(old, new, matching, changes)


def _paired(old: Version, new: Version, matching: Matching) -> Iterator[Change]:
    regrouped = {(i, j) for j, olds in matching.merged.items() for i in olds}
    regrouped |= {(i, j) for i, news in matching.split.items() for j in news}
    for i, j in sorted(matching.pairs, key=lambda pair: pair[1]):
        one, other = old.actions[i], new.actions[j]
        found = differences(one, other)
        yield from (c for c in found if not (c.change == "reworded" and (i, j) in regrouped))


def _regrouped(old: Version, new: Version, matching: Matching) -> Iterator[Change]:
    merged = [(i, j) for j, olds in sorted(matching.merged.items()) for i in olds]
    split = [(i, j) for i, news in sorted(matching.split.items()) for j in news]
    for kind, pairs in (("merged", merged), ("split", split)):
        for i, j in pairs:
            one, other = old.actions[i], new.actions[j]
            yield _change(kind, (one, other), (full_text(one), full_text(other)))


def _alone(old: Version, new: Version, matching: Matching) -> Iterator[Change]:
    for j in matching.added:
        yield _change("added", (None, new.actions[j]), ("", full_text(new.actions[j])))
    for i in matching.removed:
        yield _change("removed", (old.actions[i], None), (full_text(old.actions[i]), ""))


def differences(old: Action, new: Action) -> list[Change]:
    """What differs between the same action in two versions; typography alone is no difference.

    A deadline that appears or disappears has no length in days and is not among them; `deadlines_lost` lists those.
    """
    rows = []
    for kind, tell in _DIFFERENCES.items():
        told = tell(old, new)
        if told is not None:
            rows.append(_change(kind, (old, new), told))
    return [*rows, *_moved_deadline(old, new)]


def _change(kind: str, pair: Pair, told: tuple[str, str], days: int | None = None) -> Change:
    old, new = pair
    place = new or old
    return Change(
        "",
        recommendation_ref=place.recommendation_ref if place else "",
        action_ref_old=old.action_ref if old else "",
        action_ref_new=new.action_ref if new else "",
        change=kind,
        old=told[0],
        new=told[1],
        days=days,
    )


def _reworded(old: Action, new: Action) -> tuple[str, str] | None:
    before, after = full_text(old), full_text(new)
    return (before, after) if _plain(before) != _plain(after) else None


def _renumbered(old: Action, new: Action) -> tuple[str, str] | None:
    before, after = _number(old), _number(new)
    if before == after:
        return None
    unprinted = "unnumbered" in old.flags or "unnumbered" in new.flags
    if unprinted and old.recommendation_ref == new.recommendation_ref and _same_recommendation(old, new):
        return None
    return before, after


def _status(old: Action, new: Action) -> tuple[str, str] | None:
    return (old.status, new.status) if old.status != new.status else None


def _rag(old: Action, new: Action) -> tuple[str, str] | None:
    return (old.rag, new.rag) if old.rag != new.rag else None


def _leads(old: Action, new: Action) -> tuple[str, str] | None:
    before, after = _named(old), _named(new)
    same = sorted(_plain(name) for name in before) == sorted(_plain(name) for name in after)
    return None if same else ("; ".join(before), "; ".join(after))


_DIFFERENCES: dict[str, Callable[[Action, Action], tuple[str, str] | None]] = {
    "renumbered": _renumbered,
    "reworded": _reworded,
    "status_changed": _status,
    "rag_changed": _rag,
    "lead_changed": _leads,
}


def _moved_deadline(old: Action, new: Action) -> list[Change]:
    if old.due_date is None or new.due_date is None or old.due_date == new.due_date:
        return []
    days = (new.due_date - old.due_date).days
    kind = "deadline_slipped" if days > 0 else "deadline_brought_forward"
    return [_change(kind, (old, new), (old.due_date.isoformat(), new.due_date.isoformat()), days)]


def vanished(comparison: Comparison) -> list[Action]:
    """Actions of the older version that the newer one no longer has, though they were not completed or withdrawn."""
    gone = [comparison.old.actions[i] for i in comparison.matching.removed]
    return [action for action in gone if action.status not in FINISHED]


def deadlines_lost(comparison: Comparison) -> list[tuple[Action, Action]]:
    """The same action with a day in the older version and none in the newer one, unless it is finished."""
    return [
        (old, new)
        for old, new in comparison.pairs()
        if old.due_date and not new.due_date and new.status not in FINISHED
    ]


def slipped_twice(comparisons: Sequence[Comparison]) -> list[tuple[Action, tuple[dt.date, ...]]]:
    """Actions whose deadline moved to a later day at least twice, with the days in order, as of the newest version.

    `comparisons` follow each other. A revision that a document itself shows (`due_original`) counts as well.
    """
    history: dict[str, tuple[dt.date, ...]] = {}
    newest: dict[str, Action] = {}
    for comparison in comparisons:
        for old, new in comparison.pairs():
            days = history.pop(old.action_id, None) or _with(_with((), old.due_original), old.due_date)
            newest.pop(old.action_id, None)
            days = days if new.due_original in days else _with(days, new.due_original)
            history[new.action_id], newest[new.action_id] = _with(days, new.due_date), new
    return [(action, history[key]) for key, action in newest.items() if slips(history[key]) > 1]


def slips(days: Sequence[dt.date]) -> int:
    """How often a day is later than the one before.

    >>> slips([dt.date(2012, 1, 31), dt.date(2012, 3, 31), dt.date(2012, 2, 29), dt.date(2012, 6, 30)])
    2
    """
    return sum(later > earlier for earlier, later in pairwise(days))


def _with(days: tuple[dt.date, ...], day: dt.date | None) -> tuple[dt.date, ...]:
    return days if day is None or (days and days[-1] == day) else (*days, day)


def _number(action: Action) -> str:
    return " ".join(part for part in (action.recommendation_ref, action.action_ref) if part)


def _named(action: Action) -> tuple[str, ...]:
    return action.leads or ((action.leads_raw,) if action.leads_raw else ())


def _same_recommendation(old: Action, new: Action) -> bool:
    from .match import likeness

    return bool(likeness([old.recommendation], [new.recommendation])[0, 0] >= _SAME_RECOMMENDATION)


def _plain(text: str) -> str:
    from rapidfuzz import utils

    return " ".join(str(utils.default_process(text)).split())
