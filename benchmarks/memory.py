"""Memory: `python -m benchmarks.memory [--pages 160]`, a Markdown table on standard output.

Every contestant reads a pack of so many pages, made by repeating the samples, in a fresh process; told is the highest
resident memory, libraries included. What a page keeps is the slope between that pack and one of a quarter of its pages,
so that what is needed only once does not count.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.contestants import CONTESTANTS
from benchmarks.harness import fresh, logger, machine, make_pack, markdown, say_where_we_are, show


def measure(name: str, small: Path, large: Path, rounds: int) -> tuple[float, float, float]:
    """Megabytes before reading, at the peak of the small pack, and at the peak of the large one."""
    logger.info("%s", name)
    few = [fresh("memory", name, small) for _ in range(rounds)]
    many = [fresh("memory", name, large) for _ in range(rounds)]
    before = median(one["before"] for one in (*few, *many))
    return before, median(one["peak"] for one in few), median(one["peak"] for one in many)


def memory_table(names: Sequence[str], pages: int, rounds: int) -> str:
    """One row for each contestant."""
    rows = []
    quarter = max(pages // 4, 1)
    with tempfile.TemporaryDirectory() as folder:
        small = make_pack(quarter, Path(folder) / "small.pdf")
        large = make_pack(pages, Path(folder) / "large.pdf")
        for name in names:
            one = CONTESTANTS[name]
            if not one.installed:
                rows.append([one.title, "not installed", "", ""])
                continue
            try:
                before, few, many = measure(name, small, large, rounds)
            except RuntimeError as error:
                logger.warning("%s failed: %s", name, error)
                rows.append([one.title, "failed", "", ""])
                continue
            kept = max(many - few, 0.0) / (pages - quarter)
            rows.append([one.title, f"{many:.0f}", f"{many - before:.0f}", f"{kept:.2f}"])
    return markdown(["MB", f"peak over {pages} pages", "above the start", "kept for each page"], rows)


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description="Memory beside other libraries, as Markdown.")
    parser.add_argument("--pages", type=int, default=160, help="pages of the pack (default: 160)")
    parser.add_argument("--rounds", type=int, default=3, help="fresh processes for each figure (default: 3)")
    parser.add_argument("--only", nargs="+", choices=CONTESTANTS, default=list(CONTESTANTS), help="who takes part")
    options = parser.parse_args()
    say_where_we_are()
    show(f"{machine()}.\n", memory_table(options.only, options.pages, options.rounds))


if __name__ == "__main__":
    main()
