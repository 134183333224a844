"""Text that a terminal, a log and a table can show as it is, whatever a file name or an address holds."""

from __future__ import annotations

import unicodedata

_DIRECTING = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2028\u2029\ufeff")
_LONGEST = 200


def printable(text: str, longest: int | None = _LONGEST) -> str:
    r"""Text without anything that steers: control characters, marks of direction and broken bytes become escapes.

    Args:
        text: Whatever came from outside.
        longest: Characters after which the middle is cut out; `None` keeps all.

    >>> printable("plan\n\x1b[31m\u202e.pdf"), printable("caf\u00e9 \udcff.pdf")
    ('plan\\n\\x1b[31m\\u202e.pdf', 'café \\udcff.pdf')
    """
    shown = "".join(c if _is_plain(c) else c.encode("unicode_escape").decode("ascii") for c in text)
    if longest is None or len(shown) <= longest:
        return shown
    half = longest // 2
    return f"{shown[:half]}…{shown[-half + 1 :]}"


def printable_lines(text: str) -> str:
    r"""Text of several lines, each of them printable.

    >>> printable_lines("one\n\x1b[2Jtwo")
    'one\n\\x1b[2Jtwo'
    """
    return "\n".join(printable(line.replace("\t", " "), None) for line in text.split("\n"))


def printable_json(text: str) -> str:
    r"""JSON that holds the same values and can be shown: what steers becomes an escape of JSON.

    >>> printable_json('["\u202e"]') == '["' + chr(92) + 'u202e"]'
    True
    """
    return "".join(c if c == "\n" or _is_plain(c) else f"\\u{ord(c):04x}" for c in text)


def _is_plain(character: str) -> bool:
    if character.isascii():
        return character.isprintable()
    return character not in _DIRECTING and unicodedata.category(character) not in {"Cc", "Cs"}
