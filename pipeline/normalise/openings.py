r"""Which words the matches of a pattern can open with, read from the pattern itself.

`\b(?:dip[- ]?sampl\w*|audits?)\b` opens with `dip` or `audit`: where no such word stands, no match can begin. What is
not understood counts as any word, so that a match is never missed, only a search not saved.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

LENGTH = 6
"""Letters of a word that are compared."""

_TOKEN = re.compile(
    r"[\w '’-]+(?![?*+{])|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?(?:[:=!]|<[=!]|P<\w+>|-?[a-z]+:)|\(\??|[?*+]\??"
    r"|\{\d*,?\d*\}\??|.",
    re.DOTALL,
)
_REPEAT = re.compile(r"(?P<few>[?*]|\{0?,)|\+|\{\d+")
_FEW_LETTERS = re.compile(r"\[(?:(?P<first>\d)-(?P<last>\d)|(?P<letters>\w{1,4}))\]")
_NO_LETTERS = re.compile(r"\\[sW]|\[(?:\\s|[^\\^\w])+\]")
_EDGE, _SIGNS, _ANY = "\x01", "\x02", "\x03"
"""Stand in an opening for the edge of a word, for signs and blanks, and for whatever else may follow."""
_EDGES = frozenset({r"\b", "^", "$"})
_LOOKS = frozenset({"(?=", "(?!", "(?<=", "(?<!"})
_ENDS = frozenset("|)")
_OPENED = re.compile(
    rf"(?P<before>[{_EDGE}{_SIGNS}]*)(?:(?<=.)(?P<word>\w+)(?P<rest>[^\w{_ANY}])?|(?P<sign>[^\w\s{_EDGE}-{_ANY}]))"
)
_ENOUGH = LENGTH + 3


@dataclass(frozen=True, slots=True)
class Openings:
    """What a match can open with; `words` are cut to six letters and whole where they are shorter."""

    words: frozenset[str]
    parts: tuple[str, ...] = ()
    """Fewer letters, which any others may follow."""
    is_exact: bool = True
    """Whether the match begins with the word, and not with signs before it."""

    def hold(self, head: str) -> bool:
        """Whether a match can open with a word that has these first letters."""
        return head in self.words or head.startswith(self.parts)


ANYTHING = Openings(frozenset(), ("",), is_exact=False)


def openings_of(pattern: str) -> Openings:
    r"""The openings of a pattern; a sign is a word of its own.

    Example:
        >>> sorted(openings_of(r"\b(?:dip[- ]?sampl\w*|audits?|in post)\b|✓").words)
        ['audit', 'audits', 'dip', 'dipsam', 'in', '✓']
    """
    words: set[str] = set()
    parts: set[str] = set()
    is_exact = True
    for opening in _Reader(pattern).alternatives():
        found = _OPENED.match(opening)
        if found is None:
            return ANYTHING
        word = found["sign"] or found["word"][:LENGTH]
        is_whole = found["sign"] or found["rest"] or len(word) == LENGTH
        (words if is_whole else parts).add(word)
        is_exact = is_exact and _SIGNS not in found["before"]
    return Openings(frozenset(words), tuple(sorted(parts)), is_exact)


class _Reader:
    """Reads a pattern from left to right as far as its openings go."""

    def __init__(self, pattern: str) -> None:
        self.tokens = _TOKEN.findall(pattern)[::-1]

    def alternatives(self) -> set[str]:
        """The openings of what stands up to the end of a group."""
        found: set[str] = set()
        heads = {""}
        while self.tokens:
            token = self.tokens.pop()
            if token == ")":
                break
            if token == "|":
                found, heads = found | heads, {""}
            else:
                heads = _joined(heads, self._repeated(self._openings(token)))
                if all(map(_is_done, heads)):
                    self._skip()
        return found | heads

    def _skip(self) -> None:
        """Pass over what is left of an alternative."""
        depth = 0
        while self.tokens and (depth or self.tokens[-1] not in _ENDS):
            token = self.tokens.pop()
            depth += token.startswith("(") - (token == ")")

    def _openings(self, token: str) -> set[str]:
        """The openings of one piece of a pattern."""
        if token.startswith("("):
            inside = self.alternatives()
            return {""} if token in _LOOKS else {_ANY} if token == "(?" else inside
        if token in _EDGES:
            return {_EDGE}
        if _NO_LETTERS.fullmatch(token):
            return {_SIGNS}
        if few := _FEW_LETTERS.fullmatch(token):
            return set(few["letters"] or map(chr, range(ord(few["first"]), ord(few["last"]) + 1)))
        if token[0] == "\\":
            return {_ANY if token[1].isalnum() else token[1]}
        return {_ANY if token[0] in ".[" else token}

    def _repeated(self, openings: set[str]) -> set[str]:
        """The openings of a piece as often as it may stand."""
        repeat = _REPEAT.match(self.tokens[-1]) if self.tokens else None
        if repeat is None:
            return openings
        once = self.tokens.pop().startswith("?")
        openings = openings if once or openings == {_SIGNS} else {opening + _ANY for opening in openings}
        return openings | {""} if repeat["few"] else openings


def _is_done(opening: str) -> bool:
    """Whether an opening need not grow, or cannot."""
    return len(opening) >= _ENOUGH or opening[-1:] == _ANY


def _joined(heads: set[str], following: set[str]) -> set[str]:
    """Openings with what follows them, where they are not done."""
    done = set(filter(_is_done, heads))
    return done | {(head + each)[:_ENOUGH] for head in heads - done for each in following}
