"""Tesseract, the program that reads words from pictures: found at run time, one process for each picture."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import NamedTuple

import cv2

from extractors.ocr_picture import Array

PROGRAM = "tesseract"
_BLOCK = "6"
"""Page segmentation mode: one block of text, which the stacked tiles are."""
_ORIENTATION = "0"
_SECONDS = 600
"""Longer than any page takes, also where many processes share a machine."""
_WORD = "5"


class Seen(NamedTuple):
    """One word as the program saw it; places are pixels, `confidence` goes from 0 to 1."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float
    line: tuple[int, int, int]


class TesseractError(Exception):
    """The program ended with an error; the message is its own."""


def is_installed() -> bool:
    """Whether the program can be found."""
    return shutil.which(PROGRAM) is not None


def read_block(picture: Array, dpi: int) -> list[Seen]:
    """Words of a picture that holds one column of text.

    Raises:
        TesseractError: The program fails or is missing.
    """
    found = []
    for row in _run(picture, dpi, "--psm", _BLOCK, "-c", "tessedit_do_invert=0", "tsv").splitlines()[1:]:
        level, _, block, paragraph, line, _, left, top, width, height, confidence, text = row.split("\t", 11)
        if level == _WORD and text.strip():
            x, y = int(left), int(top)
            place = (int(block), int(paragraph), int(line))
            found.append(Seen(text.strip(), x, y, x + int(width), y + int(height), float(confidence) / 100, place))
    return found


def turns_needed(picture: Array, dpi: int) -> int:
    """Quarter turns with the clock that bring a picture upright; 0 where the program cannot tell."""
    try:
        told = _run(picture, dpi, "--psm", _ORIENTATION)
    except TesseractError:
        return 0
    values = dict(line.split(": ", 1) for line in told.splitlines() if ": " in line)
    sure = float(values.get("Orientation confidence", "0")) >= 1.0
    return int(values.get("Rotate", "0")) // 90 % 4 if sure else 0


def _run(picture: Array, dpi: int, *options: str) -> str:
    program = shutil.which(PROGRAM)
    if program is None:
        raise TesseractError(f"{PROGRAM} is not installed")
    png = cv2.imencode(".png", picture, [cv2.IMWRITE_PNG_COMPRESSION, 1])[1].tobytes()
    command = [
        program,
        "stdin",
        "stdout",
        "-l",
        "osd" if _ORIENTATION in options else "eng",
        "--dpi",
        str(dpi),
        *options,
    ]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        done = subprocess.run(command, input=png, capture_output=True, env=environment, timeout=_SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise TesseractError(f"it did not end within {_SECONDS} seconds") from error
    except OSError as error:
        raise TesseractError(str(error)) from error
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        raise TesseractError(lines[-1] if lines else f"it ended with {done.returncode}")
    return done.stdout.decode("utf-8", errors="replace")
