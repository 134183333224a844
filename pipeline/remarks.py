"""Remarks: rows over the whole width that speak of the recommendation above them and name nothing themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.contents import is_order
from pipeline.headings import match_heading
from pipeline.labels import read_label, split_ref
from pipeline.logical_table import StitchedCell
from pipeline.passages import clean

_LABEL = re.compile(r"^(?P<label>[^:.]{2,40}):\s*\S")
_LABEL_WORDS = 4
_SURE = 0.5
"""Share of a label that must name its field."""
_TEXT_WORDS = 4
"""Words from which a text says what is to be achieved and is no mere name."""
_NAMING = {"recommendation", "action", "outcome"}
"""Fields whose label opens a part of the plan."""


def remarks_on(cells: Sequence[StitchedCell], above: Sequence[StitchedCell]) -> bool:
    """Whether a band says something of the recommendation in the band above it: who answers for it, what it refers to.

    Either it begins with the label of a fact (`Sponsor: ...`), or it stands in brackets or in italics below a band in
    upright type that says by number and text what is to be achieved.

    Args:
        cells: Cells of the band.
        above: Cells of the band just above it.
    """
    text, over = (clean(" ".join(c.text for c in row)) for row in (cells, above))
    if split_ref(text)[0] or read_label(text) is not None:
        return False
    if _states_fact(text):
        return True
    label = read_label(over)
    ref, rest = (label.ref, label.rest) if label else split_ref(over)
    numbered = bool(ref) and len(rest.split()) >= _TEXT_WORDS
    bracketed = text.startswith("(") and text.endswith(")")
    return numbered and not is_order(text) and (bracketed or (_is_italic(cells) and not _is_italic(above)))


def _states_fact(text: str) -> bool:
    found = _LABEL.match(text)
    if found is None or len(found["label"].split()) > _LABEL_WORDS:
        return False
    match = match_heading(found["label"])
    return match is not None and match.score >= _SURE and match.field not in _NAMING


def _is_italic(cells: Sequence[StitchedCell]) -> bool:
    return all(word.italic for c in cells for line in c.lines for word in line.words)
