"""Progress cells with what stands beside them: a status column, a rating, a percentage, dated entries, a key."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.contract import Box, Cell, Line, RawTable
from pipeline.drafts import RawAction
from pipeline.normalise.legend import Legend, line_entries, read_legend
from pipeline.normalise.progress import Document, Progress, read_progress
from pipeline.normalise.status_columns import with_progress
from pipeline.passages import Passage, passage
from schemas.readings import DateContext

BOX = Box(0, 0, 10, 10)
GREEN, AMBER, RED = (0, 176, 80), (255, 192, 0), (255, 0, 0)
DATES = DateContext(2016, None, dt.date(2016, 6, 30))


def _read(fields: dict[str, str], legend: Legend | None = None, **raw: dict[str, object]) -> Progress:
    passages = {name: Passage(text, text) for name, text in fields.items()}
    action = RawAction(0, "1", "", Passage("Write"), Passage(), passages, **raw)  # type: ignore[arg-type]
    return read_progress(action, Document(legend or Legend(), DATES, {"2": "completed"}))


COLUMNS = [
    ({"status": "In progress", "progress": "All done."}, "in_progress", ()),
    ({"status": "Completed", "percent": "100"}, "completed", ()),
    ({"status": "Completed", "percent": "60%"}, "completed", ("conflict",)),
    ({"status": "Not started", "percent": "40"}, "not_started", ("conflict",)),
    ({"percent": "40"}, "in_progress", ()),
    ({"status": "Completed\nGreen", "percent": "100%"}, "completed", ()),
    ({"rag": "Green", "progress": "Policy being drafted."}, "on_track", ("status_inferred",)),
    ({"rag": "Red", "status": "Completed"}, "completed", ("conflict",)),
    ({"rag": "Green - complete"}, "completed", ()),
    ({"rag": "Complete"}, "completed", ()),
    ({"progress": "See (2) above"}, "completed", ("status_inferred",)),
    ({"progress": "", "rag": ""}, "not_reported", ()),
    ({"progress": "Head of Service"}, "unclear", ("status_inferred",)),
]


@pytest.mark.parametrize(("fields", "status", "flags"), COLUMNS)
def test_columns_together(fields: dict[str, str], status: str, flags: tuple[str, ...]) -> None:
    reading = _read(fields).status
    assert (reading.status, reading.flags) == (status, flags)


def _cell(*lines: str) -> Passage:
    return passage([Line(1, (), Box(0, 12.0 * n, 90, 12.0 * n + 10), text) for n, text in enumerate(lines)])


@pytest.mark.parametrize(
    ("cell", "heading", "rating", "told"),
    [
        (_cell("A", "Forty cases were open", "in May."), "Progress RAG", "A", "Forty cases were open in May."),
        (_cell("Green", "Four reports have been sent."), "RAG and comment", "Green", "Four reports have been sent."),
        (_cell("N", "Not due until the spring term."), "BRAG", "N", "Not due until the spring term."),
        (_cell("Amber: two of the posts are empty."), "RAG", "Amber", "two of the posts are empty."),
        (_cell("Red. 12 of the 40 visits were late."), "RAG", "Red", "12 of the 40 visits were late."),
        (_cell("Green"), "RAG", "Green", ""),
        (_cell("Green", "May 2016"), "RAG", "Green May 2016", ""),
        (_cell("Green - complete"), "RAG", "Green - complete", ""),
        (_cell("Red", "There is a great need for beds."), "Priority rating", "Red There is a great need for beds.", ""),
    ],
)
def test_what_a_rating_cell_tells_beside_its_rating(cell: Passage, heading: str, rating: str, told: str) -> None:
    raw = RawAction(0, "1", "", Passage("Write"), Passage(), {"rag": cell}, headings={"rag": heading})
    moved = with_progress(raw)
    assert (moved.get("rag").text, moved.get("progress").text) == (rating, told)


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        (_cell("G", "Four reports have been published."), "on_track"),
        (_cell("Red", "Training was completed by half of the staff."), "delayed"),
        (_cell("Amber. The policy has been agreed."), "at_risk"),
    ],
)
def test_a_rating_that_opens_its_cell_beats_the_text_that_follows(cell: Passage, status: str) -> None:
    raw = RawAction(0, "1", "", Passage("Write"), Passage(), {"rag": cell}, headings={"rag": "Progress RAG"})
    assert read_progress(with_progress(raw), Document(Legend(), DATES, {})).status.status == status


def test_a_plan_with_a_column_for_progress_keeps_its_ratings_whole() -> None:
    headings = {"rag": "RAG", "progress": "Progress"}
    raw = RawAction(0, "1", "", Passage("Write"), Passage(), {"rag": _cell("A", "See the note of May.")}, {}, headings)
    assert with_progress(raw) is raw


def test_a_colour_counts_only_in_a_column_about_progress() -> None:
    fills = {"rag": RED, "action": (255, 255, 255)}
    rated = _read({"progress": ""}, fills=fills, headings={"rag": "RAG"}).status
    assert (rated.status, rated.rag, rated.rag_source, rated.flags) == (
        "delayed",
        "red",
        "colour",
        ("status_inferred",),
    )
    need = _read({"progress": ""}, fills=fills, headings={"rag": "Priority rating"}).status
    assert (need.status, need.rag) == ("not_reported", "red")


def test_the_colour_of_a_whole_row_is_no_rating() -> None:
    reading = _read({"progress": "Being drafted"}, fills={"rag": AMBER, "action": AMBER}).status
    assert (reading.status, reading.rag) == ("in_progress", "")


KEYS = [
    (["Green: complete", "Amber: started", "Red: not started"], "G", "completed"),
    (["Key: Blue - complete, Green - on track, Amber - some delay, recoverable, Red - off track"], "Amber", "at_risk"),
    (["Red = high need", "Amber = medium need", "Green = low need"], "Red", "unclear"),
    (["C = Completed", "P = In progress", "N = Not started"], "P", "in_progress"),
    (["✓ = Completed", "✗ = Not started"], "✗", "not_started"),
    (["LAC = Looked After Child", "DMT = Departmental Management Team"], "LAC", "unclear"),
]


def _legend(texts: list[str]) -> Legend:
    return read_legend([], [Line(1, (), BOX, text) for text in texts])


@pytest.mark.parametrize(("lines", "printed", "status"), KEYS)
def test_the_documents_own_key_wins(lines: list[str], printed: str, status: str) -> None:
    reading = _read({"status": printed}, _legend(lines)).status
    assert (reading.status, "status_inferred" in reading.flags) == (status, printed == "LAC")


def test_a_key_of_filled_cells_is_read() -> None:
    rows = [(GREEN, "On track"), (AMBER, "Behind but recoverable"), (RED, "Not yet started")]
    cells = [Cell(n, n + 1, 0, 1, BOX, (), fill) for n, (fill, _) in enumerate(rows)]
    cells += [Cell(n, n + 1, 1, 2, BOX, (Line(1, (), BOX, text),)) for n, (_, text) in enumerate(rows)]
    legend = read_legend([RawTable(1, BOX, tuple(cells), "ruled")], [])
    assert legend.key == {"green": "on_track", "amber": "at_risk", "red": "not_started"}
    reading = _read({"progress": ""}, legend, fills={"rag": RED, "action": (255, 255, 255)}).status
    assert (reading.status, reading.flags) == ("not_started", ())


def test_prose_is_no_key() -> None:
    assert line_entries("The red team is on track; A is a letter") == []


def test_the_newest_entry_gives_status_and_day() -> None:
    cell = "12 May 2016: Draft with partners for comment\n3 March 2016: Not started"
    progress = _read({"progress": cell}, headings={"progress": "Progress June 2016"})
    assert (progress.status.status, progress.as_at) == ("awaiting_approval", dt.date(2016, 5, 12))
    assert progress.statuses == ("awaiting_approval", "not_started")
    assert progress.status.text == cell


def test_a_final_label_before_the_entries_stands() -> None:
    progress = _read({"progress": "Completed.\nUpdate (May 2016): the team meets monthly."})
    assert progress.status.status == "completed"


HEADINGS = [
    ("Evidence of progress January 2012", "2012-01-31"),
    ("Progress at 31 March 2016", "2016-03-31"),
    ("Update (May)", "2016-05-31"),
    ("Update (November)", "2015-11-30"),
    ("Progress", "2016-06-30"),
]


@pytest.mark.parametrize(("heading", "as_at"), HEADINGS)
def test_the_heading_dates_the_column(heading: str, as_at: str) -> None:
    assert str(_read({"progress": "Done"}, headings={"progress": heading}).as_at) == as_at
