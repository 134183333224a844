"""The README is true: its stage table, its commands, its flags and its links."""

from __future__ import annotations

import re
from pathlib import Path

import pipeline
from pipeline.cli import app
from pipeline.stages import STAGES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(text: str) -> list[tuple[str, ...]]:
    return [
        tuple(cell.strip() for cell in line.strip("| ").split("|")) for line in text.splitlines() if line[:1] == "|"
    ]


def test_the_stage_table_is_that_of_the_program() -> None:
    told = [row for row in rows(README) if row[0] in {stage.name for stage in STAGES}]
    assert told == [tuple(stage) for stage in STAGES]


def test_the_package_tells_the_same_stages() -> None:
    told = [row for row in rows(pipeline.__doc__ or "") if row[0] in {stage.name for stage in STAGES}]
    assert told == [(stage.name, stage.takes, stage.gives) for stage in STAGES]


def test_every_command_is_told() -> None:
    for command in app.registered_commands:
        name = command.name or (command.callback.__name__ if command.callback else "")
        assert f"actionplans {name}" in README


def test_every_flag_that_is_told_is_set_somewhere() -> None:
    code = "".join(p.read_text(encoding="utf-8") for p in (ROOT / "pipeline").rglob("*.py"))
    table = README.split("| flag | meaning |", 1)[1].split("\n\n", 1)[0]
    for flag in re.findall(r"`([a-z_]+)`", "".join(row[0] for row in rows(table))):
        assert f'"{flag}"' in code, flag


def test_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        if not target.startswith("http"):
            assert (ROOT / target).exists(), target
