"""Rebuilds the plans of invented councils: `python samples/make/councils.py [NAME ...]`.

The facts stand in the TOML files beside this script. Who prints what is said in samples/README.md.
"""

from __future__ import annotations

import importlib
import logging
import sys
from pathlib import Path

import facts as plan
from build import convert

NAMES = {
    "aldermarsh-2014": "aldermarsh",
    "brockwater-2016": "brockwater",
    "cavenmoor-2022": "cavenmoor",
    "dunmere-2011": "dunmere",
    "eskmouth-2019": "eskmouth",
    "fallowby-2018": "fallowby",
    "greyholme-2023": "greyholme",
    "hartsmere-2008": "hartsmere",
    "inglebeck-2020": "inglebeck",
    "kelderwick-2013": "kelderwick",
    "lowmarch-2017": "lowmarch",
}
"""Samples and the modules that lay them out."""

logger = logging.getLogger(__name__)


def build(name: str) -> None:
    """Write one sample's PDF and its expected table.

    Args:
        name: stem of the content file and of what is written.
    """
    content = plan.load(name)
    layout = importlib.import_module(NAMES[name])
    pdf: Path = plan.SAMPLES / f"{name}.pdf"
    if hasattr(layout, "source"):
        convert(layout.source(content), pdf)
    else:
        layout.draw(content, pdf)
    rows = plan.write(name, content, pdf, layout.FIRST_PAGE)
    lost = [row["action_ref"] for row in rows if not row["page"]]
    logger.info("%s: %d actions, %d kB, without a page: %s", name, len(rows), pdf.stat().st_size // 1024, lost)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for sample in sys.argv[1:] or NAMES:
        build(sample)
    plan.write_plans(list(NAMES))
