"""Scans for tests: a PDF whose pages are noisy, slightly turned pictures of another PDF's pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pypdfium2
from PIL import Image

WHITE = (255, 255, 255)


def pictures(source: Path, dpi: int = 200, angle: float = 0.0, noise: float = 10.0) -> list[Image.Image]:
    """Pictures of the pages; the same source gives the same noise."""
    chance = np.random.default_rng(7)
    document = pypdfium2.PdfDocument(source)
    found = []
    for page in document:
        image = page.render(scale=dpi / 72).to_pil().convert("RGB")
        image = image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=WHITE)
        grain = chance.normal(0, noise, (image.height, image.width, 1))
        found.append(Image.fromarray((np.asarray(image) + grain).clip(0, 255).astype(np.uint8)))
    document.close()
    return found


def save(images: Sequence[Image.Image], path: Path, dpi: int = 200) -> Path:
    images[0].save(path, save_all=True, append_images=list(images[1:]), resolution=dpi, quality=85)
    return path


def scanned(source: Path, path: Path, dpi: int = 200, angle: float = 0.0) -> Path:
    """A PDF that holds pictures of the pages of another and no text."""
    return save(pictures(source, dpi, angle), path, dpi)
