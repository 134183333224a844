"""Small steps through the XML of Word files; lengths come out as points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 20.0
_OFF = frozenset({"0", "false", "off", "none", "no"})


def on(element: Any | None, name: str) -> Iterator[Any]:
    """Children of that name."""
    if element is not None:
        yield from element.iterchildren(W + name)


def child(element: Any | None, name: str) -> Any | None:
    """The first child of that name."""
    return None if element is None else element.find(W + name)


def attribute(element: Any | None, name: str) -> str:
    """An attribute, empty where there is none."""
    return "" if element is None else str(element.get(W + name, ""))


def value(element: Any | None, name: str) -> str:
    """What the child of that name is set to; empty where there is none."""
    return attribute(child(element, name), "val")


def number(element: Any | None, name: str) -> float | None:
    """A length in points from an attribute in twentieths."""
    text = attribute(element, name)
    try:
        return float(text) / _TWIPS if text else None
    except ValueError:
        return None


def switched(element: Any | None, name: str) -> bool | None:
    """Whether a property is on or off; `None` where nothing is said."""
    found = child(element, name)
    return None if found is None else attribute(found, "val").casefold() not in _OFF
