"""Plans full of attacks, as PDF, Word file and web page: no form of the result and no terminal gets one alive."""

from __future__ import annotations

import csv
import json
import os
import subprocess
from collections.abc import Iterator
from html import escape
from pathlib import Path

import openpyxl
import pytest
from docx import Document

from pipeline.errors import PipelineError
from pipeline.export import to_csv
from pipeline.harmless import harmless
from pipeline.progress import Bar, Lines
from schemas import TABLES, Action, Dataset, Plan
from tests.batch import nasty
from tests.batch.runs import COMMAND, ENVIRONMENT, ROOT, rows, tables
from tests.export.readers import READERS
from tests.html_tables import read_page

ATTACKS = (
    "=HYPERLINK(1) Review \x1b[2J\x1b]0;owned\x07 all cases",
    "@SUM(A1) Train \x9b31m managers\x08\x08 \u202egnp.exe\u2066",
    "+cmd|' /C calc'!A0 Write <script>alert(1)</script><img src=x onerror=alert(2)> policy",
    "-2+3 Publish \u2028 {{ 7*7 }} ${jndi:ldap://x} '; DROP TABLE actions; -- the results",
)
LEAD, WHEN = "=1+1 Head of Safeguarding \x1b[31m", "31.3.14"
HEAD = ("Recommendation", "Action", "Lead", "By when", "Progress", "=Cost \x1b[5m")
TITLE = "=cmd|'/C calc'!A0 \x1b]2;x\x07<b>Improvement plan</b> \u202e"
NAME = "=cmd|' C'!A0 \x1b[31m\u202e<img src=x onerror=alert(3)>\n'\"%s"
STEERING = frozenset(
    {*map(chr, range(9)), "\x0b", "\x0c", *map(chr, range(14, 32)), "\x7f", *map(chr, range(0x80, 0xA0)),
     *"\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}
)  # fmt: skip


def grid() -> list[tuple[str, ...]]:
    lines = [(f"={n} Improve {n} \x1b[1m", text, LEAD, WHEN, f"+{text}", text) for n, text in enumerate(ATTACKS, 1)]
    return [HEAD, *lines]


def pdf() -> bytes:
    """Its letters stand for what they show, and some of them for signs that steer."""
    printed = [tuple(c.encode("latin-1", "ignore").decode("latin-1")[:60] for c in row) for row in grid()]
    shown = [tuple(cell.translate({40: "[", 41: "]", 92: "/"}) for cell in row) for row in printed]
    letters = b"3 beginbfchar <41> <001B> <42> <202E> <43> <DCB9> endbfchar"
    unicode = b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange %s endcmap" % letters
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 7 0 R >>"
    widths = (120, 200, 120, 60, 150, 150)
    content = nasty.table(shown, widths) + b"BT /F2 9 Tf 60 200 Td (ABABC hello) Tj ET"
    made = nasty.one_page(content, more={6: font, 7: nasty.stream(unicode)})
    named = made.replace(b"/Root 1 0 R", b"/Root 1 0 R /Info << /Title <FEFF005000DCB9001B202E> >>")
    return named.replace(b"/F1 5 0 R >>", b"/F1 5 0 R /F2 6 0 R >>")


def web_page() -> bytes:
    """Text as characters, as escapes of a web page, and in places that are not shown."""
    lines = ["".join(f"<td>{escape(cell)}</td>" for cell in row) for row in grid()]
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    more = "<p onclick='alert(4)'>&#27;[31m &#x9b;2J &#8238; <a href='javascript:alert(5)'>here</a></p>"
    head = f"<title>{escape(TITLE)}</title><script>alert(6)</script>"
    page = f"<!DOCTYPE html><html><head>{head}</head><body><h1>{escape(TITLE)}</h1>{more}<table>{body}</table></body>"
    return page.encode()


def word_file(path: Path) -> None:
    """XML lets through what steers to the right and left, and the upper controls."""
    document = Document()
    allowed = {n: None for n in range(32) if n not in {9, 10, 13}}
    document.core_properties.title = TITLE.translate(allowed)
    document.add_heading(TITLE.translate(allowed))
    table = document.add_table(len(grid()), len(HEAD))
    for cells, texts in zip(table.rows, grid(), strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text.translate(allowed)
    document.save(str(path))


def said(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [*COMMAND[:-1], *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("in")
    (folder / f"{NAME.replace('/', '')}.pdf").write_bytes(pdf())
    (folder / f"{NAME.replace('/', '')}.html").write_bytes(web_page())
    word_file(folder / f"{NAME.replace('/', '')}.docx")
    (folder / f"{NAME.replace('/', '')} broken.pdf").write_bytes(b"no plan")
    return folder


@pytest.fixture(scope="module")
def out(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    done = said("run", folder, "-o", out, "--to", "all", "--log-json")
    assert done.returncode == 3, done.stderr
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert {event["event"] for event in events} >= {"started", "done", "failed", "ended"}
    assert not any(set(text) & STEERING for event in events for text in event.values() if isinstance(text, str))
    for command in (("report", out), ("compare", out), ("diff", out, "-o", out / "diff")):
        told = said(*command)
        assert not (set(told.stdout) | set(told.stderr)) & STEERING
    return out


def test_every_kind_of_plan_was_read(out: Path) -> None:
    plans = rows(out, "plans")
    assert sorted(plan["source_file"].rpartition(".")[2] for plan in plans) == ["docx", "html", "pdf"]
    for plan in plans:
        found = [row["action"] for row in rows(out, "actions") if row["plan_id"] == plan["plan_id"]]
        assert len(found) == len(ATTACKS), plan["source_file"]
        assert any("script" in text for text in found)


def test_halves_of_characters_break_no_file(tmp_path: Path) -> None:
    """Found by `make fuzz`: half a character in the text of one plan ended the whole run."""
    made = Plan("p1", title="Half \udcb9 a character")
    action = Action("a1", "p1", leads=("one", "two \ud800"), extra=(("heading\x1b", "\u202etext\r\nline"),))
    rows_of_it = harmless(Dataset(plans=(made,), actions=(action,)))
    assert rows_of_it.plans[0].title == "Half \ufffd a character"
    assert rows_of_it.actions[0].leads == ("one", "two \ufffd")
    assert rows_of_it.actions[0].extra == (("heading\ufffd", "text\nline"),)
    to_csv(rows_of_it, tmp_path)
    clean = Dataset(actions=(Action("a1", action="Review:\n• cases\n• “notes” – naïve"),))
    assert harmless(clean) == clean
    assert harmless(clean).actions[0] is clean.actions[0]


def cells(path: Path) -> Iterator[str]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            yield from row


def test_no_cell_of_a_csv_file_is_alive(out: Path) -> None:
    files = [*out.glob("*.csv"), *out.rglob("compare/*.csv"), *out.rglob("diff/*.csv")]
    assert len(files) >= 13
    for path in files:
        for text in cells(path):
            assert not set(text) & STEERING, path.name
            assert not text.startswith(("=", "@", "\t", "\r", "\n", "+", "-2", "-c")), path.name


def test_no_cell_of_a_workbook_is_alive(out: Path) -> None:
    books = list(out.glob("*.xlsx"))
    assert len(books) == 4
    for path in books:
        for sheet in openpyxl.load_workbook(path):
            for cell in (cell for row in sheet.iter_rows() for cell in row):
                assert cell.data_type != "f", (path.name, cell.coordinate)
                assert not set(str(cell.value or "")) & STEERING
                assert cell.hyperlink is None or not str(cell.hyperlink.target or "").startswith(("http", "java"))


@pytest.mark.parametrize("form", ["parquet", "sqlite", "duckdb", "jsonl"])
def test_other_forms_hold_the_text_without_what_steers(out: Path, form: str) -> None:
    held = {table: READERS[form](out, table) for table in TABLES}
    assert any("<script>" in row["action"] for row in held["actions"])
    texts = [text for each in held.values() for row in each for text in map(str, row.values())]
    assert not [text for text in texts if set(text) & STEERING]


def test_no_page_is_alive(out: Path) -> None:
    pages = list(out.rglob("*.html"))
    assert len(pages) >= 4
    for path in pages:
        assert not set(path.read_text(encoding="utf-8")) & STEERING
        page = read_page(path)
        names = [name for name, _ in page.tags]
        assert names.count("script") == 2
        assert not {"img", "iframe", "form", "object", "embed"} & set(names)
        assert not [name for _, named in page.tags for name in named if name.startswith("on")]
        links = [named["href"] for _, named in page.tags if "href" in named]
        assert all(link.startswith(("#", "evidence/")) for link in links)


def test_the_description_holds_nothing_that_steers(out: Path) -> None:
    for name in ("datapackage.json", "metadata.json"):
        json.loads((out / name).read_text(encoding="utf-8"))
        assert not set((out / name).read_text(encoding="utf-8")) & STEERING


def test_explain_and_tables_print_nothing_that_steers(out: Path, folder: Path) -> None:
    for row in rows(out, "actions")[::3]:
        told = said("explain", row["action_id"], "--in", out)
        assert told.returncode == 0
        assert not set(told.stdout) & STEERING
    for path in (path for path in folder.iterdir() if "broken" not in path.name):
        listed, as_json = said("tables", path), said("tables", path, "--json")
        assert not (set(listed.stdout) | set(as_json.stdout) | set(listed.stderr)) & STEERING
        assert any("script" in cell["text"] for table in json.loads(as_json.stdout) for cell in table["cells"])


def test_a_tampered_folder_cannot_steer_either(out: Path, tmp_path: Path) -> None:
    """What was written into the tables by somebody else."""
    for name, content in tables(out).items():
        (tmp_path / name).write_bytes(content)
    path = tmp_path / "actions.csv"
    path.write_bytes(path.read_bytes().replace(b"policy", b"\x1b[2J\xc2\x9b"))
    first = rows(tmp_path, "actions")[2]["action_id"]
    told = said("explain", first, "--in", tmp_path)
    assert told.returncode == 0
    assert not set(told.stdout) & STEERING


def test_progress_and_sentences_with_hostile_names() -> None:
    lines: list[str] = []
    teller = Lines(lines.append)
    teller.finished(NAME, 1, 0.1, None)
    teller.finished(NAME, 1, 0.1, PipelineError(f"a/{NAME}"))
    teller.note(f"fetching {NAME}")
    lines += [str(PipelineError(f"a/{NAME}", f"cannot be read ({NAME})", NAME))]
    assert len(lines) == 4
    assert not any(set(line) & (STEERING | {"\n"}) for line in lines)


def test_a_bar_shows_hostile_names_as_text() -> None:
    bar = Bar()
    bar.started(2, 0)
    bar.note(f"fetching [red]{NAME}")
    bar.finished(f"[bold]{NAME}", 1, 0.1, PipelineError(NAME))
    shown = "".join(str(value) for value in (bar.progress.tasks[0].description, *bar.progress.tasks[0].fields.values()))
    assert "[bold]" in shown
    assert not set(shown) & (STEERING | {"\n"})


def test_names_of_255_bytes(tmp_path: Path) -> None:
    """Whatever is written takes its name from the plan's key and not from the file."""
    name = "é" * 125 + "x.pdf"
    assert len(os.fsencode(name)) == 255
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / name).write_bytes(pdf())
    out = tmp_path / "out"
    assert said("run", tmp_path / "in", "-o", out, "--to", "all").returncode == 0
    assert said("report", out, "--source", tmp_path / "in").returncode == 0
    (plan,) = rows(out, "plans")
    assert plan["source_file"].endswith("x.pdf")
    assert {path.name for path in tmp_path.iterdir()} == {"in", "out"}
