"""Documents that say the same: the same text in other bytes, and versions of one plan."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from schemas import Dataset

_SAMPLE = 24
"""Texts of actions that stand for a plan: those with the smallest hashes, which alike versions share."""
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
    said: str
    """Hash of all its words."""
    sample: frozenset[int]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two documents, the earlier in the order of the run first."""

    first: Likeness
    second: Likeness
    same_text: bool


def likeness(dataset: Dataset, said: str) -> Likeness:
    """What is remembered of a document with one plan.

    Args:
        dataset: Its rows.
        said: Hash of all its words.
    """
    plan = dataset.plans[0]
    texts = {" ".join(action.action.casefold().split()) for action in dataset.actions if action.action}
    sample = frozenset(sorted(map(_number, texts))[:_SAMPLE])
    return Likeness(plan.plan_id, plan.source_file, plan.council, plan.plan_date, said, sample)


def _number(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=6).digest())


class Twins:
    """Finds twins as documents come along, in their order; every document costs the same time and little memory."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.whole: dict[str, Likeness] = {}
        self.latest: dict[tuple[str, int], Likeness] = {}
        """By council and text, the document that had it last."""

    def meet(self, one: Likeness) -> Pair | None:
        """The document's same text, or the nearest of the versions before it.

        A document is remembered itself unless it says the same as one before it.
        """
        if one.said in self.whole:
            return Pair(self.whole[one.said], one, same_text=True)
        self.whole[one.said] = one
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
