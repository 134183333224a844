"""What holds for any text: it survives the guard, the file and the way back."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.export import read_rows, to_csv, to_datapackage
from pipeline.export.to_csv import guard, is_formula, unguard
from schemas import Dataset, Update, columns

TEXTS = st.text() | st.text(alphabet="=+-@'\t\r\n 1aA(;\",|!%.")


@given(TEXTS)
def test_unguard_undoes_guard(text: str) -> None:
    assert unguard(guard(text)) == text


@given(TEXTS)
def test_guarded_text_is_no_formula(text: str) -> None:
    assert not is_formula(guard(text))


@given(TEXTS, TEXTS)
def test_guard_keeps_texts_apart(one: str, other: str) -> None:
    assert (guard(one) == guard(other)) == (one == other)


@settings(max_examples=50, deadline=None)
@given(st.lists(TEXTS, max_size=5), st.booleans(), st.booleans())
def test_text_of_a_file_comes_back(texts: list[str], bom: bool, guarded: bool) -> None:
    dataset = Dataset(updates=tuple(Update("a1", number, text=text) for number, text in enumerate(texts, 1)))
    with tempfile.TemporaryDirectory() as folder:
        path = next(p for p in to_csv(dataset, Path(folder), bom=bom, guard=guarded) if p.stem == "updates")
        to_datapackage(dataset, Path(folder), guard=guarded)
        with path.open(encoding="utf-8-sig", newline="") as file:
            heading, *found = csv.reader(file, strict=True)
        rows = read_rows(Path(folder), "updates")
    assert tuple(heading) == columns("updates")
    place = heading.index("text")
    assert [row[place] for row in found] == [guard(text) if guarded else text for text in texts]
    assert [row["text"] for row in rows] == texts
