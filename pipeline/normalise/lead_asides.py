"""What a lead cell prints that names nobody: sentences, pointers, dates, and words for a name still to come."""

from __future__ import annotations

import functools
import re

from pipeline.normalise.people import is_person
from pipeline.normalise.role_words import words_of
from pipeline.normalise.roles import has_title_noun, is_role_acronym, opens_title
from schemas.vocab import load

OPEN_END = re.compile(r"(?:[/,;&+:(–—-]|\b(?:and|of|for|the|to|with|in|by|from|on))\s*$", re.IGNORECASE)
_POINTER = re.compile(
    r"\(\s*(?:please\s+)?(?:see|refer|as per|as in|cf\.?|link(?:s|ed)? (?:to|with))\b[^)]*\)", re.IGNORECASE
)
_NO_TASK = (
    r"(?:the|a|an|all|our|both|date|head|director|chief|chair of|cabinet|team|council|children|schools|adults?|"
    r"be confirmed|be agreed|be advised|be identified|be appointed|be recruited)\b"
)
_VERB = re.compile(
    r"\b(?:will|shall|should|must|are|is|was|were|has|have|been|being|ensures?|needs? to|"
    r"to (?:be|lead|report|review|ensure|monitor|oversee|agree|confirm|attend|develop|provide|update|continue|work|"
    r"meet|liaise|chair|co-?ordinate|arrange|complete|undertake|produce|write|draft|identify|implement|support|"
    r"discuss|consider|establish|set up|take|make|send|share|present|deliver|commission|audit|carry|advise)|"
    r"reports? to|reported|reporting to|identified by|agreed (?:by|at|with)|monitored)\b"
)
_SUBJECT = re.compile(
    rf"(?P<who>[A-Z][^.;:\n]{{2,80}}?)\s+"
    rf"(?=(?:will|shall|should|must|is|are|has|have|reporting to)\b|to (?!{_NO_TASK})[a-z]{{3,}})"
)
_TASK = re.compile(rf"\W*(?:[A-Z]\S*\s+)(?:\S+\s+){{0,8}}to (?!{_NO_TASK})[a-z]{{3,}}\s+\S")
_FIRST = re.compile(r"(?P<who>[A-Z][^.;\n]{3,80}?[a-z)])\.\s+(?=[A-Z])")
_TAIL = re.compile(r"(?P<post>.+?)(?:(?<!w\.e\.f)\.\s+|\s+[-–—]\s+|[,:]\s+)(?P<tail>[^,:(]+)")
_BRACKETED_POST = re.compile(
    r"[^()]*\((?:[^()]*\b[A-Z][a-z]+ (?:of|for) [^()]*|"
    r"(?:[^()]*\s)?(?:[A-Z][a-z]+ ){1,3}(?:Manager|Director|Officer|Lead|Worker)s?)\)"
)
_ORDER = re.compile(
    r"([A-Z][a-z]+) (?:(\d+|an?|the|all|new|any|each|every)\b|(?!(?:and|or|of|for|in|to|with)\b)[a-z]+)"
)
_LISTED = re.compile(r"\s*[/,;&]\s*")
_KEPT = 4096
_LONGEST_SUBJECT = 10
_SHORTEST_PROSE = 4
_PAST = re.compile(r"[A-Z][\w’'-]*(?: [\w’'/&-]+){0,6}? [a-z]{2,}ed (?:and|to|by|with|in|at|on|for|as|from)\b")


@functools.cache
def _patterns(kind: str) -> re.Pattern[str]:
    """The texts of one kind in `no_leads.csv`, as one pattern for the whole of a text."""
    inner = "|".join(row["pattern"] for row in load("no_leads") if row["kind"] == kind)
    return re.compile(rf"\W*?(?:{inner})(?:\s*\([^()]*\))?\W*", re.IGNORECASE)


@functools.lru_cache(maxsize=_KEPT)
def is_placeholder(text: str) -> bool:
    """Whether a text such as `TBC` or `Vacant` says that no lead is named."""
    return bool(_patterns("placeholder").fullmatch(text.strip())) and not _BRACKETED_POST.fullmatch(text.strip())


@functools.lru_cache(maxsize=_KEPT)
def is_no_lead(text: str) -> bool:
    """Whether a text such as `Completed May 2014` or `See action 3` says something else than who leads."""
    text = " ".join(text.split())
    if "(" in text and _BRACKETED_POST.fullmatch(text):
        return False
    parts = [part for part in _LISTED.split(text) if part]
    pattern = _patterns("no_lead")
    return bool(pattern.fullmatch(text) or (len(parts) > 1 and all(map(pattern.fullmatch, parts))) or _is_task(text))


def _is_task(text: str) -> bool:
    """Whether a text begins with the verb of a task and goes on in small letters: `Recruit 3 social workers`."""
    found = _ORDER.match(text)
    if not found or found[1].casefold() not in _verbs() or re.search(r":|\s[-–—]\s", text):
        return False
    return found[2] is not None or not (has_title_noun(text) or opens_title(text))


@functools.cache
def _verbs() -> frozenset[str]:
    return frozenset(row["verb"] for row in load("verbs"))


def set_aside(text: str) -> tuple[str, str]:
    r"""Part a cell into what may name leads and what cannot: sentences, and pointers such as `(see CQC plan)`.

    A post that is the subject of a sentence is kept.

    Example:
        >>> set_aside("Head of Safeguarding\nRegular review will take place.")
        ('Head of Safeguarding', 'Regular review will take place.')
        >>> set_aside("Head of Safeguarding to agree the protocol with partners")[0]
        'Head of Safeguarding'
    """
    aside = [hit.group() for hit in _POINTER.finditer(text)]
    lines = _POINTER.sub("", text).split("\n")
    kept: list[str] = []
    index = 0
    while index < len(lines):
        lines[index], tail = _without_tail(lines[index])
        aside.extend([tail] if tail else [])
        named_later = is_placeholder(" ".join(lines[index:])) or _is_open(lines[index])
        if is_no_lead(lines[index]) and not named_later and not _goes_on(lines, index):
            aside.append(lines[index])
            index += 1
        elif not _is_sentence(lines[index]) or named_later:
            kept.append(lines[index])
            index += 1
        else:
            start, end = _sentence_start(lines, index), _sentence_end(lines, index)
            kept = kept[: len(kept) - (index - start)]
            posts, rest = _subjects(lines[start:end])
            kept.extend(posts)
            aside.extend(rest)
            index = end
    return "\n".join(kept), "\n".join(part.strip() for part in aside if part.strip())


def _is_sentence(line: str) -> bool:
    prose = line.rstrip().endswith(".") and len(line.split()) > _SHORTEST_PROSE
    prose = prose and (not has_title_noun(line) or (bool(_PAST.match(line)) and not opens_title(line)))
    return bool(prose or _VERB.search(line) or _TASK.match(line))


def _without_tail(line: str) -> tuple[str, str]:
    """A line without the date or state printed after the post: `Head of Adoption – completed`."""
    found = _TAIL.fullmatch(line)
    if not found or found["post"].count("(") != found["post"].count(")"):
        return line, ""
    post, tail = found["post"], found["tail"]
    told = is_no_lead(tail) and not is_placeholder(tail) and has_title_noun(post)
    return (post, tail) if told else (line, "")


def _is_open(line: str) -> bool:
    """Whether a line names a post that is still empty, or nobody: `Programme Manager – to be recruited`."""
    return is_placeholder(line) or is_placeholder(re.split(r"\s[-–—]\s|[,:(/]\s*", line)[-1])


def _goes_on(lines: list[str], index: int) -> bool:
    """Whether a line is the rest of the one above it, such as `(until` and a date below."""
    above = lines[index - 1] if index else ""
    limit = re.search(r"\b(?:from|until|till|to|since|starting|commencing|w\.?e\.?f\.?)\s*$", above, re.IGNORECASE)
    return bool(limit or above.count("(") > above.count(")"))


def _subjects(lines: list[str]) -> tuple[list[str], list[str]]:
    """The posts that the clauses of a sentence are about, and what the clauses say of them."""
    clauses = re.split(r";\s+", " ".join(line.strip() for line in lines))
    posts = [_subject(clause) for clause in clauses]
    if not any(posts):
        return [], lines
    said = [
        clause[clause.index(post) + len(post) :].strip(" ,.–-") for post, clause in zip(posts, clauses, strict=True)
    ]
    return [post for post in posts if post], said


def _subject(sentence: str) -> str:
    """The post that a sentence says will do something, or that stands before it with a full stop."""
    for found in (_FIRST.match(sentence), _SUBJECT.match(sentence)):
        who = found["who"].strip(" ,–-") if found else ""
        if who and len(who.split()) <= _LONGEST_SUBJECT and not _VERB.search(who) and _is_post(who):
            return who
    return ""


def _is_post(text: str) -> bool:
    if is_person(text):
        return True
    last = words_of(text)[-1:] and text.rsplit(maxsplit=1)[-1]
    return has_title_noun(text) and (opens_title(text) or is_role_acronym(str(last)) or len(text.split()) <= 4)


def _sentence_start(lines: list[str], verb: int) -> int:
    """The line on which the sentence around a verb begins: it opens with a capital and follows no open end."""
    start = verb
    while start > 0 and (not re.match(r"\W*[A-Z]", lines[start]) or OPEN_END.search(lines[start - 1])):
        start -= 1
    return start


def _sentence_end(lines: list[str], verb: int) -> int:
    """One past the line on which a sentence ends: at a full stop, a blank line, or where a title starts afresh."""
    for index in range(verb, len(lines)):
        following = lines[index + 1] if index + 1 < len(lines) else ""
        stopped = re.search(r"[.!?][\"’')]*\s*$", lines[index]) or not following.strip()
        resumed = opens_title(following) and not _VERB.search(" ".join(lines[index + 1 :]))
        if stopped or (resumed and not OPEN_END.search(lines[index])):
            return index + 1
    return len(lines)
