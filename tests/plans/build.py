"""Draw an invented plan as a PDF, from the facts in its TOML file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.plans import cards, nested, ruled, unruled
from tests.plans.facts import Facts, load

LAYOUTS: dict[str, Callable[[Facts, Path], Path]] = {
    "brackenshire-2017": nested.brackenshire,
    "carrow-vale-2011": nested.carrow_vale,
    "eastfold-2019": ruled.eastfold,
    "fernleigh-2024": cards.fernleigh,
    "highmoor-2012": ruled.highmoor,
    "hollinbourne-2023": cards.hollinbourne,
    "kestrelby-2018": unruled.kestrelby,
    "little-orme-2014": unruled.little_orme,
    "ludbrook-2016": ruled.ludbrook,
    "northmarch-2019": ruled.northmarch,
    "oldmere-2021": nested.oldmere,
    "port-avery-2015": ruled.port_avery,
    "sandholme-2008": ruled.sandholme,
    "thornwick-2013": unruled.thornwick,
    "tidewell-2019": nested.tidewell,
    "westmere-2014": ruled.westmere,
}


def build(name: str, folder: Path) -> Path:
    """Draw the plan of this name into a folder."""
    return LAYOUTS[name](load(name), folder / f"{name}.pdf")
