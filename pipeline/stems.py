"""Stems over rows: `Improve the choice of placements:` in one row, `– recruit carers` and its like in the next ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pipeline.drafts import Draft
from pipeline.numbering import read_marker, strip_bullet

_OWN = ("lead", "deadline")
"""Fields of which a stem has none, and what hangs on it has its own."""


def hang_on_stems(drafts: Sequence[Draft]) -> list[Draft]:
    """The actions of one block without the stems, each of which is kept with the actions that hang on it.

    A stem ends with a colon and has neither lead nor date. What hangs on it follows it in rows that open with the same
    bullet, which the stem does not bear, and have a lead or a date of their own.
    """
    found: list[Draft] = []
    stem: Draft | None = None
    sign = ""
    for draft in drafts:
        own = _bullet(draft)
        if stem is not None and own and own == (sign or own) and own != _bullet(stem) and _has_own(draft):
            sign = own
            found.append(_under(draft, stem))
            continue
        if stem is not None and not sign:
            found.append(stem)
        stem, sign = (draft, "") if _leads_in(draft) else (None, "")
        if stem is None:
            found.append(draft)
    return [*found, stem] if stem is not None and not sign else found


def _leads_in(draft: Draft) -> bool:
    item = draft.item
    return bool(item.lines) and not item.stem and item.lines[-1].text.rstrip().endswith(":") and not _has_own(draft)


def _has_own(draft: Draft) -> bool:
    return any(name in draft.parts for name in _OWN)


def _bullet(draft: Draft) -> str:
    """The sign that an action opens with, empty where it opens with none or bears a number."""
    text = draft.item.lines[0].text.lstrip() if draft.item.lines else ""
    return text[:1] if strip_bullet(text)[1] and read_marker(text) is None else ""


def _under(draft: Draft, stem: Draft) -> Draft:
    """An action with its stem, and what stands beside the stem where nothing stands beside itself."""
    draft.item.stem, draft.item.stem_cut = list(stem.item.lines), stem.item.cut
    for name, parts in stem.parts.items():
        if name not in draft.parts and name != "ref":
            draft.parts[name], draft.rules[name] = list(parts), "shared"
            draft.headings.setdefault(name, stem.headings.get(name, ""))
    return replace(draft, fills={**stem.fills, **draft.fills})
