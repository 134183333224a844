"""Rows below an action that say more of it, over the whole width or beside a merged number."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.extract import extract
from pipeline.rows import read_rows
from pipeline.triage import triage
from tests.drawing import save, sheet
from tests.test_layouts import AUDIT, HEADS, TRAIN, WRITE, read, row, table, told


def below(text: str, width: int = 3) -> str:
    return f'<tr><td colspan="{width}">{text}</td></tr>'


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Progress", "progress"),
        ("Latest position", "progress"),
        ("Success measure", "success_measure"),
        ("Resources", "resources"),
        ("Status", "status"),
    ],
)
def test_labelled_rows_belong_to_the_action_above(label: str, field: str, tmp_path: Path) -> None:
    texts = ("Two thirds are done", "Nothing so far", "All of it is done")
    rows = [
        part
        for a, text in zip((AUDIT, TRAIN, WRITE), texts, strict=True)
        for part in (row(*a), below(f"{label}: {text}"))
    ]
    found = read(tmp_path, f"<h2>Recommendation 2: Improve the quality of plans</h2>{table(HEADS, *rows)}")
    assert [t[:2] for t in told(found)] == [("2", "Improve the quality of plans")] * 3
    assert [a.get(field).text for a in found.segmented.actions] == list(texts)
    assert not found.segmented.unassigned


def test_two_rows_below_each_action_and_one_left_out(tmp_path: Path) -> None:
    rows = [
        row(*AUDIT),
        below("Progress: Begun."),
        below("Resources: None."),
        row(*TRAIN),
        row(*WRITE),
        below("Progress: Sent."),
    ]
    found = read(tmp_path, table(HEADS, *rows)).segmented.actions
    assert [(a.get("progress").text, a.get("resources").text) for a in found] == [
        ("Begun.", "None."),
        ("", ""),
        ("Sent.", ""),
    ]


def test_a_dated_label_stays_in_the_text(tmp_path: Path) -> None:
    rows = [row(*AUDIT), below("Update (May 2021): Begun."), row(*TRAIN), below("Update (June 2021): Done.")]
    found = read(tmp_path, table(HEADS, *rows)).segmented.actions
    assert [a.get("progress").text for a in found] == ["Update (May 2021): Begun.", "Update (June 2021): Done."]


def test_beside_a_merged_number(tmp_path: Path) -> None:
    cells = [
        f'<tr><td rowspan="2">{n}</td>{"".join(f"<td>{c}</td>" for c in a)}</tr>' for n, a in ((1, AUDIT), (2, TRAIN))
    ]
    found = read(
        tmp_path, table(("No", *HEADS), cells[0], below("Progress: Begun."), cells[1], below("Progress: Done."))
    )
    assert [(a.ref, a.get("progress").text) for a in found.segmented.actions] == [("1", "Begun."), ("2", "Done.")]


def test_bands_that_name_something_stay_bands(tmp_path: Path) -> None:
    rows = [
        below("Outcome: Children are safe"),
        row(*AUDIT),
        below("Priority 2: Train the staff of all teams"),
        row(*TRAIN),
    ]
    found = read(tmp_path, table(HEADS, *rows))
    assert found.segmented.actions[0].get("outcome").text == "Children are safe"
    assert told(found)[1][:2] == ("2", "Train the staff of all teams")


def test_drawn_on_a_page(tmp_path: Path) -> None:
    page = sheet(tmp_path / "plan.pdf")
    xs = (40.0, 320.0, 520.0, 700.0)
    y = page.table(xs, 60, [list(HEADS)])
    for action, text in ((AUDIT, "Progress: Half are done."), (TRAIN, "Progress: Not begun.")):
        y = page.table(xs, y, [list(action)])
        y = page.table((xs[0], xs[-1]), y, [[text]])
    save(page)
    found = read_rows(extract(triage(tmp_path / "plan.pdf"))).segmented.actions
    assert [a.get("progress").text for a in found] == ["Half are done.", "Not begun."]
