"""Plans behind addresses: fetched politely, checked, and kept under the hash of their bytes with the address.

What was fetched once is not asked for again unless the run is to be fresh, so a run can go on without a network.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import SplitResult, unquote, urlsplit, urlunsplit

from .archives import keep_input
from .errors import FetchFailed
from .keeping import write_whole
from .store import Workplace, writing

if TYPE_CHECKING:
    import requests

AGENT = "actionplans (reads published improvement plans)"
ENDINGS = {"application/pdf": ".pdf", "application/x-pdf": ".pdf"}
"""Content types that are taken, and how such a file ends."""
_VAGUE = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/force-download"})
_AGAIN = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECTS = 5
_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class Manners:
    """How addresses are asked."""

    delay: float = 1.0
    """Seconds between two requests to one host."""
    tries: int = 3
    patience: float = 60.0
    """Seconds that a server may ask us to wait."""
    connect: float = 10.0
    read: float = 30.0
    """Seconds without a byte."""
    whole: float = 600.0
    """Seconds for one file."""
    largest: int = 200_000_000
    """Bytes of one file."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A file that was behind an address."""

    path: Path
    name: str


class _Again(Exception):
    """This attempt failed, another may not."""

    def __init__(self, cause: str, wait: float = 0.0) -> None:
        super().__init__(cause)
        self.cause, self.wait = cause, wait


@dataclass(slots=True)
class Fetcher:
    """Gets files from addresses, one at a time."""

    place: Workplace
    manners: Manners = Manners()
    fresh: bool = False
    offline: bool = False
    """Ask nobody; what was not fetched before is told."""
    say: Callable[[str], None] = lambda _: None
    last: dict[str, float] = field(default_factory=dict)
    """When each host was last asked."""

    def fetch(self, url: str) -> Fetched:
        """The file behind an address; from what is kept, where it was fetched before.

        Raises:
            FetchFailed: It gave no plan.
            OutputUnwritable: There is no room for it.
        """
        try:
            shown = without_secrets(url)
        except ValueError as error:
            raise FetchFailed(url, "is no address that can be asked", "check its spelling") from error
        kept = None if self.fresh else self._kept(shown)
        if kept is not None:
            return kept
        if self.offline:
            raise FetchFailed(shown, "is yet to be fetched", "what it holds is not in these figures")
        for attempt in range(1, self.manners.tries + 1):
            self.say(f"fetching {shown}" + (f" (attempt {attempt})" if attempt > 1 else ""))
            try:
                content, answer = self._ask(url)
            except _Again as failed:
                if attempt == self.manners.tries:
                    raise FetchFailed(shown, f"{failed.cause}, {attempt} times") from failed
                time.sleep(min(failed.wait or self.manners.delay * 2**attempt, self.manners.patience))
                continue
            return self._keep(shown, content, answer)
        raise FetchFailed(shown)

    def _ask(self, url: str) -> tuple[bytes, requests.Response]:
        import requests

        self._wait_for(urlsplit(url).netloc)
        session = requests.Session()
        session.max_redirects = _REDIRECTS
        timeouts = (self.manners.connect, self.manners.read)
        try:
            with closing(session.get(url, stream=True, timeout=timeouts, headers={"User-Agent": AGENT})) as answer:
                self._check(without_secrets(url), answer)
                return self._body(without_secrets(url), answer), answer
        except requests.exceptions.TooManyRedirects as error:
            raise FetchFailed(without_secrets(url), "leads from one address to the next without end") from error
        except (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema) as error:
            raise FetchFailed(without_secrets(url), "is no address that can be asked") from error
        except requests.exceptions.Timeout as error:
            raise _Again("gave no answer in time") from error
        except requests.exceptions.RequestException as error:
            raise _Again(f"could not be fetched ({_cause(error)})") from error
        finally:
            session.close()

    def _wait_for(self, host: str) -> None:
        """Leave a host in peace between two requests."""
        since = time.monotonic() - self.last.get(host, float("-inf"))
        if since < self.manners.delay:
            time.sleep(self.manners.delay - since)
        self.last[host] = time.monotonic()

    def _check(self, shown: str, answer: requests.Response) -> None:
        if answer.status_code in _AGAIN:
            raise _Again(f"answered {answer.status_code}", _asked_to_wait(answer.headers))
        if answer.status_code != 200:
            raise FetchFailed(shown, f"answered {answer.status_code} ({answer.reason or 'no reason'})")
        kind = _content_type(answer.headers)
        if kind not in ENDINGS and kind not in _VAGUE:
            raise FetchFailed(shown, f"is no PDF but {kind}")
        size = answer.headers.get("Content-Length", "")
        if size.isdigit() and int(size) > self.manners.largest:
            raise self._too_large(shown)

    def _body(self, shown: str, answer: requests.Response) -> bytes:
        parts, size, start = [], 0, time.monotonic()
        for chunk in answer.iter_content(_CHUNK):
            size += len(chunk)
            if size > self.manners.largest:
                raise self._too_large(shown)
            if time.monotonic() - start > self.manners.whole:
                raise FetchFailed(shown, f"was not done after {self.manners.whole:g} seconds")
            parts.append(chunk)
        content = b"".join(parts)
        if not content:
            raise _Again("gave an empty file")
        if b"%PDF-" not in content[:1024]:
            raise FetchFailed(shown, "calls itself a PDF and is none")
        return content

    def _too_large(self, shown: str) -> FetchFailed:
        return FetchFailed(shown, f"is larger than {self.manners.largest // 1_000_000:,} MB")

    def _note(self, shown: str) -> Path:
        return self.place.inputs / f"{hashlib.sha256(shown.encode()).hexdigest()}.url.json"

    def _kept(self, shown: str) -> Fetched | None:
        try:
            note: dict[str, Any] = json.loads(self._note(shown).read_text(encoding="utf-8"))
            path = self.place.inputs / PurePosixPath(note["file"]).name
            whole = hashlib.sha256(path.read_bytes()).hexdigest() == note["sha256"]
        except (OSError, ValueError, KeyError):
            return None
        return Fetched(path, note["name"]) if whole else None

    def _keep(self, shown: str, content: bytes, answer: requests.Response) -> Fetched:
        ending = ENDINGS.get(_content_type(answer.headers), ".pdf")
        path = keep_input(content, self.place.inputs, ending)
        name = _file_name(answer, ending)
        note = {
            "url": shown,
            "answered_by": without_secrets(answer.url),
            "name": name,
            "file": path.name,
            "sha256": path.stem,
            "bytes": len(content),
            "content_type": answer.headers.get("Content-Type", ""),
            "last_modified": answer.headers.get("Last-Modified", ""),
        }
        with writing(path):
            write_whole(self._note(shown), [json.dumps(note, indent=2, ensure_ascii=False).encode()])
        return Fetched(path, name)


def is_address(text: str) -> bool:
    """Whether it is the address of something on the web."""
    return text.lower().startswith(("http://", "https://"))


def without_secrets(url: str) -> str:
    """The address without user name and password.

    >>> without_secrets("https://me:secret@example.org/plan.pdf")
    'https://example.org/plan.pdf'
    """
    parts = urlsplit(url)
    return urlunsplit(SplitResult(parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, ""))


def _content_type(headers: Mapping[str, str]) -> str:
    return headers.get("Content-Type", "").partition(";")[0].strip().lower()


def _asked_to_wait(headers: Mapping[str, str]) -> float:
    asked = headers.get("Retry-After", "")
    return float(asked) if asked.isdigit() else 0.0


def _cause(error: Exception) -> str:
    """The innermost reason in a few words, without the addresses of objects."""
    while error.args and isinstance(error.args[0], Exception):
        error = error.args[0]
    reason = getattr(error, "reason", None)
    return re.sub(r"<[^>]*>:?\s*", "", str(reason or error))[:120] or type(error).__name__


def _file_name(answer: requests.Response, ending: str) -> str:
    """Name of the file as its server gives it, without any folder."""
    offered = re.search(r'filename="?([^";]+)"?', answer.headers.get("Content-Disposition", ""))
    named = offered[1] if offered else unquote(urlsplit(answer.url).path)
    name = PurePosixPath(named.replace("\\", "/")).name.strip()[:150]
    return name if name.lower().endswith(ending) else f"{name or urlsplit(answer.url).hostname}{ending}"
