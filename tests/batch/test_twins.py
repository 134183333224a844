"""Documents that say the same are told: the same bytes, the same words, and versions of one plan."""

from __future__ import annotations

from pathlib import Path

from pipeline.twins import Likeness, Twins
from tests.batch.nasty import one_page, table
from tests.batch.runs import actionplans, rows, small_plan


def plan(name: str, actions: range, council: str = "Borsetshire", date: str = "", said: str = "") -> Likeness:
    return Likeness(f"p-{name}", name, council, date, said or name, frozenset(actions))


def test_versions_are_told_from_other_plans() -> None:
    twins = Twins()
    assert twins.meet(plan("march", range(20), date="2012-03")) is None
    assert twins.meet(plan("other council", range(20), council="Felpersham")) is None
    assert twins.meet(plan("other plan", range(100, 120))) is None
    june = twins.meet(plan("june", range(4, 22), date="2012-06"))
    assert june is not None
    assert (june.first.name, june.second.name, june.same_text) == ("march", "june", False)
    september = twins.meet(plan("september", range(6, 24)))
    assert september is not None
    assert september.first.name == "june"


def test_a_few_shared_actions_make_no_version() -> None:
    twins = Twins()
    twins.meet(plan("one", range(20)))
    assert twins.meet(plan("two", range(17, 40))) is None
    twins.meet(plan("tiny", range(2), council="Felpersham"))
    assert twins.meet(plan("tiny too", range(2), council="Felpersham")) is None


def test_the_same_words_are_one_document() -> None:
    twins = Twins()
    twins.meet(plan("one", range(20), said="words"))
    again = twins.meet(plan("two", range(20), council="Felpersham", said="words"))
    assert again is not None
    assert again.same_text


def version(date: str, progress: str) -> bytes:
    lines = [("Action", "Lead", "By when", "Progress")]
    lines += [(f"{n}. Review policy {n}", "Head of Safeguarding", "31.3.14", progress) for n in range(1, 7)]
    title = b"BT /F1 14 Tf 60 550 Td (Kent County Council Improvement Plan, %s) Tj ET\n" % date.encode()
    return one_page(title + table(lines, (250, 150, 100, 150)))


def test_a_run_tells_them_and_doubles_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    first = version("March 2014", "Underway")
    (folder / "a.pdf").write_bytes(first)
    (folder / "b.pdf").write_bytes(first)
    (folder / "c.pdf").write_bytes(first.replace(b"%\xe2\xe3\xcf\xd3", b"%\xe2\xe3\xcf\xd4"))
    (folder / "d.pdf").write_bytes(version("June 2014", "Completed"))
    (folder / "e.pdf").write_bytes(small_plan(1))
    done = actionplans(folder, "-o", tmp_path / "out")
    assert done.returncode == 0
    assert "2 more say the same" in done.stderr
    assert [row["source_file"] for row in rows(tmp_path / "out", "plans")] == ["a.pdf", "d.pdf", "e.pdf"]
    told = {row["source_file"]: row["code"] for row in rows(tmp_path / "out", "findings") if "-e" in row["finding_id"]}
    assert told == {"b.pdf": "same_file", "c.pdf": "same_text", "d.pdf": "same_plan"}
