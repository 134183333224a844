"""Manifests: their values beat what is read, a clash is told, and nothing in them is taken by guess."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import ManifestError
from pipeline.manifest import read_manifest
from pipeline.stated import Stated, apply_stated, clashes
from schemas.readings import PlanReading
from tests.batch.runs import actionplans, rows, small_plan, write_plans

HEAD = "file,council,title,published,inspection_date,framework,page_range,note\n"


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_rows_of_a_manifest(tmp_path: Path) -> None:
    text = "File,URL,Inspection date,page range,Published\r\n"
    text += 'a.pdf,,14/05/2012 to 25/05/2012,"3-17, 20",2012-09\r\n,https://example.org/b.pdf,2013-01-02,,\r\n,,,,\r\n'
    first, second = read_manifest(written(tmp_path / "m.csv", "\ufeff" + text))
    assert (first.file, first.stated.pages) == ("a.pdf", ((3, 17), (20, 20)))
    assert (first.stated.inspection_start, first.stated.inspection_end) == ("2012-05-14", "2012-05-25")
    assert first.stated.published == "2012-09"
    assert (second.url, second.stated.inspection_end) == ("https://example.org/b.pdf", "2013-01-02")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("council\nBorsetshire\n", "needs a column file or url"),
        ("file,colour\na.pdf,red\n", "unknown column 'colour'"),
        ("file,file\na.pdf,b.pdf\n", "each only once"),
        ("file,published\na.pdf,soon\n", "in row 2, 'soon' is no date"),
        ("file,published\na.pdf,31/02/2012\n", "cannot be used: in row 2"),
        ("file,page_range\na.pdf,9-3\n", "'9-3' is no range of pages"),
        ("file,framework\na.pdf,OFSTED\n", "'OFSTED' is no framework; there are JAR"),
        ("file,note\na.pdf,one\n,two\n", "names neither file nor url in row 3"),
        ("file,page_range\na.pdf,1-2\na.pdf,3-4\n", "names a.pdf twice"),
        ("file\na.pdf,b.pdf\n", "more cells than columns in row 2"),
        ("file\n\0\n", "cannot be used"),
        ("", "needs a column"),
    ],
)
def test_manifests_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(ManifestError, match=said):
        read_manifest(written(tmp_path / "m.csv", text))


READ = PlanReading(
    council="Borsetshire", council_code="E1", title="Improvement plan", plan_date="2012-03",
    inspection_start="2012-05-14", inspection_end="2012-05-25", framework="SLAC",
)  # fmt: skip


@pytest.mark.parametrize(
    ("stated", "changed", "clashing"),
    [
        (Stated(), {}, []),
        (Stated(council="borsetshire", title="IMPROVEMENT  PLAN"), {"council": "borsetshire"}, []),
        (Stated(council="Felpersham"), {"council": "Felpersham", "council_code": ""}, ["council"]),
        (Stated(published="2012-03-31"), {"plan_date": "2012-03-31"}, []),
        (Stated(published="2012-04-01"), {"plan_date": "2012-04-01"}, ["plan_date"]),
        (Stated(inspection_start="2012-05-16", inspection_end="2012-05-16"), {"inspection_start": "2012-05-14"}, []),
        (
            Stated(inspection_start="2013-01-01", inspection_end="2013-01-09"),
            {"inspection_start": "2013-01-01", "inspection_end": "2013-01-09"},
            ["inspection_start"],
        ),
        (Stated(framework="SIF"), {"framework": "SIF"}, ["framework"]),
        (Stated(note="From the library"), {}, [""]),
    ],
)
def test_what_is_stated_beats_what_is_read(stated: Stated, changed: dict[str, str], clashing: list[str]) -> None:
    fixed = apply_stated(stated, READ)
    assert {name: getattr(fixed, name) for name in changed} == changed
    assert [finding.field for finding in clashes(stated, READ)] == clashing


def test_a_run_of_a_manifest(tmp_path: Path) -> None:
    write_plans(tmp_path / "plans", 3)
    (tmp_path / "plans" / "other.pdf").write_bytes(small_plan(5, council="Kent County Council "))
    text = HEAD + "plans/other.pdf,Essex,,2014-06-30,,SIF,,Sent by post\nplans/plan-001.pdf,,Our plan,,,,2-3,\n"
    text += "plans/gone.pdf,,,,,,,\n"
    manifest = written(tmp_path / "manifest.csv", text)
    done = actionplans(manifest, tmp_path / "plans" / "plan-000.pdf", "-o", tmp_path / "out")
    assert done.returncode == 3
    assert "gone.pdf does not exist" in done.stderr
    assert "plan-001.pdf has 1 pages and none of those that were asked for" in done.stderr
    plans = {row["source_file"]: row for row in rows(tmp_path / "out", "plans")}
    assert set(plans) == {"other.pdf", "plan-000.pdf"}
    other = plans["other.pdf"]
    assert [other[name] for name in ("council", "council_code_3", "plan_date", "framework")] == [
        "Essex",
        "ESS",
        "2014-06-30",
        "SIF",
    ]
    told = {
        (row["code"], row["field"]) for row in rows(tmp_path / "out", "findings") if row["source_file"] == "other.pdf"
    }
    assert {("manifest_clash", "council"), ("manifest_note", "")} <= told
    assert {row["council"] for row in rows(tmp_path / "out", "actions")} == {"Essex", ""}
