"""Settings of a run: defaults, then `actionplans.toml`, then the environment, then the flags of the command."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from .errors import SettingsError, UsageError
from .page_range import PageRanges, read_pages

FILE_NAME = "actionplans.toml"
PREFIX = "ACTIONPLANS_"
_FLAGS = Path("command line")


class Settings(BaseModel):
    """What can be set; the names are those of the file, and with the prefix those of the environment."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    bom: bool = True
    """Start CSV files with the byte order mark that Excel needs to see UTF-8."""
    guard: bool = True
    """Put an apostrophe before text that a spreadsheet could take for a formula."""
    strict: bool = False
    """End with exit code 5 where the data holds an error finding."""
    redact_names: bool = False
    """Replace the names of people by their post, or by `[name]`, in every table."""
    vocab: Path | None = None
    """Folder of CSV tables that add to the built-in vocabularies or override them."""
    pages: str = ""
    """Pages to read of every document, such as `12-30, 41`; all where it is empty."""
    page_range: dict[str, str] = Field(default_factory=dict)
    """Pages to read of single documents, by the name of the file; they overrule `pages`."""
    overrides: Path | None = None
    """Folder of TOML files that state what the program cannot see; see `pipeline.overrides`."""
    jobs: int | None = Field(None, ge=0, le=256)
    """Processes that read; 0 reads in this process without limits, and nothing chooses by the size of the batch."""
    time_limit: float = Field(900.0, ge=0)
    """Seconds for one document; 0 for no limit, here and below."""
    memory_limit: int = Field(2048, ge=0)
    """Megabytes of memory for one document."""
    page_limit: int = Field(2000, ge=0)
    """Pages of one document."""
    output_limit: int = Field(64, ge=0)
    """Megabytes of packed rows of one document."""
    fetch_delay: float = Field(1.0, ge=0)
    """Seconds between two requests to one host."""
    fetch_tries: int = Field(3, ge=1, le=10)
    """Attempts at one address."""
    fetch_limit: int = Field(200, ge=1)
    """Megabytes of one file behind an address."""

    @field_validator("pages")
    @classmethod
    def _is_range(cls, value: str) -> str:
        read_pages(value)
        return value

    @field_validator("page_range")
    @classmethod
    def _are_ranges(cls, value: dict[str, str]) -> dict[str, str]:
        for text in value.values():
            read_pages(text)
        return value

    def ranges_of(self, path: Path) -> PageRanges:
        """Ranges of the pages to read of one document; none for all."""
        return read_pages(self.page_range.get(path.name, self.pages))


def load_settings(
    flags: Mapping[str, Any] | None = None,
    environment: Mapping[str, str] | None = None,
    folder: Path | None = None,
) -> Settings:
    """Settings from all four places; a later place overrules an earlier one.

    Args:
        flags: what the command was given; `None` stands for a flag that was not.
        environment: variables, by default those of the process.
        folder: where `actionplans.toml` may lie, by default the working folder.

    Raises:
        SettingsError: a place holds an unknown name or an impossible value.
    """
    variables = os.environ if environment is None else environment
    path = (folder or Path()) / FILE_NAME
    named = {f"{PREFIX}{name.upper()}": name for name in Settings.model_fields}
    from_environment = {named[key]: value for key, value in variables.items() if key in named}
    given = {name: value for name, value in (flags or {}).items() if value is not None}
    places = ((path, _from_file(path)), (Path("environment"), from_environment), (_FLAGS, given))
    values: dict[str, Any] = {}
    for place, found in places:
        values |= _checked(place, found)
    return Settings(**values)


def _from_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(path, f"cannot be read as TOML ({error})") from error


def _checked(source: Path, values: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return Settings.model_validate(values).model_dump(exclude_unset=True)
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        if source == _FLAGS:
            reason = first["msg"].removeprefix("Value error, ").replace("Input should", "it should")
            flag = f"--{name.replace('_', '-')} {values.get(name, '')}"
            raise UsageError(flag, f"cannot be used ({reason})") from error
        raise SettingsError(source, f"holds the setting {name!r}, which cannot be used ({first['msg']})") from error
