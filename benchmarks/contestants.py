"""Who takes part: our own program and every peer, by name."""

from __future__ import annotations

import atexit
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module, metadata
from importlib.util import find_spec
from pathlib import Path

from benchmarks import peers
from benchmarks.measures import Table
from extractors.quick import QuickReader
from pipeline.extract import page_tables, raw_tables
from pipeline.grids import grids_as_json

Task = Callable[[Path], object]


@dataclass(frozen=True, slots=True)
class Contestant:
    """One row of the tables of results."""

    label: str
    task: Task
    """Reads one file; its speed and memory are measured."""
    grids: Callable[[Path], list[Table]] | None = None
    """Tables with spans, where accuracy can be asked for."""
    package: str = ""
    """Name under which it is installed and imported; empty for our own."""
    module: str = ""

    @property
    def installed(self) -> bool:
        """Whether it can take part."""
        return not self.package or find_spec(self.module or self.package) is not None

    @property
    def title(self) -> str:
        """Label with the version."""
        if not self.package:
            return f"**actionplans** {self.label}"
        return f"{self.label} ({metadata.version(self.package)})" if self.installed else self.label


def read_only(path: Path) -> int:
    """Words, rules, fills and pictures of every page, with fonts and colours."""
    return len(QuickReader().read(path))


def our_tables(path: Path) -> int:
    """The same, and the raw tables of every page."""
    return sum(len(page_tables(page)) for page in QuickReader().read(path))


def our_grids(path: Path) -> list[Table]:
    """Raw tables as `actionplans tables --json` tells them."""
    tables: list[Table] = json.loads(grids_as_json(raw_tables(path)))
    return tables


def whole_pipeline(path: Path) -> int:
    """All stages, from the file to the CSV tables, which are removed when the process ends."""
    run_plans, settings = import_module("pipeline.run").run_plans, import_module("pipeline.settings").Settings()
    return len(run_plans([path], Path(tempfile.mkdtemp(dir=_outputs())), settings, lambda _: None).files)


@cache
def _outputs() -> str:
    folder = tempfile.TemporaryDirectory()
    atexit.register(folder.cleanup)
    return folder.name


def _camelot(label: str, options: dict[str, str]) -> Contestant:
    task, grids = partial(peers.camelot_tables, options=options), partial(peers.camelot_grids, options=options)
    return Contestant(f"camelot {label}", task, grids, "camelot-py", "camelot")


CONTESTANTS = {
    "read": Contestant("reading only", read_only),
    "tables": Contestant("raw tables with fonts, colours and words", our_tables, our_grids),
    "pipeline": Contestant("whole pipeline, file to CSV", whole_pipeline),
    "tablers": Contestant("tablers `find_tables`", peers.tablers_raw, peers.tablers_grids, "tablers"),
    "pdfplumber": Contestant("pdfplumber `extract_tables`", peers.pdfplumber_raw, peers.pdfplumber_grids, "pdfplumber"),
    "pymupdf": Contestant("PyMuPDF `find_tables`", peers.pymupdf_raw, peers.pymupdf_grids, "pymupdf"),
    "camelot-vector": _camelot("lattice, engine='vector'", {"flavor": "lattice", "engine": "vector"}),
    "camelot-lattice": _camelot("lattice, default engine", {"flavor": "lattice"}),
    "camelot-auto": _camelot("auto", {"flavor": "auto"}),
    "camelot-network": _camelot("network", {"flavor": "network"}),
    "camelot-hybrid": _camelot("hybrid, engine='vector'", {"flavor": "hybrid", "engine": "vector"}),
}
REFERENCE = "pdfplumber"
"""The peer against which ratios are told."""
