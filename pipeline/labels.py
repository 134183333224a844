"""Labels that open a block: `5. Ofsted Recommendation: Timescale: Within 3 months`, `Priority 2 - Leadership`.

Words come from the vocabulary `labels`; references and periods are read by form.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from pipeline.headings import match_heading
from pipeline.passages import clean
from schemas.vocab import load

_REF = r"[A-Z]{0,4}\s?\d{1,3}(?:\.\d{1,2})*(?:[a-z]|\.[a-z](?!\w))?"
_PERIOD = re.compile(
    r"""^\s*(?:time-?\s?scale[s]?\s*[:\-–]?\s*)?
    (?P<period>
        for\s+immediate\s+action
      | (?:for\s+)?actions?\s+(?:(?:required|needed|to\s+be\s+(?:taken|completed))\s+)?immediately
      | immediate(?:ly)?(?!\s+(?:and|or|action|access|steps?|review|priority))
      | (?:(?:for\s+)?actions?\s+(?:(?:required|needed|to\s+be\s+(?:taken|completed))\s+)?)?
        (?:with)?in\s+(?:the\s+)?(?:next\s+)?
        (?:\d{1,3}|one|two|three|four|six|nine|twelve|eighteen)\s*(?:working\s+)?(?:days?|weeks?|months?|years?)
    )
    (?P<more>\s*\([^)]*\))?
    (?:\s+of\s+(?:the\s+)?(?:publication|inspection|report)[^:.]{0,40})?
    \s*[:.,;–-]?\s*""",
    re.VERBOSE | re.IGNORECASE,
)
_ITEM_WORD = re.compile(
    r"^(?:(?:action|step|task|activity|commitment|deliverable|milestone)\b)?\s*(?:no\b\.?|number\b)?\s*(?=[A-Z]{0,3}\d)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"^[(\[](?P<aside>(?=[^()\[\]]*\b(?:immediate(?:ly)?|urgent(?:ly)?|days?|weeks?|months?|years?"
    r"|(?:short|medium|long)(?:er)?[\s-]term)\b)[^()\[\]]{5,60})[)\]]\s*[:.–-]?\s*",
    re.IGNORECASE,
)
_STATED = re.compile(r"time-?\s?scale[s]?\s*[:\-–]\s*(?P<period>.+)$", re.IGNORECASE)
_BODY = r"ofsted|cqc|hmip?|hmi|hmcfrs|inspection"
_BODIES = rf"(?:{_BODY}|joint|the|key)"
_STATED_LAST = re.compile(
    rf"\s*\b(?:(?:{_BODY})(?:['’]s)?\s+)?time-?\s?scales?\s*[:–-]\s*(?P<period>[^.]{{3,60}})\.?\s*$", re.IGNORECASE
)
_CODE = re.compile(rf"^\s*[(\[]?(?P<ref>{_REF})(?:[)\]][.:]?|\s*[.):]|\s*[–-](?=\s)|(?=\s))\s*(?P<rest>.*)$", re.DOTALL)
_CAPTION = re.compile(
    r"^(?:(?:(?:improvement|action)\s+)?(?:actions?|tasks?|steps|plan)\s+(?:for|under|to|on)"
    r"|(?:our\s+)?(?:progress|updates?|position)\s+(?:for|under|on|against|with|towards|in))\b",
    re.IGNORECASE,
)
"""What a table is called after the recommendation or theme that it serves."""


_COUNCIL_OF_PART = re.compile(r"^((?:section|part|theme|strand)\s+\w{1,5}\s*[:.–-].*?)\bcouncil\b", re.IGNORECASE)
"""The council whose part a heading names, as in `Part A: Council and partners`; it makes no title of a document."""


_NAMES_OUTCOME = re.compile(
    r"^\W*(?:(?:the|our|main|key|overall)\s+)*(?:outcomes?|results?|difference|impact)"
    r"\s+(?:that\s+|which\s+)?(?:we|for(?!\s+\d)|this|it|to|our|sought|wanted|aimed)\b",
    re.IGNORECASE,
)
"""What the actions are for, in the words of a sentence: `The difference this will make`."""
_HEADING_WORDS = 8
_SURE = 0.6
"""Score from which a heading that opens a text says what the text is."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a label says: kind of block, its reference, its period, and the text behind it."""

    kind: str
    ref: str = ""
    timescale: str = ""
    rest: str = ""


@functools.cache
def _label_pattern() -> re.Pattern[str]:
    phrases = sorted((r["phrase"] for r in load("labels")), key=len, reverse=True)
    words = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    return re.compile(
        rf"""^\s*(?:[(\[]?(?P<before>{_REF})[)\].:]*\s+)?
        (?:{_BODIES}\s*(?:/|,|&|and)?\s*)*
        (?P<phrase>{words})
        \s*(?:no\.?\s*|number\s*)?(?P<after>{_REF}(?![\w%]))?
        \s*(?P<mark>[:.–-]|$|(?=\s))\s*(?P<rest>.*)$""",
        re.VERBOSE | re.IGNORECASE | re.DOTALL,
    )


def states_outcome(text: str) -> bool:
    """Whether a text opens with a label of an outcome.

    Example:
        >>> states_outcome("Outcome: Children are safe"), states_outcome("Recommendation 2")
        (True, False)
    """
    label = read_label(text)
    return label is not None and label.kind == "outcome"


@functools.cache
def _kinds() -> dict[str, str]:
    return {r["phrase"]: r["kind"] for r in load("labels")}


@functools.lru_cache(maxsize=1024)
def read_label(text: str) -> Label | None:
    """Label at the beginning of a text, or `None`.

    The word alone does not make a label: a number, a colon or the end of the text must stand with it. Capitals that a
    number is glued to are a reference (`AFI2: ...`), and no label.

    Example:
        >>> read_label("5. Ofsted Recommendation: Timescale: Within 6 months").timescale
        'Within 6 months'
        >>> read_label("Recommendation 2 (for immediate action)").timescale
        'for immediate action'
        >>> read_label("What good will look like: Children are seen in time.").kind
        'outcome'
    """
    flat = clean(text)
    found = _label_pattern().match(flat)
    if not found:
        return _read_heading(flat)
    if found["after"] and found["phrase"].isupper() and found.end("phrase") == found.start("after"):
        return None
    rest = found["rest"]
    ref = found["after"] or found["before"] or ""
    if not ref and found["mark"] != ":" and rest and not _STATED.match(rest):
        return _read_heading(flat)
    timescale = ""
    stated = _STATED.match(rest)
    if stated:
        timescale, rest = stated["period"].strip(), ""
    kind = _kinds()[" ".join(found["phrase"].lower().split())]
    if kind != "outcome" and not timescale:
        timescale, rest = _split_aside(rest)
    return Label(kind, ref.replace(" ", ""), timescale, rest.strip())


def _read_heading(text: str) -> Label | None:
    """A label of an outcome in the words of a column heading: it and a colon open the text."""
    heading, colon, rest = text.partition(":")
    if not colon or not rest.strip() or len(heading.split()) > _HEADING_WORDS:
        return None
    says = match_heading(heading)
    sure = says is not None and says.score >= _SURE and says.field == "outcome"
    return Label("outcome", rest=rest.strip()) if sure or _NAMES_OUTCOME.match(heading) else None


def _split_aside(text: str) -> tuple[str, str]:
    """A time in brackets that opens a text (`(for action over the next six months)`), and the rest."""
    found = _ASIDE.match(text)
    return (found["aside"].strip(), text[found.end() :]) if found else ("", text)


def split_period(text: str) -> tuple[str, str]:
    """A period that opens a text (`Within 3 months`, `Immediate`), and the rest.

    Example:
        >>> split_period("Within 3 months (S5) Ensure that plans improve")
        ('Within 3 months', '(S5) Ensure that plans improve')
    """
    found = _PERIOD.match(text)
    if not found:
        return "", text
    more = found["more"] or ""
    if more and re.fullmatch(rf"\s*\({_REF}\)", more):
        return found["period"].strip(), text[found.start("more") :].strip()
    return (found["period"] + more).strip(), text[found.end() :].strip()


def strip_continued(text: str) -> str:
    """A heading without the note that it goes on from the page before.

    Example:
        >>> strip_continued("Recommendation 2: Improve plans (continued)")
        'Recommendation 2: Improve plans'
    """
    return re.sub(r"\s*[-–(\[]?\s*\bcont(?:inued|['’]?d)?\b\.?\s*[)\]]?\s*$", "", text, flags=re.IGNORECASE)


def split_timescale(text: str) -> tuple[str, str]:
    """A text without the period that is stated at its end, and that period.

    Example:
        >>> split_timescale("Improve the plans. Timescale: Within 6 months")
        ('Improve the plans.', 'Within 6 months')
        >>> split_timescale("Improve the plans Ofsted timescale: Immediately")
        ('Improve the plans', 'Immediately')
        >>> split_timescale("Review the fees (within three months)")
        ('Review the fees', 'within three months')
        >>> split_timescale("Review the fees (all of them)")
        ('Review the fees (all of them)', '')
    """
    found = _STATED_LAST.search(text)
    if found:
        return text[: found.start()].strip(), found["period"].strip()
    bracketed = re.search(r"\s*[(\[](?P<period>[^()\[\]]{5,60})[)\]]\s*$", text)
    stated = bracketed is not None and split_period(bracketed["period"])
    whole = stated and stated[0] and not stated[1]
    return (text[: bracketed.start()].strip(), stated[0]) if bracketed and stated and whole else (text, "")


def split_ref(text: str) -> tuple[str, str]:
    """A reference that opens a text (`(S5)`, `LAC1.`, `3)`), and the rest; empty where there is none."""
    found = _CODE.match(text)
    if not found or re.match(rf"^\s*{_REF}\s+(?![A-Z(‘“\"'])", text):
        return "", text
    return re.sub(r"\s", "", found["ref"]), found["rest"].strip()


def bare_ref(text: str) -> str:
    """The reference of a cell that holds one, without the paragraphs of the report that may follow in brackets.

    Example:
        >>> bare_ref("17. (57, 138)"), bare_ref("(S2)"), bare_ref("1. 1"), bare_ref("Action 2.1")
        ('17', 'S2', '1.1', '2.1')
    """
    whole = re.sub(r"(?<=[\d.])\s+(?=[\d.]|[a-z]$)", "", re.sub(r"(?<=\S)\s*\([\d\s,;&–-]+\)\.?$", "", clean(text)))
    return _ITEM_WORD.sub("", whole.strip("().: "))


@functools.cache
def _kind_words() -> str:
    """The words for recommendations and areas, which name a kind and no section."""
    phrases = [r["phrase"] for r in load("labels") if r["kind"] in {"recommendation", "area_for_development"}]
    return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sorted(phrases, key=len, reverse=True))


def section_of(heading: str) -> str:
    """Name of a section without its number and without words such as `Recommendations`.

    Example:
        >>> section_of("2. Safeguarding: Additional Areas for Development")
        'Safeguarding'
    """
    text = re.sub(rf"^\s*(?:section\s+)?[(\[]?{_REF}[)\].:]+\s+", "", clean(heading), flags=re.IGNORECASE)
    text, count = re.subn(
        rf"(?:\b(?:additional|further|other|ofsted|cqc|key)\s+)*\b(?:{_kind_words()})\b", " ", text, flags=re.IGNORECASE
    )
    if count:
        text = re.sub(r"\b(?:ofsted|cqc)\b", " ", text, flags=re.IGNORECASE)
    return " ".join(text.split()).strip(" :-–—.,;/")


def names_section(heading: str) -> bool:
    """Whether a heading outside tables names a section, and not the plan or its front matter.

    It must speak of recommendations or areas, bear a number, or use a word that sections are called by.
    """
    text = clean(heading)
    if names_caption(text):
        return False
    if re.search(rf"\b(?:{_kind_words()})\b", text, re.IGNORECASE):
        return True
    if names_document(_COUNCIL_OF_PART.sub(r"\1", text)):
        return False
    if re.match(
        r"^(?:(?:section|part|theme|priority|workstream|strand|objective|pillar|ambition)\s+)?(?:\d{1,2}|[A-Z])[.:)]\s+\S",
        text,
        re.IGNORECASE,
    ):
        return True
    if re.match(
        r"^(?:section|part|theme|priority|workstream|strand|objective|pillar|ambition)\s+"
        r"(?:(?:\d{1,2}|one|two|three|four|five|six)\b|[a-h]\s*[:.–-]\s*\w)",
        text,
        re.IGNORECASE,
    ):
        return True
    words = "|".join(re.escape(r["word"]) for r in load("sections"))
    return re.match(rf"^(?:the\s+)?(?:{words})\b", text, re.IGNORECASE) is not None


def names_caption(heading: str) -> bool:
    """Whether a heading is what a table is called after the part of the plan that it serves: `Progress on theme 1`."""
    return _CAPTION.match(clean(heading)) is not None


def names_part(heading: str) -> bool:
    """Whether a heading is that of a plan as a whole or of one of its parts, whatever it is about."""
    return re.search(r"\b(?:plans?|parts?|appendix|annex|continued|council|table|update)\b", heading, re.I) is not None


def names_annex(heading: str) -> bool:
    """Whether a heading begins an annex, which has nothing to do with what stands before it."""
    return re.match(r"^(?:annex|annexe|appendix|schedule|enclosure)\b", clean(heading), re.IGNORECASE) is not None


def names_document(heading: str) -> bool:
    """Whether a heading is the title of a document or of one of its parts, such as `Action plan, part 2`."""
    words = r"actions?|appendix|annex|agenda|council|inspection|statement|version|update|report|continued|table"
    return re.search(rf"\b(?:plan|(?:action|improvement)\s+plans|{words})\b", clean(heading), re.I) is not None
