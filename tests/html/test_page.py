"""A page as a file: nothing from a plan comes alive, nothing is fetched, and every link leads somewhere."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.board.write import Wishes as ReportWishes
from pipeline.board.write import write_report
from pipeline.compare import find_changes
from pipeline.compare.choose import Filters
from pipeline.compare.diff import compare_datasets, write_diff
from pipeline.compare.write import Wishes, write_comparison
from pipeline.html import charts
from pipeline.html.pictures import draw_evidence
from schemas import Dataset, Plan, Provenance
from tests.html_tables import read_page
from tests.reporting import NASTY, dataset, other_councils, version

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "brent-2012.pdf"


def hostile() -> Dataset:
    """A dataset in which every text is an attack."""
    data = dataset()
    plan = replace(
        data.plans[0], council=NASTY, title=NASTY, region=NASTY, judgement=NASTY, source_file=NASTY, version=NASTY
    )
    rows = tuple(
        replace(r, section=NASTY, recommendation_ref=NASTY, recommendation=NASTY) for r in data.recommendations
    )
    actions = tuple(
        replace(
            a,
            action=NASTY,
            action_ref=f"{NASTY}{a.action_ref}",
            leads=(NASTY,),
            deadline_raw=NASTY,
            progress_raw=NASTY,
            section=NASTY,
            accountable_to=(NASTY,),
            success_measure=NASTY,
        )
        for a in data.actions
    )
    findings = tuple(replace(f, message=NASTY, text=NASTY) for f in data.findings)
    leads = tuple(replace(row, role=NASTY, lead_raw=NASTY) for row in data.leads)
    nasty = replace(data, plans=(plan,), recommendations=rows, actions=actions, findings=findings, leads=leads)
    later = version(nasty, 2, "2014-09-30", actions[:5])
    whole = Dataset.merged([nasty, later])
    return replace(whole, changes=find_changes(whole))


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder, data = tmp_path_factory.mktemp("pages"), hostile()
    report, _ = write_report(data, "v2", folder, ReportWishes())
    compared = write_comparison(Dataset.merged([data, other_councils()]), folder, Filters(), Wishes(group="g001"))
    differences, _ = write_diff(compare_datasets(data, None), folder)
    return [report, differences, *(path for path in compared if path.suffix == ".html")]


def test_hostile_text_is_text(pages: list[Path]) -> None:
    assert len(pages) == 4
    for path in pages:
        page = read_page(path)
        names = [name for name, _ in page.tags]
        assert names.count("script") == 2
        assert "img" not in names and "iframe" not in names and "form" not in names
        handlers = [name for _, named in page.tags for name in named if name.startswith("on")]
        assert handlers == []
        assert "alert(1)" in page.text
        assert "49" not in re.findall(r"\{\{.*?\}\}|\b49\b", page.text)


def test_nothing_is_fetched(pages: list[Path]) -> None:
    for path in pages:
        tags = read_page(path).tags
        assert not [named for _, named in tags if "src" in named or "srcset" in named]
        links = [named["href"] for _, named in tags if "href" in named]
        assert all(link.startswith(("#", "evidence/")) for link in links)
        styles = [named["style"] for _, named in tags if "style" in named]
        assert not [style for style in styles if "url(" in style and "url(#" not in style]


def test_only_the_script_of_the_page_may_run(pages: list[Path]) -> None:
    for path in pages:
        (policy,) = [n["content"] for t, n in read_page(path).tags if n.get("http-equiv") == "Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'sha256-" in policy and "unsafe-inline" not in policy.split("script-src")[1]


def test_links_inside_a_page_lead_somewhere_and_names_are_unique(pages: list[Path]) -> None:
    for path in pages:
        tags = read_page(path).tags
        names = [named["id"] for _, named in tags if "id" in named]
        assert len(names) == len(set(names))
        targets = {n["href"][1:] for t, n in tags if t == "a" and n.get("href", "").startswith("#")}
        assert targets <= set(names)


def test_the_same_data_make_the_same_page(tmp_path: Path) -> None:
    first, second = (write_report(dataset(), "p1", tmp_path / name, ReportWishes())[0] for name in "ab")
    assert first.read_bytes() == second.read_bytes()


def test_charts_are_alone_and_still() -> None:
    counts = {"done": 3, "moving": 1, "planned": 0, "trouble": 2, "stopped": 0, "unstated": 4}
    drawing = charts.status_bars("one", [(NASTY, counts), ("$x_1$", counts)])
    assert drawing == charts.status_bars("one", [(NASTY, counts), ("$x_1$", counts)])
    assert "<script" not in drawing and "$x_1$" in drawing
    assert all(name.startswith("one-") for name in re.findall(r'\bid="([^"]*)"', drawing))
    assert not re.search(r"<(style|metadata|image|a)\b", drawing)


def provenance(plan: str, number: int) -> tuple[Provenance, ...]:
    return tuple(
        Provenance(f"{plan}-a{n:04d}", "action", 1, 2 + n % 3, 60.0, 100.0 + n, 500.0, 140.0 + n)
        for n in range(1, number + 1)
    )


def test_pictures_come_from_the_same_bytes_only(tmp_path: Path) -> None:
    right = Plan("p1", source_file="brent-2012.pdf", sha256=hashlib.sha256(SAMPLE.read_bytes()).hexdigest())
    found = draw_evidence([right], [SAMPLE.parent], provenance("p1", 4), tmp_path / "evidence", 10_000_000)
    assert found.notes == ()
    assert found("p1-a0001") == "evidence/p1/p1-a0001.png"
    assert (tmp_path / found("p1-a0004")).read_bytes().startswith(b"\x89PNG")
    wrong = replace(right, sha256="0" * 64)
    missing = draw_evidence([wrong], [SAMPLE.parent], provenance("p1", 4), tmp_path / "evidence", 10_000_000)
    assert not missing.addresses
    assert "no pictures of brent-2012.pdf" in missing.notes[0]


def test_pictures_keep_to_their_limit(tmp_path: Path) -> None:
    plan = Plan("p1", source_file="brent-2012.pdf", sha256=hashlib.sha256(SAMPLE.read_bytes()).hexdigest())
    found = draw_evidence([plan], [SAMPLE], provenance("p1", 9), tmp_path / "evidence", 60_000)
    size = sum(path.stat().st_size for path in tmp_path.rglob("*.png"))
    assert 0 < size <= 60_000
    assert 0 < len(found.addresses) < 9
    assert f"stop after {len(found.addresses)} of 9" in found.notes[0]
