"""How alike recommendations are: words that few others use weigh most (TF-IDF), and every weight can be looked at.

No model is downloaded. The words come from the recommendation itself; abbreviations are written out by the plan's own
key and else by the lexicon, filler (`schemas/vocab/stop_words.csv`) and the names of councils do not count, and the
themes that were read from a recommendation count as words.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from schemas import Dataset, Recommendation, vocab

from ..errors import ExtraMissing

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

THEME_MARK = "theme "
COMMONEST = 0.25
"""A word that stands in a larger share of the recommendations says nothing about any of them."""

_WORD = re.compile(r"[A-Za-z][A-Za-z’']+|[A-Z]{2,}")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ments", "ment"), ("ing", ""), ("ed", ""), ("es", "e"), ("s", ""))
_FEWEST_FOR_CUT = 40


@dataclass(frozen=True, slots=True)
class Weights:
    """Weight of each word in each recommendation: one row each, of length 1 together."""

    matrix: csr_matrix
    words: Sequence[str]

    def shared(self, one: int, other: int, most: int = 5) -> tuple[str, ...]:
        """The words that bring two recommendations together, the weightiest first."""
        rows = [self._row(one), self._row(other)]
        both = [(rows[0][column] * rows[1][column], self.words[column]) for column in rows[0].keys() & rows[1].keys()]
        return tuple(word for _, word in sorted(both, key=lambda pair: (-pair[0], pair[1]))[:most])

    def _row(self, number: int) -> dict[int, float]:
        start, end = self.matrix.indptr[number : number + 2]
        return dict(zip(self.matrix.indices[start:end].tolist(), self.matrix.data[start:end].tolist(), strict=True))


def weigh(dataset: Dataset) -> Weights:
    """Weigh the words of every recommendation of a dataset; row n belongs to recommendation n.

    Raises:
        ExtraMissing: scikit-learn is not installed.
    """
    try:
        from scipy.sparse import csr_matrix
        from sklearn.feature_extraction.text import TfidfVectorizer
    except ImportError as error:
        remedy = "install it with `pip install 'actionplans[report]'`"
        raise ExtraMissing("the comparison of recommendations", remedy=remedy) from error
    documents = terms(dataset)
    cut = COMMONEST if len(documents) >= _FEWEST_FOR_CUT else 1.0
    vectoriser = TfidfVectorizer(analyzer=_as_it_is, sublinear_tf=True, max_df=cut)
    if not any(documents):
        return Weights(csr_matrix((len(documents), 1)), [""])
    matrix: Any = vectoriser.fit_transform(documents)
    return Weights(matrix.tocsr(), list(vectoriser.get_feature_names_out()))


def _as_it_is(document: list[str]) -> list[str]:
    return document


def terms(dataset: Dataset) -> list[list[str]]:
    """Words and pairs of neighbouring words of each recommendation, and its themes."""
    own = _own_keys(dataset)
    councils = {plan.plan_id: frozenset(_WORD.findall(plan.council.casefold())) for plan in dataset.plans}
    return [_terms(r, own[r.plan_id], councils.get(r.plan_id, frozenset())) for r in dataset.recommendations]


def _terms(recommendation: Recommendation, key: Mapping[str, str], council: frozenset[str]) -> list[str]:
    words: list[str] = []
    things, rest = _things(recommendation.recommendation)
    for word in _WORD.findall(rest):
        full = key.get(word) or _lexicon().get(word) if word.isupper() else None
        words += [stem(part) for part in _WORD.findall((full or word).casefold()) if _counts(part, council)]
    pairs = [f"{one} {other}" for one, other in pairwise(words)]
    return [*things, *words, *pairs, *(f"{THEME_MARK}{theme}" for theme in recommendation.themes)]


def _things(text: str) -> tuple[list[str], str]:
    """Things that a text names in any of their wordings (`schemas/vocab/same_thing.csv`), and the rest of the text.

    A thing counts twice, since several words of the text went into it.
    """
    found = []
    for term, pattern in _wordings():
        text, times = pattern.subn(" ", text)
        found += [term] * (2 if times else 0)
    return found, text


@cache
def _wordings() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row["term"], re.compile(row["pattern"], re.IGNORECASE)) for row in vocab.load("same_thing"))


def _counts(word: str, council: frozenset[str]) -> bool:
    return len(word) > 2 and word not in _stop_words() and word not in council


def stem(word: str) -> str:
    """A word without its commonest endings, so that singular and plural meet.

    >>> [stem(word) for word in ("plans", "planning", "policies", "assessed", "assess", "process")]
    ['plan', 'plan', 'policy', 'assess', 'assess', 'process']
    """
    bare = word.replace("’", "").replace("'", "")
    if bare.endswith("ss"):
        return bare
    for ending, instead in _ENDINGS:
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            base = bare[: -len(ending)] + instead
            doubled = ending in {"ing", "ed"} and len(base) > 3 and base[-1] == base[-2] and base[-1] not in "sl"
            return base[:-1] if doubled else base
    return bare


@cache
def _stop_words() -> frozenset[str]:
    return frozenset(row["word"] for row in vocab.load("stop_words"))


@cache
def _lexicon() -> dict[str, str]:
    """Abbreviations of the sector that have one meaning only."""
    meanings: dict[str, set[str]] = defaultdict(set)
    for row in vocab.load("lexicon"):
        meanings[row["acronym"]].add(row["expansion"])
    return {acronym: next(iter(several)) for acronym, several in meanings.items() if len(several) == 1}


def _own_keys(dataset: Dataset) -> dict[str, dict[str, str]]:
    keys: dict[str, dict[str, str]] = defaultdict(dict)
    for row in dataset.acronyms:
        keys[row.plan_id].setdefault(row.acronym, row.expansion)
    return keys
