"""Real bad files, each refused with its own cause, and good ones identified by their bytes."""

from __future__ import annotations

import hashlib
import pickle
from pathlib import Path

import pypdfium2
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from pipeline.errors import (
    DamagedPdf,
    EmptyFile,
    ExitCode,
    InputMissing,
    InputUnreadable,
    NoPages,
    NoPlansFound,
    NotAPdf,
    PasswordNeeded,
    PipelineError,
)
from pipeline.ingest import find_plans, ingest


def make_pdf(path: Path, pages: int = 2, encrypt: StandardEncryption | None = None) -> Path:
    canvas = Canvas(str(path), encrypt=encrypt, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 720, f"Page {number}: " + "actions of the plan " * 20)
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    return make_pdf(tmp_path / "borsetshire-2012.pdf")


def test_good_plan_is_identified_by_its_bytes(plan: Path, tmp_path: Path) -> None:
    document = ingest(plan)
    content = plan.read_bytes()
    assert document.source_file == "borsetshire-2012.pdf"
    assert document.sha256 == hashlib.sha256(content).hexdigest()
    assert document.plan_id == f"p{document.sha256[:12]}"
    assert (document.page_count, document.size) == (2, len(content))
    copy = tmp_path / "copy.pdf"
    copy.write_bytes(content)
    assert ingest(copy).plan_id == document.plan_id
    assert ingest(make_pdf(tmp_path / "other.pdf", pages=3)).plan_id != document.plan_id


def test_password_that_only_guards_printing_does_no_harm(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", encrypt=StandardEncryption("", ownerPassword="owner", canPrint=0))
    assert ingest(path).page_count == 2


def test_junk_around_the_pdf_does_no_harm(plan: Path) -> None:
    plan.write_bytes(b"\r\n" + plan.read_bytes() + b"\n<!-- served by a portal -->\n")
    assert ingest(plan).page_count == 2


def test_encrypted(tmp_path: Path) -> None:
    path = make_pdf(tmp_path / "a.pdf", encrypt=StandardEncryption("secret"))
    with pytest.raises(PasswordNeeded, match=r"a\.pdf is encrypted .*qpdf"):
        ingest(path)


def test_empty(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.touch()
    with pytest.raises(EmptyFile, match=r"a\.pdf is empty"):
        ingest(path)


@pytest.mark.parametrize(
    ("content", "cause"),
    [
        (b"Improvement plan, as text", "is not a PDF, whatever its name says"),
        (b"<!DOCTYPE html><html><body>Not found</body></html>", "a web page"),
        (b"PK\x03\x04\x14\x00word/document.xml", "an Office file"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x00" * 4096, "is not a PDF"),
    ],
)
def test_something_else(tmp_path: Path, content: bytes, cause: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    with pytest.raises(NotAPdf, match=cause):
        ingest(path)


@pytest.mark.parametrize("share", [0.02, 0.3, 0.6, 0.9, 0.99])
def test_truncated(plan: Path, share: float) -> None:
    content = plan.read_bytes()
    plan.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(DamagedPdf, match="cut off"):
        ingest(plan)


def test_truncated_within_a_later_revision(plan: Path) -> None:
    plan.write_bytes(plan.read_bytes() + b"\n9 0 obj\n<< /Type /Page /Par")
    with pytest.raises(DamagedPdf, match="cut off"):
        ingest(plan)


def test_truncated_though_written_for_the_web(plan: Path) -> None:
    content = plan.read_bytes()
    first, rest = content.split(b"\n", 1)
    head = first + b"\n1 0 obj\n<< /Linearized 1 /L %d /N 2 >>\nendobj\n" % (len(content) * 2)
    plan.write_bytes(head + rest)
    with pytest.raises(DamagedPdf, match="bytes are missing"):
        ingest(plan)


def test_broken_inside(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF-1.4\n" + b"nonsense " * 50 + b"\nstartxref\n9\n%%EOF\n")
    with pytest.raises(DamagedPdf, match="structure"):
        ingest(path)


def test_without_pages(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    document = pypdfium2.PdfDocument.new()
    document.save(path)
    with pytest.raises((NoPages, DamagedPdf)):
        ingest(path)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(InputMissing, match="does not exist") as caught:
        ingest(tmp_path / "a.pdf")
    assert caught.value.exit_code is ExitCode.INPUT


def test_folder_is_no_plan(tmp_path: Path) -> None:
    with pytest.raises(InputUnreadable, match="one file is wanted"):
        ingest(tmp_path)


def test_errors_survive_the_way_to_another_process() -> None:
    error = DamagedPdf(Path("plans/a.pdf"), "is cut off")
    again = pickle.loads(pickle.dumps(error))
    assert isinstance(again, DamagedPdf)
    assert (again.file, str(again)) == (error.file, str(error))


def descendants(kind: type[PipelineError]) -> list[type[PipelineError]]:
    return [each for child in kind.__subclasses__() for each in (child, *descendants(child))]


@pytest.mark.parametrize("kind", descendants(PipelineError))
def test_every_error_is_one_sentence_with_file_cause_and_next_step(kind: type[PipelineError]) -> None:
    sentence = str(kind(Path("folder/a.pdf")))
    assert sentence.split(maxsplit=1)[0].endswith("a.pdf")
    assert kind.default_cause in sentence
    assert sentence.endswith(f": {kind.default_remedy}.")
    assert "\n" not in sentence


def test_find_takes_folders_with_all_that_they_hold(tmp_path: Path) -> None:
    for name in ("b.pdf", "a.PDF", "sub/deep/c.pdf", "notes.txt", "._b.pdf", "d.pdf/e.pdf"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    found, problems = find_plans([tmp_path])
    assert [path.relative_to(tmp_path).as_posix() for path in found] == [
        "a.PDF",
        "b.pdf",
        "d.pdf/e.pdf",
        "sub/deep/c.pdf",
    ]
    assert problems == []


def test_find_takes_named_files_whatever_they_are_and_each_once(plan: Path, tmp_path: Path) -> None:
    notes = tmp_path / "notes.txt"
    notes.touch()
    found, problems = find_plans([notes, plan, tmp_path, plan])
    assert found == [plan, notes]
    assert problems == []


def test_find_does_not_depend_on_the_order_of_its_inputs(plan: Path, tmp_path: Path) -> None:
    other = make_pdf(tmp_path / "zummerset.pdf")
    assert find_plans([other, plan]) == find_plans([plan, other])


def test_find_says_what_gives_no_plan(plan: Path, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    found, problems = find_plans([tmp_path / "none", tmp_path / "absent.pdf", plan])
    assert found == [plan]
    assert [type(problem) for problem in problems] == [NoPlansFound, InputMissing]
