"""The date that a plan gives itself: of its progress column, its version, its last update."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.normalise.inspection import sentences
from pipeline.normalise.plan_dates import Period, own_dates

_PROGRESS = re.compile(r"\b(?:progress|evidence|update|position|status|achieved|rag|commentary|review)", re.IGNORECASE)
_TAIL = r"(?:\s+(?:on|at|in|to|of|for|as at|as of))?\s*[:–—,(-]*\s*(?:the\s+)?(?:end(?:\s+of)?\s+)?$"
_AS_AT = re.compile(
    r"\b(?:as (?:at|of)|(?:position|status)(?: statement)?(?: as)? (?:at|on|in|to)|position statement|"
    r"(?:data )?(?:correct|accurate|current)(?: as)? (?:at|to|on)|(?:document|plan|version|publication) date|"
    r"(?:latest |last |progress |monthly |quarterly )*updates?(?: date)?|progress (?:at|to|report|update)|"
    r"(?:progress|position|status|rag|ratings?)(?: (?:in|on|of|against|for|with)(?: [\w-]+){1,4})?"
    r" (?:is |are |as )?(?:shown|given|stated|reported|recorded|set out)|"
    r"date (?:agreed|approved|issued|revised|updated|completed)|"
    r"(?:page|plan|report|document|table|update|paper) (?:shows|gives|sets out|describes|records|reports|says)\b"
    r"[^.;]{0,60}?\b(?:as )?(?:at|up to)|"
    r"date(?: published| of (?:plan|version|this version|issue|update|document|last update|last review))?|"
    r"final version|"
    r"(?:revised|updated|final|draft) (?:\w+ ){0,2}plan|"
    r"(?:final )?(?:draft|version|v|issue|revision) ?\d[\d.]*)" + _TAIL,
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:last |date )?(?:updated|revised|reviewed|amended|refreshed|modified|saved|edited|"
    r"produced|prepared|compiled)\b" + _TAIL,
    re.IGNORECASE,
)
_CHANGED_BY = re.compile(r"^\W*(?:last )?(?:updated|revised|reviewed|amended|refreshed)\b", re.IGNORECASE)
_ITSELF = re.compile(r"\b(?:plan|document|tracker|version|this|report|statement)\b", re.IGNORECASE)
_NUMBERED = re.compile(
    r"^\W*(?:this is |final |draft |plan )*(?:version|ver|v|issue|draft|revision)\W*(?:no\W*)?\d[\d.]*\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"^\W*(?:progress )?(?:update|refresh|revision|version|progress report)\b", re.IGNORECASE)
_OTHER_DATE = re.compile(
    r"\b(?:inspect\w*|visit\w*|fieldwork|publication of|birth|start|end date|next|"
    r"review date|date of (?:next )?review|will|shall|to be|due|judge\w*|"
    r"(?:inspection|ofsted(?:[’']s)?|final|outcome|their|its) report|report (?:of|published|dated))\b",
    re.IGNORECASE,
)
_OF_PLAN = re.compile(r"^\W*(?:the|this|our) (?:[\w-]+ ){0,3}(?:plan|document|tracker|report)\b", re.IGNORECASE)
_OWN_WORDS = re.compile(
    r"(?:post[- ]inspection |improvement |action |recovery |delivery |progress )+(?:plan|tracker)|\W|date|draft|final|"
    r"version|restricted|official|sensitive|confidential|public|unclassified|page \d+ of \d+|page|"
    r"updated?|issued?|published(?: on)?|"
    r"v?\d[\d.]*",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(r"\W*(?:first )?published(?:\s+(?:on|in))?(?:\s+the)?\W*", re.IGNORECASE)
_ENDS_WITH_DAY = re.compile(
    r"(?<![\d.])(?<!chapter )(?<!section )(?<!version )(?<!appendix )(?<!page )(?<!item )(?<!part )"
    r"(?:[12]?\d|3[01])(?:st|nd|rd|th)?$",
    re.IGNORECASE,
)
_MONTH_AND_YEAR = re.compile(
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december),?\s+20\d\d\b",
    re.IGNORECASE,
)
_LONGEST = 12
_SHORT = 8
_LONGEST_PERIOD = 100
"""Days of a period that can be a date of the document, as a quarter can; a longer one is what the plan covers."""
_COVER_PAGES = 2
_FRONT_PAGES = 8


def _clause(before: str) -> str:
    """What stands before a date in its own sentence."""
    return re.split(r"[.;|!?]\s+", before)[-1]


def _states(text: str, each: Period, page: int) -> bool:
    """Whether a text gives a date as that of the document."""
    before, after = text[: each.at[0]], text[each.at[1] :]
    clause = _clause(before)
    if (each.end - each.start).days > _LONGEST_PERIOD and not _AS_AT.search(clause):
        return False
    after = after if page > _COVER_PAGES else re.split(r"[;|]\s", after)[0]
    words = len(clause.split())
    if _OTHER_DATE.search(clause):
        return False
    if page <= _COVER_PAGES and not _OWN_WORDS.sub("", before + after):
        return True
    if words < _LONGEST and (_AS_AT.search(clause) or _NUMBERED.search(clause)):
        return True
    if _CHANGED.search(clause) and (words <= 3 or (words < _LONGEST and _ITSELF.search(clause))):
        return True
    if _CHANGED.search(clause) and _OF_PLAN.match(clause) and words < 2 * _LONGEST:
        return True
    short = len(text.split()) <= _SHORT
    return short and bool(_FOLLOWED.match(after) or (_CHANGED_BY.match(clause) and not after.strip(" .)")))


def _on_cover(texts: Sequence[tuple[int, str]]) -> list[tuple[int, str, Period]]:
    """Dates that a short line of the cover ends with, or that say when the plan was published."""
    found = []
    before = ""
    for page, text in texts:
        for each in own_dates(text)[:1] if page <= _COVER_PAGES else ():
            opening, after = text[: each.at[0]], text[each.at[1] :]
            ends = re.search(r"[,–—-]\s*$|\b(?:plan|tracker|statement of action)\s+\(?$", opening, re.IGNORECASE)
            alone = not after.strip(" .)") and ends and len(text.split()) <= _SHORT + 2
            alone = alone and (each.end - each.start).days <= _LONGEST_PERIOD
            own = _PUBLISHED.fullmatch(opening) and not re.search(r"\b(?:report|letter|findings)\b", before)
            if own or (alone and page == 1 and not _OTHER_DATE.search(opening)):
                found.append((page, text, each))
        before = text.casefold()
    return found


def _with_whole_dates(texts: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines of each page; one that ends with a day goes on with the month and year that open the next."""
    whole: list[tuple[int, str]] = []
    for page, text in texts:
        if whole and whole[-1][0] == page and _ENDS_WITH_DAY.search(whole[-1][1]) and _MONTH_AND_YEAR.match(text):
            whole[-1] = page, f"{whole[-1][1]} {text}"
        else:
            whole.append((page, text))
    return whole


def plan_date(lines: Sequence[tuple[int, str, float]], headings: Sequence[str]) -> tuple[str, str]:
    """The as-at date of a progress heading, else a date that the document gives itself; and the words that say so.

    Example:
        >>> plan_date([(1, "This is version 2.3 of 31 December 2018.", 11.0)], [])[0]
        '2018-12-31'
    """
    dated = [(each.end, heading) for heading in headings if _PROGRESS.search(heading) for each in own_dates(heading)]
    if dated:
        latest = max(dated)
        return latest[0].isoformat(), " ".join(latest[1].split())
    texts = _with_whole_dates([(page, " ".join(raw.split())) for page, raw, _ in lines])
    texts += [(_COVER_PAGES + 1, text) for text in sentences([line for line in lines if line[0] <= _FRONT_PAGES])]
    stated = [(page, text, each) for page, text in texts for each in own_dates(text) if _states(text, each, page)]
    stated += [one for one in _on_cover(texts) if not stated]
    best = next((one for one in stated if not _PUBLISHED.match(one[1])), stated[0] if stated else None)
    return (best[2].end.isoformat(), best[1]) if best else ("", "")
