"""Defaults give way to the file, the file to the environment, the environment to the flags."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import Settings, load_settings


def write(folder: Path, text: str) -> None:
    (folder / "actionplans.toml").write_text(text, encoding="utf-8")


def test_defaults(tmp_path: Path) -> None:
    assert load_settings(environment={}, folder=tmp_path) == Settings(bom=True, guard=True, strict=False)


def test_later_places_overrule(tmp_path: Path) -> None:
    write(tmp_path, "bom = false\nguard = false\nstrict = true\n")
    environment = {"ACTIONPLANS_GUARD": "true", "ACTIONPLANS_STRICT": "0", "ACTIONPLANS_DEBUG": "1", "BOM": "1"}
    assert load_settings(environment={}, folder=tmp_path) == Settings(bom=False, guard=False, strict=True)
    assert load_settings({}, environment, tmp_path) == Settings(bom=False, guard=True, strict=False)
    flags = {"guard": False, "strict": None}
    assert load_settings(flags, environment, tmp_path) == Settings(bom=False, guard=False, strict=False)


@pytest.mark.parametrize(("text", "said"), [("colour = true", "colour"), ("bom = 'perhaps'", "bom"), ("bom =", "TOML")])
def test_file_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    write(tmp_path, text)
    with pytest.raises(SettingsError, match=f"actionplans.toml .*{said}"):
        load_settings(environment={}, folder=tmp_path)


def test_variable_that_cannot_be_used(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"environment .*'bom'"):
        load_settings(environment={"ACTIONPLANS_BOM": "perhaps"}, folder=tmp_path)
