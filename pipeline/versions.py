"""Which version of the stages made a result: the code and the vocabularies that a stage and those before it use.

Modules are followed from import to import in their source, so the answer changes when, and only when, something that
a stage can reach changes. Nothing of ours is imported for it.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FORMAT = "1"
"""Of what is kept; a new number makes older results void."""
OURS = ("pipeline", "extractors", "schemas")
LIBRARIES = ("camelot-py", "dateparser", "pdfplumber", "pdfminer.six", "pypdfium2", "rapidfuzz", "spacy")
PAGES = ("pipeline.ingest", "pipeline.triage", "pipeline.extract")
ROWS = (*PAGES, "pipeline.rows")
RECORDS = (*ROWS, "pipeline.normalise", "pipeline.validate", "pipeline.provenance", "pipeline.document")

_IMPORT = re.compile(
    r"^[ \t]*(?:from[ \t]+(?P<base>\.*[\w.]*)[ \t]+import[ \t]+(?P<names>\([^)]*\)|[^\n]+)"
    r"|import[ \t]+(?P<plain>[\w.]+))",
    re.MULTILINE,
)
_LOADS = re.compile(r"\bvocab\b")
_NAMED = re.compile(r"[\"'](\w+)[\"']")


@dataclass(frozen=True, slots=True)
class Versions:
    """Fingerprints of three stretches of the flow; each depends on all that comes before it."""

    pages: str
    """From the file to raw tables."""
    rows: str
    """On to raw actions."""
    records: str
    """On to the records."""


def versions(vocab: Path | None = None) -> Versions:
    """Fingerprints of the installed code, vocabularies and libraries.

    Args:
        vocab: Folder of the user's own vocabularies.
    """
    own = sorted(vocab.glob("*.csv")) if vocab else []
    stated = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in own]
    base = [FORMAT, *stated, f"{sys.version_info.major}.{sys.version_info.minor}", *map(_installed, LIBRARIES)]
    return Versions(*(_fingerprint(base, stages) for stages in (PAGES, ROWS, RECORDS)))


def _installed(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"{library} none"


def _fingerprint(base: Iterable[str], stages: Iterable[str]) -> str:
    digest = hashlib.sha256("\n".join(base).encode())
    for path in used_files(stages):
        content = path.read_bytes()
        digest.update(f"\n{path.relative_to(ROOT).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def used_files(stages: Iterable[str]) -> list[Path]:
    """Source files and vocabularies that the modules can reach, in order."""
    seen: dict[str, Path] = {}
    for stage in stages:
        _follow(stage, seen)
    words = {path for source in seen.values() for path in _vocabularies(source)}
    return sorted({*seen.values(), *words})


@cache
def _vocabularies(module: Path) -> set[Path]:
    """Vocabularies that a module names, where it loads any."""
    source = module.read_text(encoding="utf-8")
    if not _LOADS.search(source):
        return set()
    folder = ROOT / "schemas" / "vocab"
    return {path for name in _NAMED.findall(source) if (path := folder / f"{name}.csv").is_file()}


def _follow(name: str, seen: dict[str, Path]) -> None:
    path = _module(name)
    if path is None or name in seen:
        return
    seen[name] = path
    for imported in _imports(name, path):
        _follow(imported, seen)


@cache
def _imports(name: str, path: Path) -> tuple[str, ...]:
    """Modules that a module imports, and what could be one."""
    package = name if path.name == "__init__.py" else name.rpartition(".")[0]
    names: list[str] = []
    for found in _IMPORT.finditer(path.read_text(encoding="utf-8")):
        base = found["plain"] or _absolute(found["base"], package)
        names += [base, *(f"{base}.{imported}" for imported in re.findall(r"\w+", found["names"] or ""))]
    return tuple(name for name in names if name.split(".", maxsplit=1)[0] in OURS)


def _absolute(base: str, package: str) -> str:
    name = base.lstrip(".")
    dots = len(base) - len(name)
    if not dots:
        return name
    parents = package.split(".")[: len(package.split(".")) - dots + 1]
    return ".".join([*parents, name] if name else parents)


@cache
def _module(name: str) -> Path | None:
    if name.split(".", maxsplit=1)[0] not in OURS:
        return None
    path = ROOT.joinpath(*name.split("."))
    options = (path.with_name(f"{path.name}.py"), path / "__init__.py")
    return next((option for option in options if option.is_file()), None)
