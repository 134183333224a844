"""What a document says its acronyms mean: glossaries of lines, and tables of posts and their codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.normalise.key_cells import heads_a_plan, is_reference, looks_like_code, reads_as_value
from pipeline.normalise.key_posts import posts_beside_codes
from pipeline.normalise.people import is_person
from schemas.readings import Acronym

_HEADING = re.compile(
    r"(?:\d+\.?\s*|appendix \w+\W*)?(?:(?:key|list|index|guide|glossary|table)\s+(?:to|of|for)\s+(?:the\s+)?)?"
    r"(?:key\W+)?(?:common(?:ly used)?\s+)?(?:acronyms?|abbreviations?|glossary|initials|jargon buster)"
    r"(?:\s*(?:and|&|/|,)\s*(?:acronyms?|abbreviations?|glossary|terms|definitions|terminology))*"
    r"(?:\s+(?:of|used|and|in|terms|this|the|plan|document|key|list|definitions|section|continued|designations?|names|"
    r"posts|roles|titles|lead|leads|officers?))*\W*"
    r"|(?:(?:key|list|index|guide)\s+(?:to|of)\s+)(?:the\s+)?(?:(?:lead|responsible)\s+)?(?:officers?|leads|posts|"
    r"roles|designations|job titles)(?:\s+(?:and|with|by)?\s*\(?(?:initials|acronyms|codes)\)?)?\W*"
    r"|(?:(?:lead|responsible)\s+)?(?:officers?|leads|posts)\W+(?:initials|acronyms|abbreviations|codes)\W*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^[\s•●▪◦·‣\uf0b7\uf0a7*]+")
_DASHED = re.compile(
    r"^(?P<code>\S(?:.{0,28}?\S)?)\s*(?:\s[-–—]|[–—](?=\s)|[-:=](?=\s)|\s=|\t|\s{2,})\s*(?P<meaning>\S.*)$"
)
_FURNITURE = re.compile(r"^(?:page\s*)?\d+(?:\s*(?:of|/)\s*\d+)?$|^v(?:ersion)?\s*\d+(?:\.\d+)*$", re.IGNORECASE)
_COLUMN_NAMES = re.compile(
    r"^(?:acronyms?|abbreviations?|initials?|codes?|meanings?|definitions?|descriptions?|full (?:name|title)|names?|"
    r"designations?|titles?|job titles?|posts?|roles?|terms?|organisations?|explanations?|in full|stands for)\W*$",
    re.IGNORECASE,
)
_CODE_LENGTH = 24
_MISSES_ALLOWED = 2
_SHARE = 0.6
_CODED = 0.8
"""Share of the pairs of cells that must begin with a code for a table to be made of such pairs."""
_LONG_MEANING = 25
_ODD_SHARE = 0.05
"""Share of dates and numbers that a long list of codes may hold and still be one."""


def _clean(text: str) -> str:
    return re.sub(r"[^\S\n\t]+", " ", _BULLET.sub("", text)).strip()


def _initials(text: str) -> str:
    return "".join(word[0] for word in re.findall(r"[^\W\d_]+", text.replace("’", "").replace("'", ""))).casefold()


def _letters(text: str) -> str:
    return "".join(re.findall(r"[^\W\d_]", text)).casefold()


def _in_order(code: str, text: str) -> bool:
    """Whether the letters of the code occur in this order in the text, as they do in most abbreviations."""
    rest = iter(_letters(text))
    return all(letter in rest for letter in _letters(code))


_FURTHER = re.compile(r"\s*[;,]\s+(?=[A-Z][A-Za-z&]{1,7}\s*(?:[–—=:]|\s-)\s)")
"""Where a further definition begins in the same line."""


def _definition(line: str) -> tuple[str, str] | None:
    """A line `LA – Local Authority` as code and meaning."""
    found = _DASHED.match(line)
    if not found:
        return None
    code, meaning = found["code"].strip(" :-–—="), found["meaning"].strip()
    meaning = _FURTHER.split(meaning, maxsplit=1)[0].strip()
    if looks_like_code(code) and len(meaning) > len(code) and re.search(r"[^\W\d_]{3}", meaning):
        return code, meaning
    return None


def _definitions(text: str) -> list[tuple[str, str]]:
    """The definitions of one printed line, which may stand in two columns."""
    cells = [cell.strip() for cell in re.split(r"\t|\s{2,}", text.strip()) if cell.strip(" –—-")]
    if len(cells) >= 4 and len(cells) % 2 == 0 and all(looks_like_code(cell) for cell in cells[::2]):
        return list(zip(cells[::2], cells[1::2], strict=True))
    found = _definition(_BULLET.sub("", text).strip())
    return [found] if found else []


def _continues(meaning: str, line: str) -> bool:
    """Whether a line without a code of its own goes on with the meaning before it."""
    if meaning.count("(") > meaning.count(")") or meaning.endswith((",", "-", "–", " and", " of", " the", " for", "&")):
        return True
    return line[:1].islower() or line.startswith("(")


def _is_heading(line: str) -> bool:
    return len(line.split()) <= 8 and bool(_HEADING.fullmatch(line))


def _entries(lines: Sequence[tuple[int, str]]) -> Iterator[list[tuple[int, str, str]]]:
    """Runs of definitions, each with its page; a run ends where two lines in a row define nothing."""
    run: list[tuple[int, str, str]] = []
    misses = 0
    for page, raw in lines:
        line = _clean(raw)
        if not line or _FURNITURE.match(line):
            continue
        found = _definitions(raw)
        if found:
            run.extend((page, code, " ".join(meaning.split())) for code, meaning in found)
            misses = 0
        elif run and _continues(run[-1][2], line):
            run[-1] = (run[-1][0], run[-1][1], f"{run[-1][2]} {line}")
        else:
            misses += 1
            if misses >= _MISSES_ALLOWED and run:
                yield run
                run = []
    if run:
        yield run


def _spelled(run: Sequence[tuple[int, str, str]]) -> float:
    """The share of a run whose codes are spelled by the initials of their meanings; prose scores nothing."""
    if any(len(meaning.split()) > _LONG_MEANING for _, _, meaning in run):
        return 0.0
    return sum(_in_order(code, _initials(meaning)) for _, code, meaning in run) / len(run)


def read_glossary(lines: Sequence[tuple[int, str]]) -> list[Acronym]:
    """Read the meanings listed under a heading such as "Glossary" or "Key to Acronyms".

    Without such a heading, a run of at least four definitions counts if its codes are spelled by their meanings.

    Example:
        >>> read_glossary([(9, "Glossary"), (9, "LA – Local Authority")])[0].expansion
        'Local Authority'
    """
    found: list[tuple[int, str, str]] = []
    headings = [index for index, (_, text) in enumerate(lines) if _is_heading(_clean(text))]
    for start, end in pairwise([*headings, len(lines)]):
        run = next(_entries(lines[start + 1 : end]), [])
        found.extend(run)
    if not found:
        runs = [run for run in _entries(lines) if len(run) >= 4 and _spelled(run) >= _SHARE]
        found = [entry for run in runs for entry in run]
    return _unique(Acronym(code, meaning, page, "document_glossary") for page, code, meaning in found)


def _unique(entries: Iterator[Acronym]) -> list[Acronym]:
    seen: dict[tuple[str, str], Acronym] = {}
    for entry in entries:
        seen.setdefault((entry.acronym, entry.expansion.casefold()), entry)
    return list(seen.values())


def _pairs(cells: Sequence[str]) -> list[tuple[int, str, str]]:
    """Neighbouring cells of a row, with their place in the row; stacked lines of equal number are paired."""
    pairs: list[tuple[int, str, str]] = []
    for place in range(0, len(cells) - 1, 2):
        left, right = cells[place].split("\n"), cells[place + 1].split("\n")
        if len(left) == len(right) > 1 and sum(map(looks_like_code, left)) + sum(map(looks_like_code, right)) >= len(
            left
        ):
            pairs.extend((place, _clean(a), _clean(b)) for a, b in zip(left, right, strict=True))
        else:
            pairs.append((place, " ".join(cells[place].split()), " ".join(cells[place + 1].split())))
    return pairs


def _code_first(pairs: Sequence[tuple[int, str, str]]) -> dict[int, bool]:
    """For each pair of columns, whether the code stands on the left: shorter and with more capitals, by majority."""
    votes: dict[int, int] = {}
    for place, left, right in pairs:
        vote = (len(left) < len(right)) - (len(left) > len(right))
        vote += 2 * (looks_like_code(left) - looks_like_code(right))
        votes[place] = votes.get(place, 0) + vote
    return {place: vote > 0 for place, vote in votes.items()}


def _named_people(rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """Rows of initials, name and designation: the initials, and `Name, Designation`."""
    found = []
    for cells in rows:
        for index, cell in enumerate(cells):
            others = [other for place, other in enumerate(cells) if place != index and other]
            named = [x for x in others if _letters(cell) == _initials(x) and (len(others) == 2 or is_person(x))]
            if looks_like_code(cell) and len(others) > 1 and named:
                found.append((cell, ", ".join(sorted(others, key=lambda text: _letters(cell) != _initials(text)))))
                break
    return found


def _people(table: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The people of a table of initials, with three or four columns for each; empty where it is no such table."""
    if _in_pairs(table):
        return []
    for size in (3, 4):
        blocks = [row[at : at + size] for row in table if len(row) % size == 0 for at in range(0, len(row), size)]
        blocks = [block for block in blocks if any(block)]
        found = _named_people(blocks)
        if len(found) >= max(2, _SHARE * len(blocks)):
            return found
    return []


def _in_pairs(table: Sequence[Sequence[str]]) -> bool:
    """Whether codes stand in every second column, and longer texts beside them."""
    pairs = [(row[at], row[at + 1]) for row in table for at in range(0, len(row) - 1, 2) if any(row[at : at + 2])]
    coded = sum(looks_like_code(left) and len(left) < len(right) for left, right in pairs)
    return all(len(row) % 2 == 0 and len(row) > 2 for row in table) and coded >= _CODED * len(pairs)


def _in_columns(table: Sequence[Sequence[str]]) -> list[list[str]]:
    """Rows without the columns that are empty throughout; a row of another width than most loses its empty cells."""
    widths = [len(row) for row in table]
    usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
    regular = [row for row in table if len(row) == usual]
    kept = [place for place in range(usual) if any(row[place] for row in regular)]
    return [[row[place] for place in kept] if len(row) == usual else [cell for cell in row if cell] for row in table]


def _stated(table: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The definitions of a table whose cells each hold a code and its meaning: `DCS – Director of ...`."""
    cells = [cell for row in table for cell in row if cell]
    found = [each for cell in cells if (each := _definition(" ".join(cell.split())))]
    return found if len(found) >= max(2, _SHARE * len(cells)) else []


def read_key_table(rows: Sequence[Sequence[str]], page: int) -> list[Acronym]:
    """Read a key of posts and codes that stand side by side, in any order and any number to a row.

    The rows are a key if at least two pairs are found, the cells of six rows in ten can be paired, and six in ten of
    the cells on the shorter side have the form of a code and are shorter than what they stand for. A legend of
    colours is no key, nor a table with dates, amounts or status words beside its codes. Otherwise the answer is empty.

    Example:
        >>> rows = [["• Service Manager Placements", "SM Place.", "• Performance Manager", "Perf. Mgr"]]
        >>> [entry.acronym for entry in read_key_table(rows, 6)]
        ['SM Place.', 'Perf. Mgr']
    """
    cleaned = [["\n".join(map(_clean, raw.split("\n"))).strip() for raw in row] for row in rows]
    if any(map(heads_a_plan, cleaned)):
        return []
    cleaned = [row for row in cleaned if any(cell and not _COLUMN_NAMES.match(cell) for cell in row)]
    table = [row for row in _in_columns(cleaned) if any(row)]
    found = _people(table) or _stated(table) or _coded(table) or posts_beside_codes(table)
    values = [pair for pair in found if reads_as_value(*pair)]
    if len(values) > _ODD_SHARE * len(found):
        return []
    found = [pair for pair in found if pair not in values]
    return _unique(Acronym(code, meaning, page, "document_key") for code, meaning in found)


def _coded(table: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    """The codes and meanings of a table in pairs of columns; empty where too few have the form of a code."""
    several = [row for row in table if sum(map(bool, row)) > 1]
    paired = [row for row in several if len(row) % 2 == 0]
    pairs = [
        pair
        for row in paired
        for pair in _pairs(row)
        if any(pair[1:]) and not any(_COLUMN_NAMES.match(text) for text in pair[1:])
    ]
    if len(pairs) < 2 or len(paired) < _SHARE * len(several):
        return []
    first = _code_first(pairs)
    found = [(left, right) if first[place] else (right, left) for place, left, right in pairs]
    fitting = [looks_like_code(code) and len(code) < len(meaning) for code, meaning in found]
    if sum(fitting) < _SHARE * len(found) or any(len(code) > _CODE_LENGTH for code, _ in found):
        return []
    if 2 * sum(is_reference(code) for code, _ in found) > len(found):
        return []
    return [(code, meaning) for code, meaning in found if code and meaning]
