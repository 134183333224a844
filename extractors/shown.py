"""Characters as a reader of the text gets them, whatever the file says."""

from __future__ import annotations

_HYPHENS = {0x02: "-", 0xFFFE: "-"}
"""What pdfium hands over for a hyphen at the end of a line."""
UNKNOWN = "\ufffd"
_STEERING = (0x061C, *range(0x200E, 0x2010), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
"""Marks that turn the direction of text, which can make it read as something else."""
_HALVES = range(0xD800, 0xE000)
"""Halves of characters, which no file can hold."""
_CONTROLS = (*range(0x20), *range(0x7F, 0xA0))
SHOWN = dict.fromkeys((*_CONTROLS, *_HALVES), UNKNOWN) | dict.fromkeys(_STEERING, "") | {9: " "} | _HYPHENS
"""For `str.translate`: control characters could steer a terminal and mean nothing on paper."""
