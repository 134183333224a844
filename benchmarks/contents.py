"""What the invented tables hold: prices, timetables, figures, people, tasks, terms, results."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

PROSE = (
    "The museum opens at ten on weekdays and closes an hour later on Thursdays in summer.",
    "Visitors who arrive by train are asked to use the northern gate.",
    "Prices include tax and are valid until the end of the season.",
    "Figures may not add up because of rounding.",
    "Our ferries carry bicycles free of charge, as long as there is room on the lower deck.",
    "The laboratory measured each sample twice; the mean of both readings is shown.",
    "Please note that the last bus does not wait for late ferries.",
    "Members of the choir meet every second Tuesday in the old school.",
    "Where a reading was missing, the field was left blank.",
)
_THINGS = (
    "Oak shelf",
    "Brass hinge, 40 mm",
    "Garden hose",
    "Paint, matt white",
    "LED lamp E27",
    "Claw hammer",
    "Extension lead with four sockets",
    "Screws, box of 200",
    "Folding ruler",
    "Work gloves, leather, size 10",
)
_STOPS = (
    "Harbour",
    "Market Square",
    "St Olaf's Church",
    "University",
    "North Station",
    "Airport",
    "Lake View",
    "Old Mill Road",
    "Hospital (main gate)",
    "Zoo",
)
_LANDS = (
    "Austria",
    "Belgium",
    "Costa Rica",
    "Denmark",
    "Estonia",
    "Fiji",
    "New Zealand",
    "Peru",
    "United Kingdom",
    "Trinidad and Tobago",
    "Zambia",
)
_PEOPLE = (
    "Ada Brook",
    "Jean-Luc Petit",
    "Maria del Mar",
    "Otto K. Lind",
    "Wen Li",
    "Priya Nair",
    "Sam O'Hara",
    "Ida Holm",
)
_POSTS = (
    "Curator",
    "Head of Collections",
    "Deputy Director, Research",
    "Night porter",
    "Conservator (paper)",
    "Registrar",
)
_TASKS = (
    "Replace the roof of the east wing",
    "Clean all windows",
    "Move the coin collection to the new store and label every tray",
    "Test fire alarms",
    "Write a guide for teachers",
    "Photograph the herbarium sheets before they are loaned",
    "Repair the lift",
    "Agree opening hours with the friends' society and print the new leaflets",
)
_STATES = ("done", "open", "late", "n/a", "in hand", "waiting for parts")
_TERMS = ("Ballast", "Bill of lading", "Demurrage", "Draught", "Freeboard", "Lay days", "Tare", "Wharfage")
_SENSES = (
    "weight carried to keep a ship upright",
    "receipt for goods that are on board",
    "fee for a delay in loading",
    "depth of the hull below the water line",
    "height of the deck above the water, measured amidships",
    "days allowed for loading and unloading without a charge",
    "weight of the empty box",
)


@dataclass
class Filled:
    """A cell: its first column, its span, its text."""

    col: int
    text: str
    cols: int = 1
    rows: int = 1
    bold: bool = False


@dataclass
class Kind:
    """A table before it is laid out."""

    aligns: list[str]
    lines: list[list[str]]
    head: int = 1
    pair: tuple[int, str] | None = None
    """Column from which a heading over two columns stands above the headings."""
    groups: list[str] = field(default_factory=list)
    """Sub-headings over the whole width, before every fourth row."""
    key: bool = False
    """Whether the first column holds one text for several rows."""

    def rows(self, rng: random.Random, *, merged: bool) -> Iterator[list[Filled]]:
        """Rows of cells; without rules no cell spans several rows."""
        width = len(self.aligns)
        if self.pair is not None:
            at, text = self.pair
            yield (
                [Filled(c, "") for c in range(at)]
                + [Filled(at, text, cols=2)]
                + [Filled(c, "") for c in range(at + 2, width)]
            )
        body = self.lines[1:]
        yield [Filled(c, text) for c, text in enumerate(self.lines[0])]
        held = 0
        for number, line in enumerate(body):
            if self.groups and number % 4 == 0:
                yield (
                    [Filled(0, rng.choice(self.groups), cols=width, bold=True)]
                    if merged
                    else [Filled(0, rng.choice(self.groups), bold=True), *(Filled(c, "") for c in range(1, width))]
                )
            cells = [Filled(c, text) for c, text in enumerate(line)]
            if self.key and merged:
                if held == 0:
                    room = 4 - number % 4 if self.groups else 3
                    held = min(rng.randint(1, 3), len(body) - number, room)
                    cells[0].rows = held
                else:
                    cells = cells[1:]
                held -= 1
            yield cells


def prices(rng: random.Random, count: int) -> Kind:
    """Articles with prices."""
    head = ["Article", "Code", "Pack", "Price (€)", "With tax"]
    lines = [
        [
            rng.choice(_THINGS),
            f"{rng.choice('ABCX')}-{rng.randint(100, 9999)}",
            str(rng.choice((1, 5, 10, 200))),
            f"{rng.uniform(0.5, 300):.2f}",
            f"{rng.uniform(0.5, 350):,.2f}",
        ]
        for _ in range(count)
    ]
    keep = rng.choice((5, 4, 3))
    return Kind(["left", "left", "center", "right", "right"][:keep], [line[:keep] for line in [head, *lines]])


def timetable(rng: random.Random, count: int) -> Kind:
    """Stops and times."""
    trips = rng.randint(3, 9)
    lines = [["Stop", *(f"{rng.randint(1, 99)}" if rng.random() < 0.7 else f"Bus {n}" for n in range(trips))]]
    for number in range(count):
        times = [f"{6 + n:02d}:{(number * 4) % 60:02d}" for n in range(trips)]
        lines.append([rng.choice(_STOPS), *(t if rng.random() > 0.15 else rng.choice(("", "–", "|")) for t in times)])
    lines = [[t.replace("|", "–") for t in line] for line in lines]
    return Kind(["left", *[rng.choice(("center", "right"))] * trips], lines)


def figures(rng: random.Random, count: int) -> Kind:
    """Countries with numbers, headings over two columns, a total."""
    width = rng.randint(3, 8)
    head = [
        "Country",
        *(
            rng.choice((str(2010 + n), f"Q{n}", "Change (%)", "Number of visits per 1,000 residents"))
            for n in range(1, width)
        ),
    ]
    body = [
        [
            rng.choice(_LANDS),
            *(
                rng.choice(
                    (f"{rng.randint(0, 9_999_999):,}", f"{rng.uniform(-9, 99):.1f}", f"{rng.randint(0, 99)}", "")
                )
                for _ in range(1, width)
            ),
        ]
        for _ in range(count)
    ]
    body.append(["Total", *(f"{rng.randint(1, 99_999_999):,}" for _ in range(1, width))])
    pair = (rng.randint(1, width - 2), rng.choice(("Visitors", "Year ending March"))) if rng.random() < 0.5 else None
    return Kind(
        ["left", *[rng.choice(("right", "right", "center"))] * (width - 1)], [head, *body], 2 if pair else 1, pair
    )


def people(rng: random.Random, count: int) -> Kind:
    """Names, posts, telephone numbers."""
    lines = [["Name", "Post", "Room", "Telephone"]]
    lines += [
        [
            rng.choice(_PEOPLE),
            rng.choice(_POSTS),
            f"{rng.choice('NSEW')}{rng.randint(1, 40)}",
            f"0{rng.randint(10, 99)} {rng.randint(100, 999)} {rng.randint(1000, 9999)}",
        ]
        for _ in range(count)
    ]
    return Kind(["left"] * 4, lines)


def tasks(rng: random.Random, count: int) -> Kind:
    """Things to do, some under one key, some under sub-headings, with blank fields."""
    lines = [["No.", "What is to be done", "By whom", "Until", "State"]]
    for number in range(count):
        row = [
            str(number + 1),
            rng.choice(_TASKS),
            rng.choice(_PEOPLE),
            f"{rng.randint(1, 28)} {rng.choice(('May', 'June', 'October'))}",
            rng.choice(_STATES),
        ]
        lines.append([t if c < 2 or rng.random() > 0.2 else "" for c, t in enumerate(row)])
    key = rng.random() < 0.4
    groups = ["Building", "Collections", "Visitors and education"] if not key and rng.random() < 0.3 else []
    return Kind(["left"] * 5, lines, groups=groups, key=key)


def terms(rng: random.Random, count: int) -> Kind:
    """Terms and what they mean."""
    lines = [
        ["Term", "Meaning", "Unit"],
        *([rng.choice(_TERMS), rng.choice(_SENSES), rng.choice(("kg", "m", "day", ""))] for _ in range(count)),
    ]
    keep = rng.choice((3, 3, 2))
    return Kind(["left"] * keep, [line[:keep] for line in lines])


def results(rng: random.Random, count: int) -> Kind:
    """Many narrow columns of readings."""
    width = rng.randint(6, 11)
    head = ["Sample", *(rng.choice(("pH", "O2", "Cl", "T °C", "mg/l", "Fe")) for _ in range(1, width))]
    body = [
        [
            f"S{n:02d}",
            *(
                rng.choice((f"{rng.uniform(0, 14):.2f}", f"< {rng.choice((0.1, 0.5))}", "–", f"{rng.randint(0, 400)}"))
                for _ in range(1, width)
            ),
        ]
        for n in range(count)
    ]
    return Kind(["left", *[rng.choice(("right", "center", "left"))] * (width - 1)], [head, *body])


SHEETS: dict[str, Callable[[random.Random, int], Kind]] = {
    "prices": prices,
    "timetable": timetable,
    "figures": figures,
    "people": people,
    "tasks": tasks,
    "terms": terms,
    "results": results,
}
