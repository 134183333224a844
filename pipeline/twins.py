"""Documents that say the same: the same text in other bytes, and versions of one plan."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from schemas import Dataset

_SAMPLE = 24
"""Texts of actions that stand for a plan: those with the smallest hashes, which two versions share if they are alike."""
_ALIKE = 0.5
"""Share of the sample from which two plans of one council are versions of each other."""
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Likeness:
    """What is remembered of a document to know its twins; of the same size for every document."""

    plan_id: str
    name: str
    council: str
    plan_date: str
    whole: bytes
    """Hash of all that it says; empty where it says nothing."""
    sample: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, the earlier in the order of the run first."""

    first: Likeness
    second: Likeness
    same_text: bool


def likeness(dataset: Dataset) -> Likeness:
    """What is remembered of a document with one plan."""
    plan = dataset.plans[0]
    hashes = sorted({_number(" ".join(action.action.casefold().split())) for action in dataset.actions if action.action})
    whole = hashlib.sha256("\x1e".join(_text(dataset)).encode()).digest() if dataset.actions else b""
    name = plan.source_file
    return Likeness(plan.plan_id, name, plan.council, plan.plan_date, whole, frozenset(hashes[:_SAMPLE]))


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest())


def _text(dataset: Dataset) -> Iterator[str]:
    plan = dataset.plans[0]
    yield from (plan.council, plan.title, plan.version, plan.plan_date)
    yield from (f"{m.label}\x1f{m.target}" for m in dataset.milestones)
    for a in dataset.actions:
        yield "\x1f".join(
            (a.section, a.recommendation, a.outcome, a.phase, a.action_ref, a.action, a.leads_raw, a.deadline_raw,
             a.progress_raw, a.status_raw, a.rag, a.success_measure, a.monitoring, a.resources, str(a.extra))
        )  # fmt: skip


class Twins:
    """Finds twins as documents come along, in their order; every document costs the same time and little memory."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.whole: dict[bytes, Likeness] = {}
        self.latest: dict[tuple[str, int], Likeness] = {}
        """By council and text, the document that had it last."""

    def meet(self, one: Likeness) -> Pair | None:
        """The document's same text, or the nearest of the versions before it.

        A document is remembered itself unless it says the same as one before it.
        """
        if one.whole in self.whole:
            return Pair(self.whole[one.whole], one, same_text=True)
        if one.whole:
            self.whole[one.whole] = one
        met = Counter(self.latest[one.council, text] for text in one.sample if (one.council, text) in self.latest)
        near = max(met, key=lambda other: (_share(one, other), other.plan_date, other.plan_id), default=None)
        self.latest.update({(one.council, text): one for text in one.sample})
        return Pair(near, one, same_text=False) if near is not None and _share(one, near) >= _ALIKE else None


def _share(one: Likeness, other: Likeness) -> float:
    """Likeness of two samples, from 0 to 1, by the smallest hashes of both."""
    if min(len(one.sample), len(other.sample)) < _FEWEST:
        return 0.0
    smallest = sorted(one.sample | other.sample)[:_SAMPLE]
    return len(one.sample & other.sample & set(smallest)) / len(smallest)
