"""What is told of tables that are wider than a page: which pages were joined, and which only look like parts of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.flow import Note

_CODE = "wide_table"
_TOLD_BY = {
    "height": "by the heights at which they stand",
    "reference": "by the references that both repeat",
    "order": "in their order, since nothing but their number tells which belong together",
}
_HELP = "state under [[tables]] in a file of overrides"


@dataclass(slots=True)
class Told:
    """Pages whose parts were joined, and what told how their rows belong together."""

    kinds: tuple[int, ...]
    left: list[int]
    right: list[int]
    by: set[str]

    def note(self) -> Note:
        """What a person should know."""
        by = next(way for way in ("order", "reference", "height") if way in self.by)
        text = (
            f"Tables wider than a page were joined: left parts on {_named(self.left)}, right parts on "
            f"{_named(self.right)}; rows were matched {_TOLD_BY[by]}."
        )
        if by == "order":
            text += f" Check them; if they do not belong together, {_HELP} 'page = {self.right[0]}' with 'beside = 0'."
        return Note(_CODE, text, "warning" if by == "order" else "info", self.left[0])


def doubt(left: Sequence[int], right: Sequence[int], why: str) -> Note:
    """What is told of tables on pages that look like parts of one table and were not joined, and why."""
    return Note(
        _CODE,
        f"The tables on {_named(left)} and on {_named(right)} look like the left and right parts of one table that is "
        f"wider than a page, but {why}: they were not joined. If they belong together, {_HELP} "
        f"'page = {right[0]}' with 'beside = {left[0]}', and so on for each right page.",
        "warning",
        left[0],
    )


def missing(left: int, right: int) -> Note:
    """What is told where the user says that tables belong together, and a page has none."""
    text = f"Page {left} or page {right} holds no table, so nothing was joined as the file of overrides says."
    return Note(_CODE, text, "warning", left)


def _named(pages: Sequence[int]) -> str:
    """Pages as people say them: `page 4`, `pages 2-5`, `pages 2, 4 and 6`."""
    numbers = sorted(pages)
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    if numbers == list(range(numbers[0], numbers[-1] + 1)) and len(numbers) > 2:
        return f"pages {numbers[0]}-{numbers[-1]}"
    return f"pages {', '.join(map(str, numbers[:-1]))} and {numbers[-1]}"
