"""What a run was given to read: files, folders, patterns, archives, manifests and addresses, as single documents."""

from __future__ import annotations

import glob
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from .archives import Unpacked, is_archive, keep_input, unpack_archive
from .errors import InputMissing, InputUnreadable, LinkOutside, ManifestError, NoPlansFound, PipelineError
from .fetch import Fetcher, is_address
from .ingest import find_plans
from .manifest import Row, is_manifest, read_manifest
from .media import SEARCHED
from .own_files import is_ours
from .plain import printable
from .stated import Stated
from .storage import find_remote, is_remote, read_remote
from .store import Workplace

_MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Entry:
    """One document to be read."""

    path: Path
    """Where its bytes lie."""
    name: str
    """What the dataset calls it."""
    label: str
    """Where it was found, for people and for the order of documents."""
    url: str = ""
    stated: Stated = Stated()


@dataclass(slots=True)
class Inputs:
    """Documents in the order of the dataset, and a reason for every input that gave none."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[PipelineError] = field(default_factory=list)

    def take(self, other: Inputs) -> None:
        """Add what another input gave."""
        self.entries += other.entries
        self.problems += other.problems


def expand(given: Sequence[str | Path], place: Workplace, fetcher: Fetcher) -> Inputs:
    """Turn what was given into documents, each once and sorted by where they were found.

    Args:
        given: Paths, patterns such as `plans/*.pdf`, archives, manifests and http addresses.
        place: Where unpacked and fetched plans are put.
        fetcher: Gets what lies behind addresses.
    """
    found = Inputs()
    for one in given:
        found.take(_expand_one(str(one), place, fetcher))
    unique: dict[Path, Entry] = {}
    for entry in sorted(found.entries, key=lambda entry: entry.stated == Stated()):
        unique.setdefault(entry.path.resolve(), entry)
    found.entries = sorted(unique.values(), key=lambda entry: entry.label)
    return found


def _expand_one(given: str, place: Workplace, fetcher: Fetcher) -> Inputs:
    if is_address(given):
        return _address(given, Stated(), fetcher)
    if is_remote(given):
        return _stored(given, place)
    if not given.strip():
        return Inputs(problems=[InputMissing("an empty name", "was given", "check the command and its variables")])
    path = Path(given)
    if _exists(path):
        return _folder(path, place) if path.is_dir() else _file(path, place, fetcher)
    if _MAGIC & set(given):
        return _pattern(given, place, fetcher)
    return Inputs(problems=[InputMissing(path)])


def _exists(path: Path) -> bool:
    """Whether there is such a file; a name that no file can have is that of none."""
    try:
        return path.exists()
    except OSError:
        return False


def _stored(address: str, place: Workplace) -> Inputs:
    """Plans in shared or object storage, brought here under the hash of their bytes."""
    found = Inputs()
    try:
        for one in find_remote(address):
            name = printable(one.rsplit("/", 1)[1])
            kept = keep_input(read_remote(one), place.inputs, Path(name).suffix.lower())
            found.entries.append(Entry(kept, name, one, one))
    except PipelineError as error:
        found.problems.append(error)
    return found


def _file(path: Path, place: Workplace, fetcher: Fetcher) -> Inputs:
    if is_manifest(path):
        return _manifest(path, place, fetcher)
    if is_archive(path):
        return _archive(path, place)
    return _single(path)


def _single(path: Path) -> Inputs:
    if path.is_file():
        return Inputs([_entry(path)])
    return Inputs(problems=[InputUnreadable(path, "is a device or a pipe and no file", "save what it gives as a file")])


def _entry(path: Path) -> Entry:
    return Entry(path, printable(path.name), str(path))


def _pattern(pattern: str, place: Workplace, fetcher: Fetcher) -> Inputs:
    matches = sorted(glob.glob(pattern, recursive=True))  # noqa: PTH207 (takes absolute patterns as well)
    if not matches:
        return Inputs(problems=[InputMissing(pattern, "matches no file", "check the pattern")])
    found = Inputs()
    for match in matches:
        path = Path(match)
        found.take(_folder(path, place) if path.is_dir() else _file(path, place, fetcher))
    return found


def _folder(folder: Path, place: Workplace) -> Inputs:
    """Plans and archives in a folder with all that it holds; the program's own folder is none of it."""
    plans, _ = find_plans([folder])
    packed = {path for path in folder.rglob("*.[zZ][iI][pP]") if path.is_file() and not path.name.startswith(".")}
    theirs = [path for path in sorted({*plans, *packed}) if not is_ours(path, place.out, folder)]
    inside, outside = _within(folder, sorted([*theirs, *_linked_folders(folder)]))
    found = Inputs(problems=[*map(LinkOutside, outside), *map(_leads_nowhere, _broken_links(folder))])
    for path in inside:
        if path.is_file():
            found.take(_archive(path, place) if path in packed else Inputs([_entry(path)]))
    if not found.entries and not found.problems:
        found.problems.append(NoPlansFound(folder))
    return found


def _linked_folders(folder: Path) -> list[Path]:
    """Links to folders, which are not followed; what lies inside the folder is found without them."""
    return sorted(path for path in folder.rglob("*") if path.is_symlink() and path.is_dir())


def _broken_links(folder: Path) -> list[Path]:
    links = (path for path in folder.rglob("*") if path.is_symlink() and not path.exists())
    return sorted(path for path in links if path.suffix.lower() in SEARCHED)


def _leads_nowhere(path: Path) -> InputMissing:
    return InputMissing(path, "is a link to a file that does not exist", "mend the link, or remove it")


def _within(folder: Path, paths: Iterable[Path]) -> tuple[list[Path], list[Path]]:
    """Paths that stay in the folder, and links that lead out of it."""
    root = folder.resolve()
    split: tuple[list[Path], list[Path]] = ([], [])
    for path in paths:
        target = path.resolve()
        split[root not in {target, *target.parents}].append(path)
    return split


def _archive(path: Path, place: Workplace) -> Inputs:
    members, problems = unpack_archive(path, place.inputs)
    return Inputs([_member(path, member) for member in members], problems)


def _member(archive: Path, member: Unpacked) -> Entry:
    return Entry(member.path, printable(Path(member.name).name or member.name), f"{archive}!{member.name}")


def _address(url: str, stated: Stated, fetcher: Fetcher) -> Inputs:
    try:
        fetched = fetcher.fetch(url)
    except PipelineError as error:
        return Inputs(problems=[error])
    return Inputs([Entry(fetched.path, printable(fetched.name), url, url, stated)])


def _manifest(path: Path, place: Workplace, fetcher: Fetcher) -> Inputs:
    try:
        rows = read_manifest(path)
    except ManifestError as error:
        return Inputs(problems=[error])
    found = Inputs()
    for row in rows:
        found.take(_row(row, path.parent, place, fetcher))
    return found


def _row(row: Row, folder: Path, place: Workplace, fetcher: Fetcher) -> Inputs:
    if row.url and not row.file:
        return _address(row.url, row.stated, fetcher)
    path = folder / row.file
    if not _exists(path):
        return Inputs(problems=[InputMissing(path)])
    search = _folder if path.is_dir() else _archive
    found = search(path, place) if path.is_dir() or is_archive(path) else _single(path)
    found.entries = [replace(entry, stated=row.stated, url=row.url or entry.url) for entry in found.entries]
    return found
