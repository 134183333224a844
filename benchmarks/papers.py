"""Further invented tables: accounts, specifications, plans with long texts in narrow columns, fares."""

from __future__ import annotations

import random
from collections.abc import Callable

from benchmarks.contents import Kind

_ITEMS = (
    "Subscriptions",
    "Grants received",
    "Sale of books and postcards",
    "Interest on deposits",
    "Rent of the hall",
    "Wages and national insurance",
    "Repairs to the organ",
    "Heating and light",
    "Gifts in kind, at the value stated by the donor",
)
_PARTS = ("Income", "Expenditure", "Assets", "Liabilities due within one year")
_GROUPS = ("Dimensions", "Electrical", "Environment", "Connections and cables")
_FEATURES = (
    ("Height", "1,210", "mm"),
    ("Width, with both handles folded", "640", "mm"),
    ("Weight", "38.5", "kg"),
    ("Rated voltage", "230", "V"),
    ("Power when idle", "< 0.5", "W"),
    ("Operating temperature", "-20 to +45", "°C"),
    ("Humidity, not condensing", "10 to 90", "%"),
    ("Cable length", "1.8", "m"),
    ("Ports", "4", ""),
)
_STEPS = (
    "Invite three quotations for the repair of the slipway and report them to the harbour committee",
    "Count the seals at low water on two days in every month, and enter the numbers in the log at once",
    "Paint buoys",
    "Ask the rowing club whether its members would lend a boat and a crew for the survey of the estuary",
    "Put up a notice",
    "Train six volunteers in first aid before the season opens, and keep a list of those who hold a certificate",
    "Compare the tide gauge with the one at the lighthouse",
    "Write to all owners of moorings about the new charges; explain how hardship will be taken into account",
)
_NEWS = (
    "Two quotations received; the third is expected in the last week of the month.",
    "Not begun.",
    "Done. The list hangs in the office and will be renewed each spring.",
    "The club has agreed in principle, subject to insurance",
    "Late: the painter was ill, and no other could be found before the frost",
    "",
    "In hand",
)
_WHO = ("Harbour master", "Secretary", "Warden and volunteers", "Treasurer", "Deputy harbour master (moorings)")
_WHEN = ("May 2031", "by Easter", "30/09/2031", "monthly", "End of season", "12 June 2031")
_ZONES = ("Adult", "Child (5 to 15)", "Senior", "Student with card", "Family of two adults and up to three children")


def accounts(rng: random.Random, count: int) -> Kind:
    """A statement with notes, years side by side, sums in bold type and headings of parts."""
    unit = rng.choice(("£", "£'000", "€ million"))
    lines = [["", "Note", f"2031 {unit}", f"2030 {unit}"]]
    for number in range(count):
        if number % 5 == 0:
            lines.append([rng.choice(_PARTS), "", "", ""])
        note = str(rng.randint(1, 19)) if rng.random() < 0.4 else ""
        lines.append([rng.choice(_ITEMS), note, _sum(rng), _sum(rng)])
    lines.append(["Total", "", _sum(rng), _sum(rng)])
    return Kind(["left", "center", "right", "right"], lines)


def _sum(rng: random.Random) -> str:
    value = rng.choice((rng.randint(0, 99), rng.randint(1000, 9_999_999)))
    return rng.choice((f"{value:,}", f"{value:,}", f"({value:,})", "–"))


def specification(rng: random.Random, count: int) -> Kind:
    """Features under groups that are named once."""
    lines = [["Group", "Feature", "Value", "Unit"]]
    for number in range(count):
        group = rng.choice(_GROUPS) if number % rng.choice((2, 3)) == 0 else ""
        lines.append([group, *rng.choice(_FEATURES)])
    return Kind(["left", "left", rng.choice(("left", "right", "center")), "left"], lines)


def plan(rng: random.Random, count: int) -> Kind:
    """Steps with long texts in several columns, blank cells among them."""
    lines = [["No.", "What will be done", "Who", "By when", "What has happened so far"]]
    for number in range(count):
        ref = rng.choice((f"{number + 1}", f"{number + 1}."))
        news = rng.choice(_NEWS)
        lines.append([ref, rng.choice(_STEPS), rng.choice(_WHO), rng.choice(_WHEN), news])
    first = rng.choice((0, 0, 1))
    return Kind(["left"] * (5 - first), [line[first:] for line in lines])


def fares(rng: random.Random, count: int) -> Kind:
    """Fares by kind of ticket, headings of several lines."""
    width = rng.randint(3, 6)
    tickets = ("Single", "Day return", "Weekly ticket for all zones", "Ten journeys", "Night bus supplement")
    lines = [["Passenger", *rng.sample(tickets, width - 1)]]
    for _ in range(count):
        lines.append(
            [rng.choice(_ZONES), *(rng.choice((f"{rng.uniform(1, 60):.2f}", "–", "free")) for _ in lines[0][1:])]
        )
    pair = (1, rng.choice(("Zones A and B", "Off-peak"))) if width > 3 and rng.random() < 0.5 else None
    return Kind(["left", *[rng.choice(("right", "center"))] * (width - 1)], lines, 2 if pair else 1, pair)


PAPERS: dict[str, Callable[[random.Random, int], Kind]] = {
    "accounts": accounts,
    "specification": specification,
    "plan": plan,
    "fares": fares,
}
