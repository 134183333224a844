"""Bands: text between white strips that run over a whole table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.columns import Extent, Piece, place

TOUCH = 0.2
"""Share of the font size by which lines of one row may overlap the next and still be apart."""


@dataclass(slots=True)
class Band:
    """Text between two white strips that run over the whole table."""

    top: float
    bottom: float
    cells: dict[int, list[Piece]] = field(default_factory=dict)
    spanning: bool = False

    @property
    def bold(self) -> bool:
        """Whether nothing but bold type stands in it."""
        return all(word.bold for pieces in self.cells.values() for piece in pieces for word in piece.words)

    def add(self, piece: Piece, columns: Sequence[Extent]) -> None:
        """Put a piece in its column."""
        first, end = place(piece, columns)
        self.bottom = max(self.bottom, piece.box.bottom)
        self.spanning = self.spanning or end - first > 1
        self.cells.setdefault(first, []).append(piece)


def bands_of(pieces: Sequence[Piece], columns: Sequence[Extent], size: float) -> list[Band]:
    """Pieces into bands from top to bottom."""
    bands: list[Band] = []
    for piece in sorted(pieces, key=lambda p: p.box.top):
        if not bands or piece.box.top >= bands[-1].bottom - TOUCH * size:
            bands.append(Band(piece.box.top, piece.box.bottom))
        bands[-1].add(piece, columns)
    return bands
