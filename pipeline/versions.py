"""Which version of the stages made a result: the code and the vocabularies that a stage and those before it use.

Modules are followed from import to import in their source, so the answer changes when, and only when, something that
a stage can reach changes. Nothing of ours is imported for it.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator
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
    return Versions(*(hashlib.sha256("\n".join([*base, ours]).encode()).hexdigest() for ours in _ours()))


@cache
def _installed(library: str) -> str:
    try:
        return f"{library} {version(library)}"
    except PackageNotFoundError:
        return f"{library} none"


@cache
def _ours() -> tuple[str, ...]:
    """Fingerprints of our files for each stretch of the flow, as they were when this process first asked.

    What a process has loaded stays as it was, whatever becomes of the files.
    """
    sources = _Sources()
    return tuple(_fingerprint(stages, sources) for stages in (PAGES, ROWS, RECORDS))


def _fingerprint(stages: Iterable[str], sources: _Sources) -> str:
    digest = hashlib.sha256()
    for path in sources.used(stages):
        content = sources.content(path)
        digest.update(f"\n{path.relative_to(ROOT).as_posix()} {len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def used_files(stages: Iterable[str]) -> list[Path]:
    """Source files and vocabularies that the modules can reach, in order."""
    return _Sources().used(stages)


class _Sources:
    """Our files as they are now, each looked at once."""

    def __init__(self) -> None:
        """Find the modules and the vocabularies; none is read yet."""
        found = {".".join(p.relative_to(ROOT).with_suffix("").parts): p for name in OURS for p in _python_in(name)}
        packages = {name.removesuffix(".__init__"): path for name, path in found.items() if path.name == "__init__.py"}
        self.modules = packages | found
        self.words = {path.stem: path for path in (ROOT / "schemas" / "vocab").glob("*.csv")}
        self.contents: dict[Path, bytes] = {}
        self.reached: dict[str, tuple[set[str], set[Path]]] = {}

    def content(self, path: Path) -> bytes:
        if path not in self.contents:
            self.contents[path] = path.read_bytes()
        return self.contents[path]

    def used(self, stages: Iterable[str]) -> list[Path]:
        """Source files and vocabularies that the modules can reach, in order."""
        ahead = [name for name in stages if name in self.modules]
        seen: set[str] = set()
        files: set[Path] = set()
        while ahead:
            name = ahead.pop()
            if name not in seen:
                seen.add(name)
                names, words = self._reached(name)
                files |= {self.modules[name], *words}
                ahead += names
        return sorted(files, key=str)

    def _reached(self, name: str) -> tuple[set[str], set[Path]]:
        """Modules that a module imports, and vocabularies that it names, where it loads any."""
        if name not in self.reached:
            path = self.modules[name]
            source = self.content(path).decode("utf-8")
            package = name if path.name == "__init__.py" else name.rpartition(".")[0]
            imported = {one for found in _IMPORT.finditer(source) for one in _imported(found, package)}
            loads = "vocab" in source and _LOADS.search(source)
            words = {self.words[word] for word in _NAMED.findall(source) if word in self.words} if loads else set()
            self.reached[name] = imported & self.modules.keys(), words
        return self.reached[name]


def _python_in(package: str) -> Iterator[Path]:
    return (ROOT / package).rglob("*.py")


def _imported(found: re.Match[str], package: str) -> Iterator[str]:
    """Names that an import may mean: the module itself, and what may be modules in it."""
    base = found["plain"] or _absolute(found["base"], package)
    yield base
    if base.split(".", maxsplit=1)[0] in OURS:
        yield from (f"{base}.{name}" for name in re.findall(r"\w+", found["names"] or ""))


def _absolute(base: str, package: str) -> str:
    name = base.lstrip(".")
    dots = len(base) - len(name)
    if not dots:
        return name
    parents = package.split(".")[: len(package.split(".")) - dots + 1]
    return ".".join([*parents, name] if name else parents)
