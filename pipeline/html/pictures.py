"""Pictures of the evidence: the part of the page that an action was read from, with a frame around each field.

They are written beside the page, not into it, and only as many as a limit on their size allows; what is left out is
told. A picture is made from the very bytes that the plan was read from (same SHA-256), never from a file of like name.
"""

from __future__ import annotations

import hashlib
import io
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from schemas import Plan, Provenance

from ..export.files import prepare, replace_file

SCALE = 1.5
"""Pixels for each point: the smallest print of a plan is still legible."""
MARGIN = 16.0
"""Points of the page above and below the frame."""
FRAME, DIVIDER = "#b10e1e", "#b1b4b6"
SHADES = 32
MEGABYTE = 1_000_000

SHARED_FIELDS = frozenset({"outcome", "phase", "action_stem", "recommendation", "section"})
"""Cells that an action shares with others: a frame around them would take in its neighbours."""

Box = tuple[float, ...]
"""x0, top, x1, bottom in points from the top left of the page."""
Span = tuple[int, list[Box]]
"""A page (1-based) and the boxes on it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Address of the picture of each action, relative to the page that links to it, and what has to be said."""

    addresses: Mapping[str, str]
    notes: tuple[str, ...] = ()

    def __call__(self, action_id: str) -> str:
        """Address of the picture of an action; empty where there is none."""
        return self.addresses.get(action_id, "")


def find_source(plan: Plan, places: Iterable[Path]) -> Path | None:
    """The file that a plan was read from, looked for in folders and among files, and known by its bytes."""
    for place in places:
        candidates = [place] if place.is_file() else sorted(place.rglob("*.pdf")) if place.is_dir() else []
        candidates.sort(key=lambda path: path.name != plan.source_file)
        for path in candidates:
            if hashlib.sha256(path.read_bytes()).hexdigest() == plan.sha256:
                return path
    return None


def draw_evidence(
    plans: Sequence[Plan], places: Sequence[Path], provenance: Iterable[Provenance], folder: Path, limit: int
) -> Evidence:
    """Write a picture for every action whose source is at hand.

    Args:
        plans: Plans whose actions are wanted.
        places: Files and folders where their PDFs may be.
        provenance: Where each field of each record stands.
        folder: Gets the pictures, in one folder for each plan; addresses start with its name.
        limit: Bytes that all pictures may take together.
    """
    spans = _spans(provenance)
    addresses: dict[str, str] = {}
    notes: list[str] = []
    left = limit
    for plan in plans:
        wanted = {key: boxes for key, boxes in spans.items() if key.startswith(f"{plan.plan_id}-a")}
        source = find_source(plan, places) if places else None
        if source is None:
            notes.append(_missing(plan))
            continue
        prepare(folder / plan.plan_id)
        scanned = plan.text_layer in {"ocr", "mixed"}
        for drawn, (key, content) in enumerate(_drawn(source, wanted, scanned=scanned)):
            if len(content) > left:
                notes.append(_stopped(plan, drawn, len(wanted), limit))
                break
            left -= len(content)
            path = replace_file(folder / plan.plan_id / f"{key}.png", content)
            addresses[key] = path.relative_to(folder.parent).as_posix()
    return Evidence(addresses, tuple(notes))


def _missing(plan: Plan) -> str:
    name = plan.source_file or plan.plan_id
    return (
        f"There are no pictures of {name}, because the file itself was not at hand: name its folder with --source. "
        "Page numbers are given instead."
    )


def _stopped(plan: Plan, drawn: int, wanted: int, limit: int) -> str:
    return (
        f"Pictures of {plan.source_file} stop after {drawn} of {wanted} actions, because all pictures together may take"
        f" {limit // MEGABYTE} MB; raise the limit with --pictures."
    )


def _spans(provenance: Iterable[Provenance]) -> dict[str, list[Span]]:
    """For each record the pages that its own fields stand on, with the box of each field."""
    found: dict[str, dict[int, list[Box]]] = defaultdict(lambda: defaultdict(list))
    for place in provenance:
        sides = (place.x0, place.top, place.x1, place.bottom)
        if place.page and None not in sides and place.field not in SHARED_FIELDS:
            found[place.record_id][place.page].append(tuple(side or 0.0 for side in sides))
    return {key: sorted(pages.items()) for key, pages in found.items()}


def _drawn(source: Path, wanted: Mapping[str, Sequence[Span]], *, scanned: bool) -> Iterable[tuple[str, bytes]]:
    """PNG of each record in the order of its first page, so that every page is rendered once.

    Pages that were read from their pictures are straightened as they were for reading, where boxes have their places.
    """
    import pypdfium2 as pdfium

    document = pdfium.PdfDocument(source)
    rendered: dict[int, Any] = {}
    try:
        for key, spans in sorted(wanted.items(), key=lambda item: (item[1][0][0], item[0])):
            for page in [number for number in rendered if number < spans[0][0]]:
                del rendered[page]
            for page, _ in spans:
                if page not in rendered and page <= len(document):
                    rendered[page] = _page(document[page - 1], _slant(document[page - 1]) if scanned else 0.0)
            parts = [_crop(rendered[page], boxes) for page, boxes in spans if page in rendered]
            if parts:
                yield key, _png(parts)
    finally:
        document.close()


def _slant(page: Any) -> float:
    """Degrees by which a scan was turned, against the clock, before it was read; 0 where that cannot be told."""
    if find_spec("cv2") is None:
        return 0.0
    from extractors.ocr_picture import slant_of

    return slant_of(page)


def _page(page: Any, slant: float) -> Any:
    """A page in few shades, the last of which is that of the frame; done once, as it costs more than all its crops."""
    from PIL import Image, ImageColor

    picture = page.render(scale=SCALE).to_pil().convert("RGB")
    picture = picture.rotate(slant, Image.Resampling.BICUBIC, fillcolor="white") if slant else picture
    picture = picture.quantize(SHADES - 1, method=Image.Quantize.FASTOCTREE)
    palette = (picture.getpalette() or [])[: 3 * (SHADES - 1)]
    palette += [255] * (3 * (SHADES - 1) - len(palette))
    picture.putpalette([*palette, *ImageColor.getrgb(FRAME)])
    return picture


def _crop(picture: Any, boxes: Sequence[Box]) -> Any:
    """The band of the page that holds the boxes, with a frame around each of them."""
    from PIL import ImageDraw

    above = max(0, int((min(box[1] for box in boxes) - MARGIN) * SCALE))
    below = min(picture.height, int((max(box[3] for box in boxes) + MARGIN) * SCALE) + 1)
    part = picture.crop((0, above, picture.width, max(below, above + 1)))
    pen = ImageDraw.Draw(part)
    for x0, top, x1, bottom in boxes:
        frame = (x0 * SCALE - 4, top * SCALE - above - 3, x1 * SCALE + 4, bottom * SCALE - above + 3)
        pen.rectangle(frame, outline=SHADES - 1, width=2)
    return part


def _png(parts: Sequence[Any]) -> bytes:
    """Parts one under the other, parted by a line."""
    buffer = io.BytesIO()
    (parts[0] if len(parts) == 1 else _stacked(parts)).save(buffer, format="PNG")
    return buffer.getvalue()


def _stacked(parts: Sequence[Any]) -> Any:
    from PIL import Image

    gap = 6
    height = sum(part.height for part in parts) + gap * (len(parts) - 1)
    whole = Image.new("RGB", (max(part.width for part in parts), height), DIVIDER)
    down = 0
    for part in parts:
        whole.paste(part.convert("RGB"), (0, down))
        down += part.height + gap
    return whole.quantize(2 * SHADES, method=Image.Quantize.FASTOCTREE)
