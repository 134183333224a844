"""How wide text runs, by the metrics of the standard faces that the common ones of office programs share."""

from __future__ import annotations

from functools import cache

_SERIF = ("times", "serif", "georgia", "garamond", "cambria", "book", "palatino", "roman")
_SANS = ("sans",)
_RELATIVE = {"calibri": 0.92, "carlito": 0.92, "narrow": 0.82, "condensed": 0.85, "verdana": 1.15, "tahoma": 0.98}
"""Widths of faces without standard metrics, relative to the standard sans serif face."""
_OTHER = 0.556
"""Width of a sign that the metrics do not know, as a share of the font size: that of a figure."""


def width_of(text: str, font: str, size: float, *, bold: bool = False) -> float:
    """Width of a text in points.

    Args:
        text: Without line breaks.
        font: Name of the face; only its family counts.
        size: Font size in points.
        bold: Whether it is set in bold type.
    """
    widths, scale = _metrics(font.casefold(), bold)
    return sum(widths.get(sign, _OTHER) for sign in text) * scale * size


@cache
def _metrics(font: str, bold: bool) -> tuple[dict[str, float], float]:
    from pdfminer.fontmetrics import FONT_METRICS

    serif = any(name in font for name in _SERIF) and not any(name in font for name in _SANS)
    names = ("Times-Bold", "Times-Roman") if serif else ("Helvetica-Bold", "Helvetica")
    _, widths = FONT_METRICS[names[0] if bold else names[1]]
    scale = next((value for name, value in _RELATIVE.items() if name in font), 1.0)
    return {sign: width / 1000 for sign, width in widths.items()}, scale
