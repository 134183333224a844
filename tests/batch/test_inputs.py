"""What a run can be given, and what such input can try."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import pytest

from pipeline.fetch import Fetcher
from pipeline.inputs import Inputs, expand
from pipeline.store import Workplace
from tests.batch.runs import actionplans, codes, rows, small_plan, tables, write_plans


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    place = Workplace(tmp_path / "out")
    place.prepare()
    return place


def found(place: Workplace, *given: object) -> Inputs:
    return expand([str(one) for one in given], place, Fetcher(place, offline=True))


def labels(inputs: Inputs, folder: Path) -> list[str]:
    return [os.path.relpath(entry.label, folder) for entry in inputs.entries]


def pack(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


def everything(folder: Path) -> set[Path]:
    return {path for path in folder.rglob("*") if not path.is_dir()}


def test_folders_patterns_files_and_archives_each_once(tmp_path: Path, place: Workplace) -> None:
    write_plans(tmp_path / "in", 2)
    write_plans(tmp_path / "in" / "deep" / "er", 1)
    pack(tmp_path / "in" / "more.zip", {"b/two.pdf": small_plan(8), "one.PDF": small_plan(7), "notes.txt": b"no"})
    given = (tmp_path / "in", tmp_path / "in" / "*.pdf", tmp_path / "**" / "plan-000.pdf", tmp_path / "in/plan-001.pdf")
    inputs = found(place, *given)
    assert inputs.problems == []
    assert labels(inputs, tmp_path / "in") == [
        "deep/er/plan-000.pdf",
        "more.zip!b/two.pdf",
        "more.zip!one.PDF",
        "plan-000.pdf",
        "plan-001.pdf",
    ]
    assert [entry.name for entry in inputs.entries[1:3]] == ["two.pdf", "one.PDF"]
    assert labels(found(place, *reversed(given)), tmp_path / "in") == labels(inputs, tmp_path / "in")


def test_what_gives_nothing_is_told(tmp_path: Path, place: Workplace) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "broken.zip").write_bytes(b"PK\x03\x04 and no more")
    pack(tmp_path / "texts.zip", {"a.txt": b"text"})
    given = [tmp_path / name for name in ("empty", "none.pdf", "no*.pdf", "broken.zip", "texts.zip")]
    told = [str(problem).removeprefix(str(tmp_path)) for problem in found(place, *given).problems]
    assert [text.split(" ", 1)[0] for text in told] == ["/empty", "/none.pdf", "/no*.pdf", "/broken.zip", "/texts.zip"]
    assert "matches no file" in told[2]
    assert "cannot be opened" in told[3]
    assert "without any file that could be a plan" in told[4]


SLIPS = (
    "../../slip.pdf",
    "/tmp/slip.pdf",
    "C:\\slip.pdf",
    "..\\..\\slip.pdf",
    "a/../../../slip.pdf",
    "\x1b[31mslip.pdf",
)


def test_an_archive_writes_nothing_outside(tmp_path: Path, place: Workplace) -> None:
    archive = pack(tmp_path / "slip.zip", {name: small_plan(n) for n, name in enumerate(SLIPS)})
    before = everything(tmp_path)
    inputs = found(place, archive)
    assert len(inputs.entries) == len(SLIPS)
    assert {path.parent for path in everything(tmp_path) - before} == {place.inputs}
    assert all(path.stem.isalnum() for path in everything(place.inputs))
    assert not any(set("/\\\x1b") & set(entry.name.replace("\\x1b", "").replace("\\", "")) for entry in inputs.entries)


def test_bombs_nests_and_locks_in_archives(tmp_path: Path, place: Workplace) -> None:
    archive = tmp_path / "bad.zip"
    pack(archive, {"bomb.pdf": b"%PDF-" + b"\0" * 60_000_000, "inner.zip": b"PK", "good.pdf": small_plan(1)})
    inputs = found(place, archive)
    assert [entry.name for entry in inputs.entries] == ["good.pdf"]
    told = [str(problem) for problem in inputs.problems]
    assert any("bomb.pdf unpacks to more than" in text for text in told)
    assert any("inner.zip is an archive inside an archive" in text for text in told)
    content = bytearray(archive.read_bytes())
    place_of_bits = content.index(b"PK\x01\x02") + 8
    content[place_of_bits] |= 1
    archive.write_bytes(bytes(content))
    assert any("is encrypted" in str(problem) for problem in found(place, archive).problems)


def test_a_lying_archive(tmp_path: Path, place: Workplace) -> None:
    """One that promises a few bytes and holds many, and one whose bytes are damaged."""
    archive = pack(tmp_path / "lies.zip", {"plan.pdf": small_plan(1) * 9})
    content = bytearray(archive.read_bytes())
    size = content.index(b"PK\x01\x02") + 24
    content[size : size + 4] = (10).to_bytes(4, "little")
    archive.write_bytes(bytes(content))
    first = found(place, archive)
    assert first.entries == []
    assert "cannot be unpacked" in str(first.problems[0])
    whole = bytearray(pack(archive, {"plan.pdf": os.urandom(5000)}).read_bytes())
    whole[2000] ^= 255
    archive.write_bytes(bytes(whole))
    assert "cannot be unpacked" in str(found(place, archive).problems[0])


NAMES = (
    "plan\nwith\nlines.pdf",
    "quote\"d 'name'.pdf",
    "\x1b]0;title\x07esc.pdf",
    "=cmd|' C calc'!A0.pdf",
    "\u202efdp.exe.pdf",
    "name with  blanks .pdf",
    "é" * 120 + ".pdf",
    "-rf.pdf",
    "%s%n{0}[bold]x.pdf",
)


def test_nasty_file_names(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(NAMES):
        (folder / name).write_bytes(small_plan(number))
    (folder / os.fsdecode(b"caf\xe9.pdf")).write_bytes(b"no plan")
    done = actionplans(folder, "-o", tmp_path / "out")
    assert done.returncode == 3
    assert "\x1b" not in done.stderr
    assert "\x07" not in done.stderr
    assert "\u202e" not in done.stderr
    assert len(rows(tmp_path / "out", "plans")) == len(NAMES)
    assert codes(tmp_path / "out") == {"caf\\udce9.pdf": "not_a_pdf"}
    text = b"".join(tables(tmp_path / "out").values())
    assert b"\x1b" not in text
    assert b"\x07" not in text
    assert "\u202e".encode() not in text
    assert b"\n=cmd" not in text.replace(b",=cmd", b"\n=cmd")
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}


def test_links_out_of_the_folder_are_told_and_not_followed(tmp_path: Path, place: Workplace) -> None:
    (secret,) = write_plans(tmp_path / "elsewhere", 1)
    write_plans(tmp_path / "in", 1)
    (tmp_path / "in" / "link.pdf").symlink_to(secret)
    (tmp_path / "in" / "folder").symlink_to(secret.parent)
    (tmp_path / "in" / "inside.pdf").symlink_to(tmp_path / "in" / "plan-000.pdf")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    inputs = found(place, tmp_path / "in")
    assert len(inputs.entries) == 1
    assert [(problem.code, problem.file.name) for problem in inputs.problems] == [
        ("link_outside", "folder"),
        ("link_outside", "link.pdf"),
    ]
    assert "link.pdf is a link that leads out of its folder and was not followed" in str(inputs.problems[1])


def test_a_link_to_nothing_is_told(tmp_path: Path, place: Workplace) -> None:
    write_plans(tmp_path / "in", 1)
    (tmp_path / "in" / "lost.pdf").symlink_to(tmp_path / "nowhere.pdf")
    inputs = found(place, tmp_path / "in")
    assert [str(problem).removeprefix(f"{tmp_path}/in/") for problem in inputs.problems] == [
        "lost.pdf is a link to a file that does not exist: mend the link, or remove it."
    ]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "an empty name was given: check the command and its variables."),
        ("pipe.pdf", "is a device or a pipe and no file: save what it gives as a file."),
        ("/dev/zero", "is a device or a pipe and no file"),
        ("x" * 300 + ".pdf", "does not exist"),
        ("a\0b.pdf", "does not exist"),
        ("ftp://[/plan.pdf", "ftp://[/plan.pdf may not be read"),
        ("nokind://host/plan.pdf", "nokind://host/plan.pdf may not be read"),
    ],
)
def test_names_of_what_is_no_file(tmp_path: Path, place: Workplace, given: str, said: str) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    inputs = found(place, tmp_path / given if given == "pipe.pdf" else given)
    assert inputs.entries == []
    (problem,) = inputs.problems
    assert said in str(problem)
    assert problem.exit_code == 6


def test_other_kinds_keep_their_endings_in_archives(tmp_path: Path, place: Workplace) -> None:
    page = b"<!DOCTYPE html><html><body><p>The plan of the council</p></body></html>"
    archive = pack(tmp_path / "plans.zip", {"a/page.HTML": page, "b.pdf": small_plan(1)})
    assert [entry.path.suffix for entry in found(place, archive).entries] == [".html", ".pdf"]


def written_by_a_run(folder: Path) -> None:
    """What export, report and comparison leave in an output folder."""
    pack(folder / "actionplans.xlsx", {"xl/workbook.xml": b"<x/>"})
    pack(folder / "report-p0123456789ab.xlsx", {"xl/workbook.xml": b"<x/>"})
    (folder / "compare").mkdir(exist_ok=True)
    page = b'<!DOCTYPE html><html><head><meta name="generator" content="actionplans"></head></html>'
    (folder / "compare" / "compare.html").write_bytes(page)


@pytest.mark.parametrize("name", ["out", "."])
def test_the_output_folder_inside_the_input_folder_is_no_input(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    pack(folder / "plans.zip", {"a.pdf": small_plan(1)})
    out = folder / name
    for _ in range(2):
        assert actionplans(folder, "-o", out, "--to", "zip").returncode == 0
        assert len(rows(out, "plans")) == 1
        written_by_a_run(out)


def test_plans_beside_and_inside_an_output_folder_are_read(tmp_path: Path) -> None:
    """A folder of plans inside the output folder is one all the same, and so is a workbook of another name."""
    out = tmp_path / "out"
    write_plans(out / "plans", 1)
    inputs = found(Workplace(out), out / "plans")
    assert len(inputs.entries) == 1
    (tmp_path / "in").mkdir()
    pack(tmp_path / "in" / "plan.xlsx", {"xl/workbook.xml": b"<x/>"})
    (tmp_path / "in" / "compare.html").write_bytes(b"<!DOCTYPE html><html><body><p>A plan</p></body></html>")
    assert len(found(Workplace(out), tmp_path / "in").entries) == 2


def test_a_folder_of_nothing_but_results_holds_no_plan(tmp_path: Path, place: Workplace) -> None:
    (tmp_path / "in").mkdir()
    written_by_a_run(tmp_path / "in")
    assert [problem.code for problem in found(place, tmp_path / "in").problems] == ["no_plans_found"]


def test_plans_in_storage(tmp_path: Path) -> None:
    write_plans(tmp_path / "in", 2)
    out, copied = tmp_path / "out", tmp_path / "copied"
    done = actionplans(f"file://{tmp_path}/in/*.pdf", "-o", out, "--copy-to", f"file://{copied}")
    assert done.returncode == 0, done.stderr
    assert [Path(row["source_url"]).name for row in rows(out, "plans")] == ["plan-000.pdf", "plan-001.pdf"]
    assert rows(copied, "actions") == rows(out, "actions")
    assert "holds no file that could be a plan" in actionplans(f"file://{tmp_path}/none/", "-o", out).stderr
