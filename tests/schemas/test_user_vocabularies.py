"""The vocabulary tables as they are shipped, and a user's tables beside them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.normalise.leads import KeyBook, read_leads
from pipeline.vocabularies import VocabularyError, use_vocabularies
from schemas import vocab
from schemas.vocab import built_in, tables


@pytest.fixture(autouse=True)
def back_to_built_in() -> Iterator[None]:
    yield
    use_vocabularies(None)


@pytest.mark.parametrize("name", tables())
def test_every_table_has_source_and_note_and_patterns_that_compile(name: str) -> None:
    rows = built_in(name)
    assert rows
    for line, row in enumerate(rows, 2):
        assert {"source", "note"} <= set(row), name
        assert None not in row, f"{name}.csv, line {line}: more cells than columns"
        if "pattern" in row:
            re.compile(row["pattern"])


def test_a_row_of_the_users_adds_and_another_overrides(tmp_path: Path) -> None:
    (tmp_path / "lexicon.csv").write_text(
        "acronym,expansion,kind,agency,source\nQQT,Quiet Quality Team,body,council,our intranet\n"
        "TM,Transport Manager,role,council,our intranet\n",
        encoding="utf-8",
    )
    assert read_leads("TM", KeyBook()).leads[0].role == "Team Manager"
    use_vocabularies(tmp_path)
    assert read_leads("TM", KeyBook()).leads[0].role == "Transport Manager"
    assert read_leads("QQT", KeyBook()).leads[0].role == "Quiet Quality Team"
    assert read_leads("DCS", KeyBook()).leads[0].role == "Director of Children's Services"
    use_vocabularies(None)
    assert read_leads("TM", KeyBook()).leads[0].role == "Team Manager"


def test_a_pattern_of_the_users_comes_first(tmp_path: Path) -> None:
    (tmp_path / "functions.csv").write_text("pattern,function,rank\n\\bmash\\b,early_help,1\n", encoding="utf-8")
    use_vocabularies(tmp_path)
    assert read_leads("MASH Manager", KeyBook()).leads[0].function == "early_help"


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("lexikon.csv", "acronym\n", r"lexikon\.csv is no vocabulary of this program: call it lexicon\.csv"),
        ("lexicon.csv", "", r"lexicon\.csv, line 1, has no heading: start it with acronym,"),
        ("lexicon.csv", "acronym,meaning\n", r"line 1, has an unknown column 'meaning': the columns are acronym,"),
        ("lexicon.csv", "acronym,kind,agency\n", r"line 1, lacks the column 'expansion'"),
        ("lexicon.csv", "acronym,expansion,kind,agency\nX,Y,bodies,council\n", r"line 2, has 'bodies' as kind: choose"),
        ("lexicon.csv", "acronym,expansion,kind,agency\n\nX,,body,council\n", r"line 3, leaves 'expansion' empty"),
        ("abbreviations.csv", "short,full\na,b,c\n", r"line 2, has 3 cells for 2 columns"),
        ("functions.csv", "pattern,function,rank\n(,legal,1\n", r"line 2, has a pattern that is no regular expression"),
        ("functions.csv", "pattern,function,rank\na,legal,one\n", r"line 2, has 'one' as rank: write a whole number"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path: Path, name: str, text: str, said: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(VocabularyError, match=said):
        use_vocabularies(tmp_path)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "lexicon.csv").write_bytes(b"acronym\xff\n")
    with pytest.raises(VocabularyError, match="cannot be read"):
        use_vocabularies(tmp_path)


def test_the_command_names_file_line_cause_and_next_step(tmp_path: Path) -> None:
    (tmp_path / "seniority.csv").write_text("pattern,seniority\nboss,king\n", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "run", "missing.pdf", "--vocab", str(tmp_path), "-o", str(tmp_path)]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 2
    assert "seniority.csv, line 2, has 'king' as seniority: choose one of assistant_director," in done.stderr


def test_no_such_folder(tmp_path: Path) -> None:
    with pytest.raises(VocabularyError, match="is no folder: name a folder of CSV tables"):
        use_vocabularies(tmp_path / "none")


def test_a_table_is_shared_between_callers() -> None:
    assert vocab.load("months") is vocab.load("months")
