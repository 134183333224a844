"""Which kind each file is, and one sentence for each that cannot be read."""

from __future__ import annotations

import datetime as dt
import io
import os
import resource
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import docx
import openpyxl
import pytest

from pipeline.document import read_document
from pipeline.errors import (
    DamagedFile,
    ExitCode,
    ExtraMissing,
    NothingPrinted,
    PasswordNeeded,
    PipelineError,
    UnknownKind,
)
from pipeline.export import read_rows
from pipeline.ingest import find_plans, ingest
from pipeline.media import Medium, medium_of
from pipeline.page_range import chosen, read_pages
from pipeline.run import run_plans
from pipeline.settings import Settings, load_settings
from pipeline.task import Task
from tests.drawing import save, sheet

ROOT = Path(__file__).resolve().parent.parent.parent
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def packed(**parts: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("content", "medium"),
    [
        (b"%PDF-1.7\n", Medium.PDF),
        (packed(**{"word/document.xml": "x"}), Medium.DOCX),
        (packed(**{"xl/workbook.xml": "x"}), Medium.XLSX),
        (packed(mimetype="application/vnd.oasis.opendocument.text"), Medium.WRITER),
        (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), Medium.CALC),
        (OLE + "WordDocument".encode("utf-16-le"), Medium.WRITER),
        (OLE + "Workbook".encode("utf-16-le"), Medium.CALC),
        (b"{\\rtf1\\ansi plan}", Medium.WRITER),
        (b"\xff\xd8\xff\xe0", Medium.IMAGE),
        (b"II*\x00", Medium.IMAGE),
        (b"\n<!doctype HTML>\n<title>Plan</title>", Medium.HTML),
        ("\ufeff<html><body>".encode("utf-16-le"), Medium.HTML),
        (b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\n", Medium.HTML),
    ],
)
def test_kinds_are_told_by_bytes(content: bytes, medium: Medium) -> None:
    assert medium_of(Path("plan.bin"), content) is medium


@pytest.mark.parametrize(
    ("content", "kind", "cause"),
    [
        (packed(**{"word/document.xml": "x"})[:-30], DamagedFile, "cannot be unpacked"),
        (packed(**{"ppt/presentation.xml": "x"}), UnknownKind, "neither a text nor a spreadsheet"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), PasswordNeeded, "opens with a password only"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), UnknownKind, "neither a text nor a spreadsheet"),
        (b"Improvement plan, as text", UnknownKind, "no kind that can be read"),
        (b"\x00" * 4096, UnknownKind, "no kind that can be read"),
    ],
)
def test_what_cannot_be_read_is_told(content: bytes, kind: type[PipelineError], cause: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.docx"
    path.write_bytes(content)
    with pytest.raises(kind, match=rf"^plan\.docx .*{cause}.*: .*\.$"):
        ingest(path)


def blank_docx(path: Path) -> None:
    docx.Document().save(str(path))


def blank_xlsx(path: Path) -> None:
    openpyxl.Workbook().save(path)


def hollow_docx(path: Path) -> None:
    path.write_bytes(packed(**{"word/document.xml": "<broken"}))


def hollow_xlsx(path: Path) -> None:
    path.write_bytes(packed(**{"xl/workbook.xml": "<broken"}))


def blank_html(path: Path) -> None:
    path.write_text("<html><head><script>x</script></head><body></body></html>", encoding="utf-8")


def cut_picture(path: Path) -> None:
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")


@pytest.mark.parametrize(
    ("make", "name", "kinds"),
    [
        (blank_docx, "a.docx", NothingPrinted),
        (blank_xlsx, "a.xlsx", NothingPrinted),
        (hollow_docx, "a.docx", DamagedFile),
        (hollow_xlsx, "a.xlsx", DamagedFile),
        (blank_html, "a.html", NothingPrinted),
        (cut_picture, "a.png", (DamagedFile, ExtraMissing)),
    ],
)
def test_files_without_a_plan_are_refused_in_one_sentence(
    make: object, name: str, kinds: type[PipelineError], tmp_path: Path
) -> None:
    assert callable(make)
    make(tmp_path / name)
    with pytest.raises(kinds, match=rf"^{name} [^\n]*\.$"):
        read_document(Task(tmp_path / name, name))


def test_a_page_and_a_workbook_without_actions_say_so(tmp_path: Path) -> None:
    (tmp_path / "minutes.html").write_text("<html><body><p>Minutes of the meeting</p></body></html>", encoding="utf-8")
    book = openpyxl.Workbook()
    book.active.append(["Budget", "Spent"])
    book.active.append([10, 7])
    book.save(tmp_path / "budget.xlsx")
    report = run_plans([tmp_path], tmp_path / "out", Settings(), lambda _: None)
    assert sorted(f.code for f in report.failures) == ["no_action_table", "no_action_table"]


def test_folders_are_searched_for_every_kind_but_pictures(tmp_path: Path) -> None:
    for name in ("a.docx", "b.HTML", "c.xls", "logo.png", "~$a.docx", "b_files/frame.html", "notes.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found, _ = find_plans([tmp_path])
    assert [path.name for path in found] == ["a.docx", "b.HTML", "c.xls"]


def without_programs(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    """The command on a machine that has neither tesseract nor LibreOffice."""
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PATH": str(folder / "nothing")}
    command = [sys.executable, "-m", "pipeline", "run", *map(str, arguments), "-o", str(folder / "out")]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize(("name", "content", "needed"), [
    ("old.doc", OLE + "WordDocument".encode("utf-16-le"), "LibreOffice"),
    ("plan.rtf", b"{\\rtf1 plan}", "LibreOffice"),
    ("scan.png", b"\x89PNG\r\n\x1a\n", "tesseract"),
])  # fmt: skip
def test_a_missing_program_is_one_sentence_and_code_7(name: str, content: bytes, needed: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    done = without_programs(tmp_path / name, folder=tmp_path)
    assert done.returncode == ExitCode.EXTRA
    assert name in done.stderr
    assert needed in done.stderr
    assert "Traceback" not in done.stderr


def drawn(path: Path, pages: int) -> Path:
    page = sheet(path)
    for number in range(1, pages + 1):
        page.text(40, 30, f"Plan of Borsetshire, page {number}")
        rows = [
            ["Ref", "Action", "Lead", "By when"],
            [str(number), f"Write policy {number}", "Head of Service", "May 2014"],
        ]
        page.table([40, 80, 300, 500, 700], 60, rows)
        page.next_page()
    save(page)
    return path


@pytest.mark.parametrize(
    ("text", "pages"), [("", (1, 2, 3, 4)), ("2-3", (2, 3)), ("1, 4-9", (1, 4)), ("2–2;4", (2, 4))]
)
def test_ranges_choose_pages(text: str, pages: tuple[int, ...]) -> None:
    assert chosen(4, read_pages(text)) == pages


@pytest.mark.parametrize("text", ["x", "3-2", "0", "-4", "1-2-3"])
def test_ranges_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no range of pages"):
        read_pages(text)


def test_only_the_pages_wanted_are_read(tmp_path: Path) -> None:
    path = drawn(tmp_path / "pack.pdf", 4)
    wanted = Settings(pages="1", page_range={"pack.pdf": "2-3"})
    run_plans([path], tmp_path / "out", wanted, lambda _: None)
    assert {row["page"] for row in read_rows(tmp_path / "out", "actions")} == {2, 3}
    assert [row["page_count"] for row in read_rows(tmp_path / "out", "plans")] == [4]
    none = run_plans([path], tmp_path / "none", Settings(pages="9"), lambda _: None)
    assert [f.code for f in none.failures] == ["no_such_pages"]


def test_page_ranges_are_settings(tmp_path: Path) -> None:
    (tmp_path / "actionplans.toml").write_text('pages = "1-5"\n[page_range]\n"b.pdf" = "7"\n', encoding="utf-8")
    settings = load_settings({"pages": None}, {}, tmp_path)
    assert settings.ranges_of(Path("x/b.pdf")) == ((7, 7),)
    assert settings.ranges_of(Path("x/a.pdf")) == ((1, 5),)
    assert load_settings({"pages": "2"}, {}, tmp_path).ranges_of(Path("a.pdf")) == ((2, 2),)


RTF = (
    r"{\rtf1\ansi\paperw16838\paperh11906\landscape Borsetshire improvement plan, May 2014\par "
    r"\trowd\trbrdrt\brdrs\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs\cellx900"
    r"\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs\cellx5000"
    r"\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs\cellx8000"
    r"\clbrdrt\brdrs\clbrdrl\brdrs\clbrdrb\brdrs\clbrdrr\brdrs\cellx10500 "
    r"\intbl Ref\cell Action\cell Lead\cell By when\cell\row "
    r"\intbl 1.1\cell Write the policy\cell Head of Service\cell 31 May 2014\cell\row\pard }"
)


def test_old_texts_are_printed_by_libreoffice_or_refused_with_a_next_step(tmp_path: Path) -> None:
    path = tmp_path / "plan.rtf"
    path.write_text(RTF, encoding="ascii")
    if shutil.which("soffice") is None:
        with pytest.raises(ExtraMissing, match="LibreOffice"):
            read_document(Task(path, path.name))
        return
    (action,) = read_document(Task(path, path.name)).dataset.actions
    assert (action.action, action.leads, action.due_date) == (
        "Write the policy",
        ("Head of Service",),
        dt.date(2014, 5, 31),
    )


def inflating(path: Path, parts: dict[str, int]) -> Path:
    """An archive of blanks: each part unpacks to so many megabytes."""
    megabyte = b" " * 2**20
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, size in parts.items():
            with archive.open(name, "w") as part:
                for _ in range(size):
                    part.write(megabyte)
    return path


BOMBS = {
    "one-part.docx": {"word/document.xml": 80},
    "many-pictures.docx": {"word/document.xml": 1, **{f"word/media/{n}.bmp": 60 for n in range(9)}},
    "one-sheet.xlsx": {"xl/workbook.xml": 1, "xl/worksheets/sheet1.xml": 80},
}


@pytest.mark.parametrize("name", BOMBS)
def test_office_files_that_unpack_to_more_than_any_plan_are_refused_unread(name: str, tmp_path: Path) -> None:
    path = inflating(tmp_path / name, BOMBS[name])
    peak_before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = run_plans([path], tmp_path / "out", Settings(), lambda _: None)
    (failure,) = report.failures
    assert failure.code == "damaged_file"
    assert f"{name} unpacks to" in str(failure)
    assert "far more than a plan holds: open it" in str(failure)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - peak_before < 200_000


def test_many_small_parts_are_no_plan_either(tmp_path: Path) -> None:
    path = tmp_path / "parts.docx"
    path.write_bytes(packed(**{"word/document.xml": "x"}, **{f"p{n}.xml": "" for n in range(10_001)}))
    with pytest.raises(DamagedFile, match=r"in 10,002 parts"):
        medium_of(path, path.read_bytes())
