"""Damaged copies of PDFs: bytes flipped, cut out, doubled or exchanged, objects swapped, tables of places broken."""

from __future__ import annotations

import random
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

_OBJECT = re.compile(rb"\d+ 0 obj\b.*?endobj", re.DOTALL)
_STREAM = re.compile(rb"(/Length )(\d+)(.{0,300}?>>\s*stream\r?\n)(.*?)(\r?\nendstream)", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
_NAME = re.compile(rb"/[A-Z][A-Za-z]+")
_STRANGE = (b"0", b"-1", b"4294967296", b"1e999", b"null", b"99 0 R", b"<<>>", b"[]", b"(", b"\xff\xfe", b"true")


def flip(content: bytes, dice: random.Random) -> bytes:
    changed = bytearray(content)
    for _ in range(dice.choice((1, 4, 16, 64))):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def truncate(content: bytes, dice: random.Random) -> bytes:
    return content[: dice.randrange(len(content))]


def cut(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    return content[:start] + content[start + dice.choice((1, 10, 100, 1000)) :]


def double(content: bytes, dice: random.Random) -> bytes:
    start = dice.randrange(len(content))
    part = content[start : start + dice.choice((10, 100, 1000))]
    return content[:start] + part + content[start:]


def swap_objects(content: bytes, dice: random.Random) -> bytes:
    """Exchange the bodies of two objects; their numbers stay."""
    found = [match.span() for match in _OBJECT.finditer(content)]
    if len(found) < 2:
        return flip(content, dice)
    (a, b), (c, d) = sorted(dice.sample(found, 2))
    first, second = content[a:b].partition(b"obj"), content[c:d].partition(b"obj")
    return content[:a] + first[0] + b"obj" + second[2] + content[b:c] + second[0] + b"obj" + first[2] + content[d:]


def break_table(content: bytes, dice: random.Random) -> bytes:
    """Break the table of places, the trailer, or the word that tells where it is."""
    target = dice.choice((b"xref", b"startxref", b"trailer", b"/Root", b"/Size", b"%%EOF", b"/Pages", b"/Kids"))
    return content.replace(target, dice.choice((b"", b"xxxx", target[::-1], target + b" 7")))


def corrupt_stream(content: bytes, dice: random.Random) -> bytes:
    """Damage what a packed stream holds, packed or unpacked, or lie about its length."""
    found = list(_STREAM.finditer(content))
    if not found:
        return flip(content, dice)
    match = dice.choice(found)
    body = match[4]
    way = dice.randrange(3)
    if way == 0 and body:
        body = flip(body, dice)
    elif way == 1:
        try:
            body = zlib.compress(strange(zlib.decompress(body), dice))
        except zlib.error:
            body = body[::-1]
    length = str(dice.choice((0, len(body) * 9, 2**31))).encode() if way == 2 else str(len(body)).encode()
    return content[: match.start()] + match[1] + length + match[3] + body + match[5] + content[match.end() :]


def strange(content: bytes, dice: random.Random) -> bytes:
    """Put impossible values in place of numbers and names."""
    found = [m.span() for m in (_NUMBER if dice.random() < 0.7 else _NAME).finditer(content)]
    for start, end in sorted(dice.sample(found, min(len(found), dice.choice((1, 3, 10)))), reverse=True):
        content = content[:start] + dice.choice(_STRANGE) + content[end:]
    return content


WAYS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    flip, truncate, cut, double, swap_objects, break_table, corrupt_stream, strange,
)  # fmt: skip


def mutations(originals: list[bytes], count: int, seed: int = 2012) -> Iterator[tuple[str, bytes]]:
    """So many damaged copies with a name each; the same for the same seed."""
    dice = random.Random(seed)
    for number in range(count):
        way = WAYS[number % len(WAYS)]
        yield f"{number:05d}-{way.__name__}", way(dice.choice(originals), dice)


def write_mutations(originals: list[bytes], folder: Path, count: int, seed: int = 2012) -> list[Path]:
    """The same as files."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, content in mutations(originals, count, seed):
        paths.append(folder / f"{name}.pdf")
        paths[-1].write_bytes(content)
    return paths
