"""Ratings that no colour word gives: inked dots, filled cells, broken words, keys in sentences."""

from __future__ import annotations

import datetime as dt

import pytest

from extractors.contract import Box, Cell, Colour, Line, RawTable, Word
from pipeline.drafts import RawAction
from pipeline.normalise.legend import Legend, read_legend
from pipeline.normalise.legend_prose import listed_in, told_in
from pipeline.normalise.progress import Document, Progress, read_progress
from pipeline.normalise.status_columns import says_more, with_progress
from pipeline.passages import Passage
from schemas.readings import DateContext

BOX = Box(0, 0, 10, 10)
GREEN, AMBER, RED, BLUE, BLACK = (0, 140, 70), (255, 192, 0), (200, 16, 46), (0, 112, 192), (0, 0, 0)
DATES = DateContext(2016, None, dt.date(2016, 6, 30))
KEY = Legend.of({"blue": "complete", "green": "on track", "amber": "some slippage", "red": "off track"})


def action(fields: dict[str, str | Passage], fills: dict[str, Colour] | None = None) -> RawAction:
    passages = {name: text if isinstance(text, Passage) else Passage(text, text) for name, text in fields.items()}
    headings = {name: name.title() for name in passages}
    return RawAction(0, "1", "", Passage("Write"), Passage(), passages, fills or {}, headings)


def read(raw: RawAction, legend: Legend | None = None) -> Progress:
    return read_progress(with_progress(raw), Document(legend or Legend(), DATES, {}))


def inked(sign: str, colour: Colour) -> Passage:
    return Passage(sign, sign, (Line(1, (Word(sign, BOX, colour=colour),), BOX, sign),))


def line(text: str, page: int = 1) -> Line:
    return Line(page, (Word(text, BOX),), BOX, text)


@pytest.mark.parametrize(
    ("sign", "colour", "rag", "status"),
    [("●", GREEN, "green", "on_track"), ("■", AMBER, "amber", "at_risk"), ("★", BLUE, "blue", "completed")],
)
def test_the_ink_of_a_sign_is_the_rating(sign: str, colour: Colour, rag: str, status: str) -> None:
    told = read(action({"rag": inked(sign, colour), "progress": "Three of eleven have done so."}), KEY).status
    assert (told.rag, told.rag_source, told.status) == (rag, "symbol", status)


def test_a_black_dot_tells_nothing() -> None:
    told = read(action({"rag": inked("●", BLACK), "progress": "Policy is being drafted."}), KEY).status
    assert (told.rag, told.status) == ("", "in_progress")


@pytest.mark.parametrize(("printed", "rag"), [("AMBE\nR", "amber"), ("GREE\nN", "green"), ("Re\nd", "red")])
def test_a_colour_broken_by_a_narrow_column_is_one_word(printed: str, rag: str) -> None:
    told = read(action({"rag": Passage(printed.replace("\n", " "), printed)})).status
    assert (told.rag, told.rag_source) == (rag, "text")


def test_the_fill_of_a_progress_cell_counts_where_the_document_explains_it() -> None:
    filled = action({"action": "Write", "progress": ""}, {"progress": RED})
    assert (read(filled, KEY).status.status, read(filled, KEY).status.rag) == ("delayed", "red")
    assert read(filled).status.status == "not_reported"


def test_the_fill_of_a_whole_row_is_no_rating() -> None:
    striped = action({"progress": ""}, {"progress": GREEN, "lead": GREEN})
    assert read(striped, KEY).status.status == "not_reported"


@pytest.mark.parametrize(
    ("letter", "text", "status"),
    [
        ("G", "Six observations done.", "on_track"),
        ("R", "Post advertised twice.", "delayed"),
        ("B", "94% in May.", "completed"),
    ],
)
def test_a_rating_with_a_key_wins_over_prose(letter: str, text: str, status: str) -> None:
    assert read(action({"rag": letter, "progress": text}), KEY).status.status == status


EITHER = Legend.of({"red": "Not started, or behind and not expected to recover", "blue": "Complete"})


@pytest.mark.parametrize(
    ("text", "status"),
    [("", "not_started"), ("Not yet begun.", "not_started"), ("Advertised in May, nobody applied.", "delayed")],
)
def test_a_colour_for_not_started_or_behind_depends_on_what_was_begun(text: str, status: str) -> None:
    assert read(action({"rag": "R", "progress": text}), EITHER).status.status == status


@pytest.mark.parametrize(
    ("meaning", "status"),
    [
        ("Action in progress and on track", "on_track"),
        ("In progress but behind; it can be recovered", "at_risk"),
        ("Action is behind, but there is a plan to bring it back on track", "at_risk"),
        ("Not on target", "delayed"),
        ("Started", "in_progress"),
    ],
)
def test_meanings_of_a_stage_and_its_timeliness(meaning: str, status: str) -> None:
    assert Legend.of({"amber": meaning}).key == {"amber": status}


SENTENCES = [
    (
        "A green dot means that the action is on target, an amber one that there is some slippage, a red one that it "
        "is not on target, and a blue one that it is complete.",
        {"green": "on_track", "amber": "at_risk", "red": "delayed", "blue": "completed"},
    ),
    (
        "Blue is complete; green is on track; amber if there are some concerns; red where the date will not be met.",
        {"blue": "completed", "green": "on_track", "amber": "at_risk", "red": "delayed"},
    ),
    ("Actions shown in green are complete and those in red are overdue.", {"green": "completed", "red": "delayed"}),
    ("B complete, G on target, A at risk, N not yet due to start.",
     {"blue": "completed", "green": "on_track", "amber": "at_risk", "n": "not_started"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "key"), SENTENCES)
def test_keys_in_sentences(text: str, key: dict[str, str]) -> None:
    half = text.index(" ", len(text) // 2)
    assert read_legend([], [line(text[:half]), line(text[half + 1 :])]).key == key


@pytest.mark.parametrize(
    "text", ["The amber light is for visitors.", "Our green spaces are well used.", "A first, B second, and C.", ""]
)
def test_sentences_that_explain_no_rating(text: str) -> None:
    assert told_in(text) == []
    assert listed_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A homes, B fostering, G adoption.",
        "The red route is for buses, a green one for walkers.",
        "B complete, R two, G three.",
    ],
)
def test_sentences_of_another_matter_are_no_key(text: str) -> None:
    assert read_legend([], [line(text)]).key == {}


def test_a_key_in_a_table_leaves_sentences_alone() -> None:
    rows = (("Green", "On track"), ("Red", "Off track"))
    cells = [
        Cell(row, row + 1, col, col + 1, BOX, (line(text),))
        for row, pair in enumerate(rows)
        for col, text in enumerate(pair)
    ]
    table = RawTable(1, BOX, tuple(cells), "ruled")
    told = read_legend([table], [line("A green dot means that the action is complete, a red one that it is late.")])
    assert told.key == {"green": "on_track", "red": "delayed"}


STATUS = [
    ("DELAYED. 9.12.16: first draft. 31.3.17: the analyst has left.", "delayed", 2),
    ("Six placements. Four more carers are being assessed.", "in_progress", 0),
    ("31.3.17: 84% of visits. 8.6.17: 93% of visits, on track.", "on_track", 2),
]


@pytest.mark.parametrize(("text", "status", "entries"), STATUS)
def test_sentences_under_status_are_progress(text: str, status: str, entries: int) -> None:
    moved = with_progress(action({"status": text}))
    assert moved.get("progress").text == text
    told = read(action({"status": text}))
    assert len(told.updates.entries) == entries
    assert told.status.status == status


@pytest.mark.parametrize("text", ["Complete", "On track", "Completed June 2017", "Green"])
def test_a_label_under_status_stays_there(text: str) -> None:
    assert not says_more(text)
    assert not with_progress(action({"status": text})).get("progress")


def test_status_stays_where_progress_has_a_column() -> None:
    both = action({"status": "On track but two posts are still empty", "progress": "Advertised."})
    assert with_progress(both) is both


def two_columns(rows: list[tuple[str, str]]) -> RawTable:
    cells = [
        Cell(row, row + 1, column, column + 1, BOX, (line(text),))
        for row, pair in enumerate(rows)
        for column, text in enumerate(pair)
    ]
    return RawTable(1, BOX, tuple(cells), "test")


OWN_WORDS = [
    ("Complete", "The work is done"),
    ("On track", "It will be done in time"),
    ("Nested", "This is now part of another action"),
    ("Resting", "The Board has paused the work"),
    ("Status", "What it means"),
]


@pytest.mark.parametrize(
    ("printed", "status"), [("Nested", "withdrawn"), ("Resting", "on_hold"), ("On track", "on_track")]
)
def test_a_key_explains_words_of_its_own(printed: str, status: str) -> None:
    legend = read_legend([two_columns(OWN_WORDS)], [])
    assert read(action({"status": printed}), legend).status.status == status


GRADED = [
    ("Done", "The work has been completed", GREEN),
    ("On track", "It will be done in time", GREEN),
    ("Some delay", "The date is at risk, but the delay can be made good", AMBER),
    ("Complete, awaiting sign-off", "The Board has still to see it", AMBER),
    ("Off track", "The date has been missed", RED),
]


def signed(label: str, colour: Colour) -> tuple[Word, ...]:
    return (Word("●", BOX, colour=colour), *(Word(word, BOX) for word in label.split()))


def graded() -> RawTable:
    cells = []
    for row, (label, meaning, colour) in enumerate(GRADED):
        first = Line(1, signed(label, colour), BOX, f"● {label}")
        cells += [Cell(row, row + 1, 0, 1, BOX, (first,)), Cell(row, row + 1, 1, 2, BOX, (line(meaning),))]
    return RawTable(1, BOX, tuple(cells), "test")


@pytest.mark.parametrize(
    ("label", "colour", "status", "rag"),
    [
        ("Some delay", AMBER, "at_risk", "amber"),
        ("Complete, awaiting sign-off", AMBER, "awaiting_approval", "amber"),
        ("Done", GREEN, "completed", "green"),
        ("On track", GREEN, "on_track", "green"),
        ("Off track", RED, "delayed", "red"),
    ],
)
def test_a_label_tells_where_its_key_gives_one_colour_to_several(
    label: str, colour: Colour, status: str, rag: str
) -> None:
    cell = Passage(label, label, (Line(1, signed(label, colour), BOX, f"● {label}"),))
    told = read(
        action({"status": cell, "progress": "The paper is with the unions."}), read_legend([graded()], [])
    ).status
    assert (told.status, told.rag, told.flags) == (status, rag, ())


def test_without_such_a_key_amber_warns() -> None:
    cell = Passage("Awaiting sign-off", "Awaiting sign-off", (Line(1, signed("Awaiting", AMBER), BOX, "● Awaiting"),))
    assert read(action({"status": cell, "progress": ""})).status.status == "at_risk"


def test_a_glossary_is_no_key_of_words() -> None:
    glossary = [("Panel", "A meeting that has been paused"), ("Neglect", "Not started yet"), ("Duty", "Done by rota")]
    assert not read_legend([two_columns(glossary)], []).meanings


BLANK_KEY = ["Key: B = complete; G = on track", "Not yet begun (no colour)"]


def test_a_blank_rating_means_what_the_key_says() -> None:
    legend = read_legend([], [line(text) for text in BLANK_KEY])
    rated = read(action({"rag": "", "progress": ""}), legend).status
    assert (rated.status, rated.rag, rated.flags) == ("not_started", "", ())
    assert read(action({"progress": ""}), legend).status.status == "not_reported"
    assert read(action({"rag": "G", "progress": ""}), legend).status.status == "on_track"
    assert read(action({"rag": "", "progress": "Delayed"}), legend).status.status == "delayed"


def test_the_ink_of_a_tick_is_recorded_and_the_tick_tells() -> None:
    reading = read(action({"rag": inked("✔", BLUE), "progress": ""})).status
    assert (reading.status, reading.rag, reading.rag_source) == ("completed", "blue", "symbol")
    assert read(action({"rag": inked("✔", GREEN), "progress": ""})).status.status == "completed"
