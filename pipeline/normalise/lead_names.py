"""The person, the label and the time limit that a lead cell prints around a title."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection, Iterable

from pipeline.normalise.lead_labels import without_label
from pipeline.normalise.people import is_given_name, is_name_word, is_named_before, is_person
from pipeline.normalise.ranked_names import RANK, ranked
from pipeline.normalise.role_words import lexicon
from pipeline.normalise.roles import ends_with_title_noun, has_title_noun, is_role_acronym, opens_title

_DATE = (
    r"(?:(?:(?:the )?(?:end|start|beginning|middle)(?: of)?|early|mid|late)[- ])?"
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?:\s+\d{2,4})?|20\d\d)"
)
_LIMIT = re.compile(
    r"\s*\(?\b(?:from|until|till|to|up to|since|starting|commencing|w\.?e\.?f\.?|with effect from|as (?:of|from))\s+"
    r"(?:the\s+)?"
    rf"{_DATE}(?:\s*(?:to|-|–)\s*{_DATE})?\)?",
    re.IGNORECASE,
)
_BEFORE_POST = re.compile(
    r"^(?:(?:thereafter|subsequently|afterwards|responsibility of(?: the)?|their|our|its|"
    r"newly[- ](?:appointed|recruited|created))\s+|"
    r"(?:currently )?(?:vacant|vacancy|tbc|tba|to be (?:confirmed|appointed|recruited))(?: post)?\s*[-–—:,(]\s*)"
    r"(?=[A-Z][^)]*$)",
    re.IGNORECASE,
)
_LED_BY = re.compile(
    r"^(?:(?:to|will) be )?(?:led|overseen|owned|managed|co-?ordinated|delivered) (?:jointly )?by\s+(?:the\s+)?",
    re.IGNORECASE,
)
_CHAIRED = re.compile(r"(?:chair(?:ed by)?|led by)\s*:\s*", re.IGNORECASE)
_NUMBER = re.compile(r"^(?:\(?(?:\d{1,2}|[a-h]|i{1,3}|iv|v)[.)]\s+|(?i:the)\s+(?=[A-Z]))")
_RANK = re.compile(rf"{RANK}\b")
_MARKED = re.compile(
    r"\s*\((?:joint |overall |strategic |operational )?"
    r"(?:lead(?: officer)?|responsible|accountable|support(?:ing)?|sponsor|chair of group|all|each team)\)|\*|"
    r"\s[-–—]\s(?:overall |joint |strategic |operational )*(?:lead|support(?:ing)?)\s*$",
    re.IGNORECASE,
)
_COMING = r"to be (?:confirmed|appointed|recruited|identified|agreed|advised)"
_EMPTY_POST = re.compile(
    r"\s*[-–—,:]?\s*(?:\(\s*(?:currently |post |now |role )*(?:vacant|tbc|tba|vacancy|new post|"
    rf"when (?:in post|appointed)|once appointed|{_COMING})\s*\)|"
    r"\b(?:(?:post |role |currently )*(?:tbc|tba|vacant)|"
    rf"recruitment (?:under ?way|ongoing|in progress)|{_COMING})\W*$)|"
    r"\s+(?:until|pending)\s+(?:the\s+)?(?:recruitment|appointment|a |new |permanent )[^,;]*$",
    re.IGNORECASE,
)
_TERMS = re.compile(
    r"\s*\(\s*(?:\d+(?:\.\d+)? ?(?:months?|weeks?|years?|days?|fte)\b[^)]*|"
    r"(?:fixed[- ]term|temporary|part[- ]time|full[- ]time|second(?:ed|ment)|agency|maternity cover|cover|new|until|"
    r"from|pending|once|when|after|prior to|following|subject to)\b[^)]*)\)",
    re.IGNORECASE,
)
_AFTER_TITLE = re.compile(
    r"(?P<title>[\w’'&,-]+(?: [\w’'&,-]+){0,6})\s*(?P<codes>\([A-Z]{2}\)(?:[\s,/&]*\([A-Z]{2}\))*)"
)
_SEVERAL = re.compile(r"\(([A-Z]{2}(?:\s*[,/&]\s*[A-Z]{2})+)\)")
_AND_TEAM = re.compile(
    r"\s+(?:and|&|\+)\s+(?:(?:her|his|their|the)\s+)?team\s*$|\s*\((?:interim|acting|lead)\)\s*$", re.IGNORECASE
)
_AFTER_POST = re.compile(
    r"\s+(?:or (?:a |an |their |his |her )?(?:nominee|nominated \w+|delegate|designate|equivalent|representative)|"
    r"et al|etc|on behalf of .*|under the direction of .*|thereafter|afterwards|subsequently|initially|"
    r"in the (?:first instance|interim|meantime)|for (?:now|the time being))\.?$|"
    r"\s*\((?:job[- ]share(?:d)?|joint post)\)|"
    r"\s*[-–—,:(]\s*(?:phase|stage|strand|priority|actions?|objective|work ?stream|ref)s? \d[\w.]*\)?$",
    re.IGNORECASE,
)
_EMPTY_BEFORE = re.compile(r"(?:vacant|vacancy|tbc|tba|interim|acting)(?: post)?\s*\((?P<post>[^()]+)\)", re.IGNORECASE)
_SURNAME_FIRST = re.compile(r"([^\W\d_a-z][^\W\d_A-Z]{2,}),\s*[A-Z]\.?(?:\s?[A-Z]\.?)?")
_STANDING = re.compile(r"^(?P<title>.*?\S)\s*(?:\(\s*|,\s*|\s[-–—]\s)(?P<word>interim|acting)\s*\)?\s*$", re.IGNORECASE)


def read_initials(cells: Iterable[str], explained: Collection[str]) -> frozenset[str]:
    """Two letters that the cells print in brackets after titles and that stand for people.

    One pair that is no acronym of the sector shows the habit, and then an acronym such as `(SF)` is initials too.

    Example:
        >>> sorted(read_initials(["Operations Managers (SF), (CD)", "Team Manager (SF)"], ()))
        ['CD', 'SF']
        >>> sorted(read_initials(["Service Manager (CP)"], ()))
        []
    """
    found = {
        code
        for cell in cells
        if "(" in cell
        for hit in _AFTER_TITLE.finditer(" ".join(cell.split()))
        if ends_with_title_noun(hit["title"])
        for code in re.findall(r"[A-Z]{2}", hit["codes"])
    }
    own = found - set(explained)
    return frozenset(own if own - lexicon().keys() else ())


def _bracketed(text: str, initials: Collection[str] = ()) -> tuple[str, str] | None:
    """A person, initials or a rank in brackets after a title, or a title in brackets after a person."""
    several = re.findall(r"\(([A-Z]{2})\)", text) or _SEVERAL.findall(text)
    letters = [code for group in several for code in re.findall("[A-Z]{2}", group)]
    if len(letters) > 1 and (len(several) > 1 or not any(code in lexicon() for code in letters)):
        return re.sub(r"[\s,/]*\([A-Z]{2}(?:[,/& ]+[A-Z]{2})*\)", "", text).strip(), ", ".join(letters)
    for hit in re.finditer(r"\s*\(([^)]*)\)", text):
        inner, before = hit[1].strip(), text[: hit.start()].strip()
        rest = f"{before}{text[hit.end() :]}".strip()
        if is_person(inner) or is_given_name(inner) or _are_initials(inner) or inner in initials:
            return rest, inner
        if _RANK.match(inner) and has_title_noun(before):
            return rest, ""
        if inner and (is_person(before) or (_are_initials(before) and has_title_noun(inner))):
            return inner + text[hit.end() :], before
    return None


def _are_initials(text: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{2}", text)) and text not in lexicon()


def _parted(text: str) -> tuple[str, str] | None:
    """A person parted from a title by a comma or a dash."""
    parts = re.split(r"\s*(?:,|\s[-–—])\s*|\n|(?<=\w):\s+", text)
    if len(parts) > 1 and (is_person(parts[0]) or is_named_before(parts[0], parts[1])):
        return text[text.index(parts[0]) + len(parts[0]) :].strip(" ,:-–—\n"), parts[0]
    if len(parts) > 1 and (is_person(parts[-1]) or (_are_initials(parts[-1]) and has_title_noun(parts[0]))):
        return text[: text.rindex(parts[-1])].strip(" ,:-–—\n"), parts[-1]
    return None


def _run_together(text: str) -> tuple[str, str] | None:
    """A person and a title with nothing between them."""
    words = text.split()
    if len(words) < 3:
        return None
    before, comma, after = text.partition(",")
    alone = _run_together(before) if comma and not has_title_noun(after) else None
    if alone:
        return f"{alone[0]},{after}", alone[1]
    ranked = (is_role_acronym(words[0]) and words[0].isupper()) or ends_with_title_noun(words[0])
    if ranked and is_person(" ".join(words[1:])):
        return words[0], " ".join(words[1:])
    for cut in (2, 3):
        last, before = " ".join(words[-cut:]), " ".join(words[:-cut])
        if len(words) > cut + 1 and is_person(last) and has_title_noun(before) and not has_title_noun(last):
            return before, last
        first, after = " ".join(words[:cut]), " ".join(words[cut:])
        if is_person(first) and opens_title(after):
            return after, first
    return None


def name_and_title(text: str) -> tuple[str, str]:
    """The person and the post that one entry of a key gives: `Name, Post`, `Post – Name`, `Name (Post)`.

    Example:
        >>> name_and_title("Jane Brown, Head of Safeguarding")
        ('Jane Brown', 'Head of Safeguarding')
    """
    title, person = _bracketed(text) or _parted(text) or (text, "")
    if not person or not is_person(person):
        return "", text
    return person, title.strip(" ,;:/-–—")


_COUNT_OR_DOUBT = re.compile(r"^\s*\d{1,2}\s?[x×]\s+(?=[A-Z])|\s*\?+\s*$")
_WRAPPED = re.compile(r"[\[(\"“‘']\s*([^\[\]()\"“”]+?)\s*[\])\"”’']")
_TIMES = re.compile(r"\s*\(?\b[x×]\s?\d{1,2}\b\)?\s*$")
_INITIAL_AFTER = re.compile(r" [A-Z]\.?$")


def _unwrapped(text: str) -> str:
    """A lead without the quotation marks or brackets around it, a mark of doubt and a number of people."""
    text = _COUNT_OR_DOUBT.sub("", text.strip())
    found = _WRAPPED.fullmatch(text)
    return found[1] if found else text.strip()


@functools.lru_cache(maxsize=4096)
def bare_title(text: str, initials: frozenset[str] = frozenset()) -> tuple[str, str]:
    """A printed lead without number, label, time limit and person; and the person.

    `initials` are letters of people although the sector knows them as an acronym.

    Example:
        >>> bare_title("Head of Transitions Service from 1.4.2012")
        ('Head of Transitions Service', '')
    """
    text = _NUMBER.sub("", _LED_BY.sub("", without_label(_NUMBER.sub("", _unwrapped(text)))))
    chaired = _CHAIRED.match(text)
    if chaired and has_title_noun(text[chaired.end() :]):
        text = text[chaired.end() :]
    text = _TERMS.sub("", _EMPTY_POST.sub("", _MARKED.sub("", _LIMIT.sub("", text)))).strip()
    text = _BEFORE_POST.sub("", text)
    standing = _STANDING.match(text)
    if standing and has_title_noun(standing["title"]):
        text = f"{standing['word'].capitalize()} {standing['title']}"
    text = _TIMES.sub("", text)
    text = _AND_TEAM.sub("", _AFTER_POST.sub("", text))
    empty = _EMPTY_BEFORE.fullmatch(text)
    text = empty["post"] if empty and has_title_noun(empty["post"]) else text
    reversed_name = _SURNAME_FIRST.fullmatch(text)
    if reversed_name and is_name_word(reversed_name[1]):
        return "", text
    if held := ranked(text):
        return held
    if is_person(text) or is_given_name(_INITIAL_AFTER.sub("", text)):
        return "", text.strip(" ,")
    rest, person = _bracketed(text, initials) or _parted(text) or _run_together(text) or (text, "")
    return " ".join(rest.split()).strip(" ,;:/-–—"), person
