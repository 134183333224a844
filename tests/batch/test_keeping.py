"""Kept bytes: whole or not at all, and read back as nothing but plain types of this program."""

from __future__ import annotations

import pickle
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import EmptyFile
from pipeline.keeping import Void, fingerprint, is_whole, pack, unpack, write_whole
from pipeline.plain import printable
from pipeline.result import PlanResult
from pipeline.store import Store
from pipeline.versions import PAGES, RECORDS, ROWS, used_files, versions
from schemas import Action, Dataset


def test_what_parts_share_stays_shared() -> None:
    action = Action("a1")
    kept = unpack(pack([action], (action, "text")))
    (first,), (second, text) = kept.take(), kept.take()
    assert first is second
    assert (first, text) == (action, "text")
    with pytest.raises(Void):
        kept.take()


def test_failures_are_kept_with_their_words() -> None:
    error = EmptyFile(Path("plans/a.pdf"), "is odd")
    again = unpack(pack(PlanResult(failure=error))).take().failure
    assert (type(again), str(again)) == (EmptyFile, str(error))


class Evil:
    def __reduce__(self) -> tuple[object, ...]:
        return (eval, ("__import__('os').system('touch /tmp/never')",))


@pytest.mark.parametrize("thing", [Evil(), pickle.loads, Path.unlink, subprocess.run, Path("a").open])
def test_nothing_else_is_read_back(thing: object) -> None:
    with pytest.raises(Void):
        unpack(pack(thing)).take()


@given(st.binary(max_size=300), st.integers(0, 60))
def test_bytes_that_are_not_whole_are_void(junk: bytes, cut: int) -> None:
    whole = pack(Dataset(actions=(Action("a1"),)))
    assert is_whole(whole)
    for content in (junk, whole[:cut], whole + junk[:1] if junk else b"", bytes([*whole[:-1], whole[-1] ^ 1])):
        with pytest.raises(Void):
            unpack(content)


def test_a_draft_never_stays(tmp_path: Path) -> None:
    with pytest.raises(TypeError):
        write_whole(tmp_path / "a", [b"one", None])  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []
    write_whole(tmp_path / "a", [b"one", b"two"], lasting=True)
    assert (tmp_path / "a").read_bytes() == b"onetwo"


def test_only_the_newest_result_of_a_document_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    for key in ("1" * 64, "2" * 64):
        store.keep_records("a" * 64, key, pack(PlanResult(pages=3)))
    store.keep_records("b" * 64, "1" * 64, pack(PlanResult()))
    assert store.records("a" * 64, "1" * 64) is None
    assert store.records("a" * 64, "2" * 64) == PlanResult(pages=3)
    assert len(list(tmp_path.iterdir())) == 2


def names(stages: tuple[str, ...]) -> set[str]:
    return {path.name for path in used_files(stages)}


def test_versions_follow_what_a_stage_can_reach() -> None:
    pages, whole = names(PAGES), names(RECORDS)
    assert {"ingest.py", "quick.py", "headings.csv"} <= pages <= names(ROWS) <= whole
    assert {"status.py", "status.csv", "themes.csv", "validate.py", "records.py"} <= whole - pages
    assert not whole & {"cli.py", "run.py", "report.py", "processes.py", "to_csv.py"}
    assert versions() == versions()
    assert len({versions().pages, versions().rows, versions().records}) == 3


def test_every_vocabulary_is_behind_some_stage() -> None:
    folder = Path(__file__).resolve().parent.parent.parent / "schemas" / "vocab"
    assert {path.name for path in folder.glob("*.csv")} <= names(
        (*RECORDS, "pipeline.board", "pipeline.compare", "pipeline.report_commands")
    )


def test_fingerprints_tell_parts_apart() -> None:
    assert fingerprint("a", "b") == fingerprint("a", "b")
    assert len({fingerprint("a", "b"), fingerprint("ab"), fingerprint("a", "b", ""), fingerprint(("a", "b"))}) == 4


@given(st.text())
def test_nothing_printable_steers_a_terminal(text: str) -> None:
    shown = printable(text)
    assert not set(shown) & {*map(chr, range(32)), "\x7f", *map(chr, range(0x80, 0xA0)), "\u202e", "\u2066"}
    assert len(shown) <= 200
    shown.encode("utf-8")
