"""How an element of a web page looks: from its name, the simple rules of the page's style sheets, and its own style.

Only what matters to a reader of plans is looked at: weight, slant, lines, colour, ground, and whether it is shown.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from extractors.contract import BLACK, Colour
from extractors.flow import Style

Declarations = dict[str, str]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"([^{}@;]+)\{([^{}]*)\}")
_ELSEWHERE = re.compile(r"@media[^{]*(?:\bprint\b|\bspeech\b|max-(?:device-)?width)[^{]*\{", re.IGNORECASE)
_SIMPLE = re.compile(r"^(?P<tag>[a-z][a-z0-9]*)?(?:\.(?P<class>[\w-]+)|#(?P<id>[\w-]+))?$", re.IGNORECASE)
_UNSEEN = re.compile(r"(?:^|[\s_-])(?:sr-only|visually-?hidden|screen-reader-text|element-invisible)(?:$|[\s_-])", re.I)
_OPENS = re.compile(r"accordion|collaps|tab-?pane|expand|disclosure", re.IGNORECASE)
"""Classes of what opens with a click."""
_FEW = 2
"""Words of a decoration at most."""
_HEADINGS = {"h1": 18.0, "h2": 15.0, "h3": 13.0, "h4": 12.0, "h5": 11.0, "h6": 10.5}
_BOLD = frozenset({"b", "strong", "th", "dt", "caption", *_HEADINGS})
_ITALIC = frozenset({"i", "em", "cite"})
_STRUCK = frozenset({"s", "strike", "del"})
_NEVER_SHOWN = frozenset(
    {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select", "button", "input",
     "textarea", "audio", "video", "canvas", "map", "datalist"}
)  # fmt: skip


_LENGTH = re.compile(r"^(\d*\.?\d+)\s*(pt|px|em|rem|%|in|cm|mm)?$")
_FONT_SIZES = {"1": 7.5, "2": 10.0, "3": 12.0, "4": 13.5, "5": 18.0, "6": 24.0, "7": 36.0}
_UNITS = {"pt": 1.0, "px": 0.75, "rem": 12.0, "in": 72.0, "cm": 28.35, "mm": 2.835}


class Sheet:
    """The rules of a page's style sheets that name an element, a class or an id."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Read style sheets; rules with more complicated selectors are passed over."""
        self.rules: dict[tuple[str, str], list[tuple[str, Declarations]]] = defaultdict(list)
        for text in texts:
            for selectors, body in _RULE.findall(_on_screen(_COMMENT.sub("", text))):
                declared = declarations(body)
                for selector in selectors.split(","):
                    found = _SIMPLE.match(selector.strip())
                    if found and any(found.groups()):
                        self._add(found, declared)

    def _add(self, found: re.Match[str], declared: Declarations) -> None:
        tag = (found["tag"] or "").lower()
        if found["class"]:
            self.rules["class", found["class"]].append((tag, declared))
        elif found["id"]:
            self.rules["id", found["id"]].append((tag, declared))
        else:
            self.rules["tag", tag].append((tag, declared))

    def of(self, element: Any) -> Declarations:
        """What holds for an element: rules for its name, its classes, its id, then its own style."""
        tag = element.tag
        keys = [("tag", tag), *(("class", name) for name in element.get("class", "").split())]
        keys.append(("id", element.get("id", "")))
        found: Declarations = {}
        for key in keys:
            for wanted, declared in self.rules.get(key, ()):
                if wanted in {"", tag}:
                    found |= declared
        return found | declarations(element.get("style", ""))


def _on_screen(text: str) -> str:
    """A style sheet without what holds on paper or on small screens only: that hides columns and headings.

    >>> _on_screen("p{color:red} @media print{.menu{display:none}} td{color:blue}")
    'p{color:red}  td{color:blue}'
    """
    kept, at = [], 0
    while found := _ELSEWHERE.search(text, at):
        kept.append(text[at : found.start()])
        depth, at = 1, found.end()
        while depth and at < len(text):
            depth += {"{": 1, "}": -1}.get(text[at], 0)
            at += 1
    return "".join([*kept, text[at:]])


def declarations(text: str) -> Declarations:
    """Properties and values of a style.

    >>> declarations("font-weight: bold; COLOR:#f00 !important")
    {'font-weight': 'bold', 'color': '#f00'}
    """
    pairs = (part.split(":", 1) for part in text.split(";") if ":" in part)
    return {name.strip().lower(): value.replace("!important", "").strip().lower() for name, value in pairs}


def is_shown(element: Any, declared: Declarations) -> bool:
    """Whether a reader sees the element, or comes to see it with a click on what opens it."""
    if element.tag in _NEVER_SHOWN:
        return False
    named = element.get("class", "")
    if _UNSEEN.search(named) or _is_ornament(element):
        return False
    hidden = element.get("hidden") is not None or declared.get("display") == "none"
    if hidden or declared.get("visibility") in {"hidden", "collapse"}:
        return element.get("role") == "tabpanel" or bool(_OPENS.search(named))
    return True


def is_text(element: Any) -> bool:
    """Whether the element would hold text if it were shown; scripts and buttons never do."""
    return isinstance(element.tag, str) and element.tag not in _NEVER_SHOWN


def _is_ornament(element: Any) -> bool:
    """Whether a page calls an element decoration: a sign or two, since whole pages are called so behind a dialogue."""
    return element.get("aria-hidden") == "true" and len("".join(element.itertext()).split()) <= _FEW


def style_of(element: Any, declared: Declarations, base: Style) -> Style:
    """The look of an element inside text of a certain look."""
    tag = element.tag
    weight = declared.get("font-weight", "")
    bold = base.bold or tag in _BOLD
    if weight:
        bold = weight in {"bold", "bolder"} or (weight.isdigit() and int(weight) >= 600)
    drawn = f"{declared.get('text-decoration', '')} {declared.get('text-decoration-line', '')}"
    slant = declared.get("font-style", "")
    colour = colour_of(declared.get("color") or (element.get("color") if tag == "font" else None))
    return base._replace(
        size=_size(element, declared, base),
        font=declared.get("font-family") or (element.get("face") if tag == "font" else None) or base.font,
        bold=bold,
        italic=slant in {"italic", "oblique"} if slant else base.italic or tag in _ITALIC,
        underlined=base.underlined or tag == "u" or "underline" in drawn,
        struck=base.struck or tag in _STRUCK or "line-through" in drawn,
        raised=base.raised or tag == "sup" or declared.get("vertical-align") == "super",
        colour=colour or base.colour,
    )


def _size(element: Any, declared: Declarations, base: Style) -> float:
    """Font size in points; sizes that depend on the one around follow it."""
    size = length(declared.get("font-size", ""), base.size)
    if size is None:
        if element.tag == "font":
            return _FONT_SIZES.get(element.get("size", ""), base.size)
        return _HEADINGS.get(element.tag, base.size)
    return min(max(size, 4.0), 72.0)


def length(text: str, size: float = 10.0) -> float | None:
    """A length in points; `None` for anything else.

    Args:
        text: As written in a style.
        size: Font size around, which `em` and per cent are parts of.

    >>> length("0.5in"), length("12px"), length("1.5em"), length("auto")
    (36.0, 9.0, 15.0, None)
    """
    found = _LENGTH.match(text)
    if found is None:
        return None
    value, unit = float(found[1]), found[2] or "px"
    return value * size / (100 if unit == "%" else 1) if unit in {"%", "em"} else value * _UNITS[unit]


def ground_of(element: Any, declared: Declarations) -> Colour | None:
    """The colour behind an element; white is none."""
    named = declared.get("background-color") or declared.get("background") or element.get("bgcolor")
    colour = colour_of(named)
    return None if colour is None or min(colour) >= 250 else colour


def colour_of(text: str | None) -> Colour | None:
    """A colour from its name, its digits or its parts; `None` for anything else.

    >>> colour_of("#fc0"), colour_of("rgb(0, 128, 0)"), colour_of("inherit")
    ((255, 204, 0), (0, 128, 0), None)
    """
    if not text:
        return None
    from PIL import ImageColor

    for part in (text, text.split()[0]):
        try:
            code = ImageColor.getrgb(part)
        except ValueError:
            continue
        return None if len(code) == 4 and code[3] == 0 else (code[0], code[1], code[2])
    return None


PLAIN = Style(size=10.0, colour=BLACK)
