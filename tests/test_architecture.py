"""Which package may import which, and what code may not name."""

from __future__ import annotations

import ast
import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = ("schemas", "extractors", "pipeline")
MAY_IMPORT = {"schemas": {"schemas"}, "extractors": {"extractors", "schemas"}, "pipeline": set(OURS)}
NEVER_IMPORTED = ("pipeline.cli", "pipeline.review.server")
MAY_START = {ROOT / "pipeline" / "__main__.py"}
COUNCILS = ROOT / "schemas" / "vocab" / "councils.csv"
ORDINARY_WORDS = {"Bath", "Bury", "Reading", "Poole", "Sale", "Kent", "Hull", "Derby", "Rutland"}
LONGEST_MODULE = 300
LONGEST_FUNCTION = 40

MODULES = sorted(path for package in OURS for path in (ROOT / package).rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports(path: Path) -> Iterator[str]:
    package = path.relative_to(ROOT).parent.parts
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) - node.level + 1]) if node.level else ""
            module = ".".join(part for part in (base, node.module or "") if part)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_imports_point_one_way(path: Path) -> None:
    allowed = MAY_IMPORT[path.relative_to(ROOT).parts[0]]
    used = {name.split(".")[0] for name in imports(path)} & {*OURS, "tests", "samples"}
    assert used <= allowed


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_nothing_imports_the_command_line(path: Path) -> None:
    if path not in MAY_START:
        assert not set(imports(path)) & set(NEVER_IMPORTED)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_modules_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
    assert [f.name for f in functions if length(f) >= LONGEST_FUNCTION] == []


def length(function: ast.FunctionDef) -> int:
    """Lines from the signature to the end, the docstring apart."""
    first = function.body[0]
    told = (first.end_lineno or 0) - first.lineno + 1 if ast.get_docstring(function) is not None else 0
    return (function.end_lineno or 0) - function.lineno + 1 - told


def docstrings(tree: ast.Module) -> set[int]:
    """Identities of string nodes that stand alone: docstrings and notes under fields."""
    return {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}


def council_names() -> list[str]:
    if not COUNCILS.exists():
        return []
    with COUNCILS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    column = next((name for name in ("name", "council", "short_name") if rows and name in rows[0]), None)
    return sorted({row[column] for row in rows} - ORDINARY_WORDS) if column else []


def test_no_council_is_named_in_code() -> None:
    names = council_names()
    assert len(names) > 100
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")
    named = []
    for path in MODULES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        spared = docstrings(tree)
        strings = (n for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str))
        named += [
            f"{name_of(path)}:{n.lineno} {n.value!r}"
            for n in strings
            if id(n) not in spared and pattern.search(str(n.value))
        ]
    assert named == []
