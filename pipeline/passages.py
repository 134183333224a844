"""Lines of a cell into one piece of text, with everything that must not be lost on the way."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractors.contract import Line, Word
from pipeline.numbering import strip_bullet
from schemas.vocab import load

SOFT_HYPHEN = "\u00ad"
"""What cuts a word at the end of a line and is no part of it."""
_SOFT = str.maketrans("", "", "\u00ad\u200b\ufeff")
_CUT = re.compile("\u00ad\\s+")
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_DAY = re.compile(r"^\d{1,2}([./-])\d{1,2}\1(?P<year>(?:20)?\d\d)\D*$")
_CUT_YEAR = re.compile(r"\d[./-]\d{1,2}[./-]20\d?$|^\d{1,2}[./-]\d$")
_RAISED = re.compile(r"(?<=\d) (?=(?:st|nd|rd|th)\b)")
"""What parts the raised end of an ordinal, a word of its own, from its number."""
_WIDE_GAP = 1.45
"""Share of the usual line pitch beyond which a new paragraph begins."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Text of one field, and the lines that it was read from.

    `text` flows: line breaks of mere wrapping are blanks, breaks between paragraphs and list items stay. `printed`
    keeps every line break of the page.
    """

    text: str = ""
    printed: str = ""
    lines: tuple[Line, ...] = ()
    underlined: tuple[str, ...] = ()
    struck: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether there is any text."""
        return bool(self.text)


def clean(text: str) -> str:
    """NFC, ligatures resolved, soft hyphens and private-use signs taken out, single blanks."""
    if text.isascii():
        return " ".join(text.split())
    text = _LIGATURE.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = _PRIVATE.sub("", _CUT.sub("", text).translate(_SOFT))
    return " ".join(unicodedata.normalize("NFC", text).split())


def passage(lines: Sequence[Line], cut: int = 0, *, once: bool = False) -> Passage:
    """Join lines into a passage.

    Args:
        lines: Lines in reading order, also from several pages.
        cut: Characters to leave out at the beginning of the first line (its number).
        once: Every line says the same, and the text says it once.
    """
    texts = [line.text for line in (lines[:1] if once else lines)]
    if texts:
        texts[0] = texts[0][cut:]
    paragraphs: list[str] = []
    printed = [clean(text) + SOFT_HYPHEN * text.endswith(SOFT_HYPHEN) for text in texts]
    for index, raw in enumerate(texts):
        bare, bulleted = strip_bullet(raw) if index or not cut else (raw, False)
        bare = clean(bare) if bulleted or raw.endswith(SOFT_HYPHEN) else printed[index]
        if paragraphs and index and texts[index - 1].endswith(SOFT_HYPHEN):
            paragraphs[-1] += bare
        elif paragraphs and not bulleted and not (index and _new_paragraph(lines, index)):
            paragraphs[-1] = _joined(paragraphs[-1], bare)
        else:
            paragraphs.append(bare)
    return Passage(
        "\n".join([p for p in paragraphs if p]),
        "\n".join([text for text in _whole(printed) if text]),
        tuple(lines),
        *_marked(lines),
    )


def _marked(lines: Sequence[Line]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Phrases that are underlined, and those that are struck through."""
    words = [w for line in lines for w in line.words]
    if not any(w.underlined or w.struck for w in words):
        return (), ()
    return _phrases(words, [w.underlined for w in words]), _phrases(words, [w.struck for w in words])


def _whole(printed: Sequence[str]) -> list[str]:
    """Printed lines, a word that is cut at the end of one moved to the next."""
    found, cut = [], ""
    for text in printed:
        whole = f"{cut}{text}"
        cut = ""
        if whole.endswith(SOFT_HYPHEN):
            whole, _, cut = whole[:-1].rpartition(" ")
        found.append(whole)
    return [*found, cut]


def _new_paragraph(lines: Sequence[Line], index: int) -> bool:
    above, below = lines[index - 1], lines[index]
    if above.page != below.page:
        return False
    pitch = below.box.top - above.box.top
    return pitch > _WIDE_GAP * 1.16 * max(above.box.height, below.box.height)


def _joined(above: str, below: str) -> str:
    if not above or not below:
        return above or below
    if above.endswith("-") and not above.endswith(" -") and below[:1].isalpha():
        return above + below
    last, first = above.rsplit(" ", 1)[-1], below.split(" ", 1)[0]
    if first[0].islower() and last[-1].isalpha():
        return above + below if _word_is_cut(last, first) else f"{above} {below}"
    return above + below if _date_is_cut(last, first, alone=first == below) else f"{above} {below}"


def _word_is_cut(above: str, below: str) -> bool:
    """Whether a narrow column broke a word that the vocabularies know, and neither part is one.

    Example:
        >>> _word_is_cut("Septem", "ber"), _word_is_cut("head", "of"), _word_is_cut("Commissionin", "g,")
        (True, False, True)
    """
    bare, tail = above.strip("(").casefold(), below.rstrip(".,;:)")
    return tail.isalpha() and bare + tail in _known_words() and bare not in _known_words()


@functools.cache
def _known_words() -> frozenset[str]:
    """Words of six letters at least that stand in the vocabularies of months, posts, boards and column headings."""
    texts = [r["form"] for r in load("months")] + [r["words"] for r in load("roles")]
    texts += [r["phrase"] for r in load("headings")] + [r["full"] for r in load("abbreviations")]
    words = {word for text in texts for word in re.findall(r"[a-z]+", text.casefold()) if len(word) >= 6}
    return frozenset(words | {"immediate", "immediately", "ongoing", "continuous", "annually", "fortnightly"})


def _date_is_cut(above: str, below: str, *, alone: bool) -> bool:
    """Whether a narrow column broke a date: `30/09/` over `2016`, or `31/10/201` over a `6` that stands alone.

    Example:
        >>> _date_is_cut("27.9.", "12", alone=False), _date_is_cut("27.9.12", "12", alone=True)
        (True, False)
    """
    whole = _DAY.match(above + below)
    if not whole or not re.match(r"\d", below):
        return False
    return bool(re.search(r"[./-]$", above)) or (
        alone and len(whole["year"]) == 4 and _CUT_YEAR.search(above) is not None
    )


def _phrases(words: Sequence[Word], marked: Sequence[bool]) -> tuple[str, ...]:
    phrases: list[list[str]] = []
    before = False
    for word, is_marked in zip(words, marked, strict=True):
        if is_marked:
            if before:
                phrases[-1].append(word.text)
            else:
                phrases.append([word.text])
        before = is_marked
    return tuple(_RAISED.sub("", clean(" ".join(p))) for p in phrases)


def together(passages: Iterable[Passage]) -> Passage:
    """Several passages as one, each a paragraph; the same lines count once."""
    seen: list[Passage] = []
    for one in passages:
        if one.text and all(one.lines != other.lines for other in seen):
            seen.append(one)
    if len(seen) == 1:
        return seen[0]
    return Passage(
        "\n".join(p.text for p in seen),
        "\n".join(p.printed for p in seen),
        tuple(line for p in seen for line in p.lines),
        tuple(u for p in seen for u in p.underlined),
        tuple(s for p in seen for s in p.struck),
    )
