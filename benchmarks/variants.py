"""Variants of a document: its pages drawn again from what was read of them, with the lines made worse.

Words keep their places (a word is stretched to the width it had), fills their areas, lines their places unless the
variant says otherwise; the truth stays the same. `redrawn` changes nothing and shows what drawing again costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from extractors.contract import Box, Page, Rule
from extractors.marks import DESCENT
from extractors.quick import QuickReader

Rules = Sequence[Rule]
_DOUBLE = 1.5
"""Points between the two lines of a double line."""
_SHIFT = 0.4
"""Points by which lines are displaced, in turn to either side."""
_LINE = 0.5
_FONTS = {
    (False, False): "Helvetica",
    (True, False): "Helvetica-Bold",
    (False, True): "Helvetica-Oblique",
    (True, True): "Helvetica-BoldOblique",
}


@dataclass(frozen=True, slots=True)
class Variant:
    """What happens to the lines of a page, and to the size of all of it."""

    lines: Callable[[Rules], list[Rule]] = list
    fills: bool = True
    scale: float = 1.0


def _moved(rule: Rule, distance: float) -> Rule:
    """The line, displaced across its direction."""
    x0, top, x1, bottom = rule.box
    if rule.horizontal:
        return Rule(Box(x0, top + distance, x1, bottom + distance), rule.colour)
    return Rule(Box(x0 + distance, top, x1 + distance, bottom), rule.colour)


def _in_order(rules: Rules) -> list[Rule]:
    """Horizontal lines from top to bottom, then vertical ones from left to right."""
    return sorted(rules, key=lambda r: (not r.horizontal, r.box.centre[::-1] if r.horizontal else r.box.centre))


def _half(rules: Rules) -> list[Rule]:
    return _in_order(rules)[::2]


def _doubled(rules: Rules) -> list[Rule]:
    return [_moved(rule, side * _DOUBLE / 2) for rule in rules for side in (-1, 1)]


def _shifted(rules: Rules) -> list[Rule]:
    return [_moved(rule, _SHIFT * (-1) ** number) for number, rule in enumerate(_in_order(rules))]


def _horizontal(rules: Rules) -> list[Rule]:
    return [rule for rule in rules if rule.horizontal]


VARIANTS = {
    "redrawn": Variant(),
    "lines doubled": Variant(_doubled),
    "lines shifted by 0.4 points": Variant(_shifted),
    "half size": Variant(scale=0.5),
    "double size": Variant(scale=2.0),
    "every second line left out": Variant(_half),
    "horizontal lines only": Variant(_horizontal, fills=False),
    "no lines": Variant(lambda _: [], fills=False),
}


def write_variant(source: Path, variant: Variant, target: Path) -> Path:
    """Draw a document again.

    Args:
        source: The PDF to read.
        variant: What to change.
        target: The PDF to write.
    """
    canvas = Canvas(str(target), invariant=1)
    for page in QuickReader().read(source):
        canvas.setPageSize((page.width * variant.scale, page.height * variant.scale))
        canvas.scale(variant.scale, variant.scale)
        _draw(canvas, page, variant)
        canvas.showPage()
    canvas.save()
    return target


def _draw(canvas: Canvas, page: Page, variant: Variant) -> None:
    for fill in page.fills if variant.fills else ():
        canvas.setFillColorRGB(*(part / 255 for part in fill.colour))
        canvas.rect(fill.box.x0, page.height - fill.box.bottom, fill.box.width, fill.box.height, stroke=0, fill=1)
    canvas.setLineWidth(_LINE)
    for rule in variant.lines(page.rules):
        x, y = rule.box.centre
        canvas.setStrokeColorRGB(*(part / 255 for part in rule.colour))
        if rule.horizontal:
            canvas.line(rule.box.x0, page.height - y, rule.box.x1, page.height - y)
        else:
            canvas.line(x, page.height - rule.box.top, x, page.height - rule.box.bottom)
    _write(canvas, page)


def _write(canvas: Canvas, page: Page) -> None:
    for word in page.words:
        font = _FONTS[word.bold, word.italic]
        natural = canvas.stringWidth(word.text, font, word.size)
        text = canvas.beginText(word.box.x0, page.height - word.box.bottom + DESCENT * word.size)
        text.setFont(font, word.size)
        text.setFillColorRGB(*(part / 255 for part in word.colour))
        text.setHorizScale(100 * word.box.width / natural if natural else 100)
        text.textOut(word.text)
        canvas.drawText(text)
