"""Overrides: what a reader states about an awkward plan, in TOML, because the program cannot see it.

One file for each plan, in any folder::

    file = "plan.pdf"               # or sha256 = "..."
    pages = "12-40, 43"             # only these pages hold the plan
    [columns]
    "Where we stand" = "progress"   # a heading as printed, and the field that it means
    [[tables]]
    page = 51                       # a table that begins on this page
    use = false                     # is not the plan (true: it is, though it looks like something else)
    [[tables]]
    page = 5                        # what begins on this page
    beside = 4                      # is the right part of the wide table on that page (0: it stands alone)
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from pipeline.errors import ExitCode, PipelineError
from pipeline.page_range import PageRanges, read_pages
from schemas.vocab import load


class OverrideInvalid(PipelineError):
    """A file of overrides that cannot be used."""

    code = "override"
    exit_code = ExitCode.USAGE
    default_cause = "cannot be used"
    default_remedy = "mend it, or leave it out; the README shows what such a file holds"

    @property
    def subject(self) -> str:
        """The whole path."""
        return str(self.file)


class _TableChoice(BaseModel):
    model_config = ConfigDict(extra="forbid")
    page: int = Field(ge=1)
    use: bool | None = None
    beside: int | None = Field(default=None, ge=0)

    @model_validator(mode="after")
    def _says_something(self) -> _TableChoice:
        if self.use is None and self.beside is None:
            raise ValueError("neither 'use' nor 'beside' says what is meant")
        if self.beside is not None and self.beside >= self.page:
            raise ValueError("'beside' is the page of the left part, which comes first")
        return self


class _Stated(BaseModel):
    """The file as it is written."""

    model_config = ConfigDict(extra="forbid")
    file: str = ""
    sha256: str = ""
    pages: str = ""
    columns: dict[str, str] = Field(default_factory=dict)
    tables: list[_TableChoice] = Field(default_factory=list)

    @field_validator("pages")
    @classmethod
    def _pages_are_ranges(cls, value: str) -> str:
        read_pages(value)
        return value

    @field_validator("columns")
    @classmethod
    def _fields_are_known(cls, value: dict[str, str]) -> dict[str, str]:
        known = {row["field"] for row in load("headings")} | {"extra", "section"}
        unknown = sorted(set(value.values()) - known)
        if unknown:
            raise ValueError(f"no field is called {unknown[0]!r}; the fields are {', '.join(sorted(known))}")
        return value

    @model_validator(mode="after")
    def _names_a_plan(self) -> _Stated:
        if not self.file and not self.sha256:
            raise ValueError("neither 'file' nor 'sha256' says which plan is meant")
        return self


@dataclass(frozen=True, slots=True)
class Overrides:
    """What is stated about one plan; empty where nothing is.

    `columns` maps headings in small letters to fields, `tables` the first page of a table to whether it is the plan,
    `beside` a page with the right part of a wide table to the page with the left one, or to 0 where it stands alone.
    """

    source: str = ""
    pages: PageRanges = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[int, bool] = field(default_factory=dict)
    beside: Mapping[int, int] = field(default_factory=dict)


NONE = Overrides()


def find_overrides(folder: Path | None, name: str, sha256: str) -> Overrides:
    """What the files of a folder state about a plan, by its bytes or else by its name.

    Raises:
        OverrideInvalid: A file of the folder cannot be used.
    """
    if folder is None:
        return NONE
    stated = [(path, _read(path)) for path in sorted(folder.glob("*.toml"))]
    by_bytes = [s for s in stated if s[1].sha256 and sha256.startswith(s[1].sha256.lower())]
    by_name = [s for s in stated if not s[1].sha256 and s[1].file == name]
    return _made(*(by_bytes or by_name)[0]) if by_bytes or by_name else NONE


def _made(path: Path, stated: _Stated) -> Overrides:
    columns = {" ".join(k.split()).casefold(): v for k, v in stated.columns.items()}
    used = {t.page: t.use for t in stated.tables if t.use is not None}
    beside = {t.page: t.beside for t in stated.tables if t.beside is not None}
    return Overrides(path.name, read_pages(stated.pages), columns, used, beside)


def _read(path: Path) -> _Stated:
    try:
        return _Stated.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise OverrideInvalid(path, f"cannot be read as TOML ({error})") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise OverrideInvalid(path, f"cannot be used: {place + ': ' if place else ''}{first['msg']}") from error


def told(overrides: Overrides) -> Sequence[str]:
    """Sentences that say what was stated, for `findings`."""
    sentences = []
    if overrides.pages:
        sentences.append(f"Only pages {_listed(overrides.pages)} were read, as {overrides.source} says.")
    sentences += [f"{overrides.source} says that the column '{h}' is {f}." for h, f in overrides.columns.items()]
    for page, use in overrides.tables.items():
        sentences.append(f"{overrides.source} says that the table on page {page} is {'' if use else 'not '}the plan.")
    for page, left in overrides.beside.items():
        said = f"is the right part of that on page {left}" if left else "stands alone"
        sentences.append(f"{overrides.source} says that the table on page {page} {said}.")
    return sentences


def _listed(ranges: PageRanges) -> str:
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in ranges)
