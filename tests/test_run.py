"""Whole runs over input that is not as it should be: each is told, and costs nothing else."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.drawing import save, sheet

XS = (40.0, 200.0, 400.0, 520.0, 640.0, 800.0)


def good_plan(path: Path) -> Path:
    drawn = sheet(path)
    drawn.text(40, 40, "Anyshire County Council: Children's Services Improvement Plan 2014", bold=True)
    drawn.table(
        XS,
        80,
        [
            ["Recommendation", "Actions", "Lead", "By when", "Progress"],
            ["(R1) Improve plans", "(1) Write the policy", "Head of Safeguarding", "31.3.14", "(1) Completed"],
            [None, "(2) Train managers", "Director of Children's\nServices", "31.9.14", "(2) Underway"],
        ],
    )
    save(drawn)
    return path


def make_bad(folder: Path) -> dict[str, Path]:
    good = good_plan(folder / "good.pdf").read_bytes()
    files = {name: folder / f"{name}.pdf" for name in ("text", "empty", "cut", "locked", "blank", "prose")}
    files["text"].write_text("This is no PDF.")
    files["empty"].write_bytes(b"")
    files["cut"].write_bytes(good[: len(good) // 2])
    locked = Canvas(str(files["locked"]), encrypt=StandardEncryption("secret", "owner"))
    locked.drawString(50, 500, "hidden")
    locked.save()
    blank = Canvas(str(files["blank"]))
    blank.rect(50, 50, 100, 100, fill=1)
    blank.save()
    prose = Canvas(str(files["prose"]))
    prose.drawString(50, 500, "The council accepts the findings of the inspection.")
    prose.save()
    return files


def actionplans(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    with (folder / f"{table}.csv").open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


def test_bad_files_are_told_and_the_good_one_is_exported(tmp_path: Path) -> None:
    inputs = tmp_path / "in"
    inputs.mkdir()
    files = make_bad(inputs)
    done = actionplans("run", inputs, "-o", tmp_path / "out")
    assert done.returncode == 3
    assert done.stdout == ""
    codes = {
        row["source_file"]: row["code"] for row in rows(tmp_path / "out", "findings") if row["severity"] == "error"
    }
    assert codes == {
        "text.pdf": "not_a_pdf",
        "empty.pdf": "empty_file",
        "cut.pdf": "damaged_pdf",
        "locked.pdf": "password_needed",
        "blank.pdf": "no_text",
        "prose.pdf": "no_action_table",
    }
    for path in files.values():
        sentence = next(line for line in done.stderr.splitlines() if line.startswith(f"  - {path.name} "))
        assert ": " in sentence
        assert sentence.endswith(".")
    assert [row["action"] for row in rows(tmp_path / "out", "actions")] == ["Write the policy", "Train managers"]


@pytest.mark.parametrize(
    ("name", "code"), [("text", 4), ("empty", 4), ("cut", 4), ("locked", 4), ("blank", 4), ("prose", 4)]
)
def test_a_bad_file_alone(tmp_path: Path, name: str, code: int) -> None:
    path = make_bad(tmp_path)[name]
    assert actionplans("run", path, "-o", tmp_path / "out").returncode == code
    assert (tmp_path / "out" / "findings.csv").exists()


def test_a_missing_file(tmp_path: Path) -> None:
    done = actionplans("run", tmp_path / "nowhere.pdf", "-o", tmp_path / "out")
    assert done.returncode == 6
    assert "nowhere.pdf does not exist" in done.stderr


def test_an_output_folder_that_cannot_be_written(tmp_path: Path) -> None:
    plan = good_plan(tmp_path / "good.pdf")
    (tmp_path / "taken").write_text("a file, not a folder")
    done = actionplans("run", plan, "-o", tmp_path / "taken")
    assert done.returncode == 2
    assert "taken cannot be written to" in done.stderr


def test_a_good_plan_alone(tmp_path: Path) -> None:
    done = actionplans("run", good_plan(tmp_path / "good.pdf"), "-o", tmp_path / "out")
    assert done.returncode == 0
    first, second = rows(tmp_path / "out", "actions")
    assert (first["recommendation_ref"], first["action_ref"], first["due_date"]) == ("R1", "1", "2014-03-31")
    assert (second["leads"], second["due_date"]) == ("Director of Children's Services", "2014-09-30")
    assert "invalid_date_clamped" in second["flags"]
    assert [row["council"] for row in rows(tmp_path / "out", "plans")] in (["Anyshire"], [""])
    assert "records" in done.stderr


def test_the_same_file_twice_is_read_once(tmp_path: Path) -> None:
    plan = good_plan(tmp_path / "one.pdf")
    (tmp_path / "two.pdf").write_bytes(plan.read_bytes())
    assert actionplans("run", tmp_path, "-o", tmp_path / "out").returncode == 0
    assert len(rows(tmp_path / "out", "plans")) == 1
    assert [row["code"] for row in rows(tmp_path / "out", "findings") if row["source_file"] == "two.pdf"] == [
        "same_file"
    ]


def test_tables_as_json_and_as_pictures(tmp_path: Path) -> None:
    plan = good_plan(tmp_path / "good.pdf")
    (grid,) = json.loads(actionplans("tables", plan, "--json").stdout)
    assert grid["page"] == 1
    texts = {(c["row0"], c["row1"], c["col0"], c["col1"]): c["text"] for c in grid["cells"]}
    assert texts[1, 3, 0, 1] == "(R1) Improve plans"
    drawn = actionplans("tables", plan, "--draw", tmp_path / "pictures").stdout.split()
    assert [Path(p).name for p in drawn] == ["good-001.png"]
    assert Path(drawn[0]).read_bytes().startswith(b"\x89PNG")


def test_explain_tells_text_value_and_place(tmp_path: Path) -> None:
    actionplans("run", good_plan(tmp_path / "good.pdf"), "-o", tmp_path / "out")
    identity = rows(tmp_path / "out", "actions")[1]["action_id"]
    told = actionplans("explain", identity, "--in", tmp_path / "out").stdout
    for part in ("31.9.14", "2014-09-30", "invalid_date_clamped", "page 1"):
        assert part in told
