"""Addresses, asked of a server on this machine that misbehaves in every way it can."""

from __future__ import annotations

import gzip
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.errors import FetchFailed
from pipeline.fetch import Fetcher, Manners
from pipeline.store import Workplace
from tests.batch.runs import actionplans, rows, small_plan

PLAN = small_plan(1)
BOMB = gzip.compress(b"%PDF-" + b"\0" * 20_000_000)
QUICK = Manners(delay=0.01, tries=2, patience=0.05, connect=1, read=1.0, whole=1.5, largest=100_000)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: Counter[str] = Counter()
        self.agents: set[str] = set()

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients that hang up are what is tested here."""


class Handler(BaseHTTPRequestHandler):
    server: Server

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.server.asked[self.path] += 1
        self.server.agents.add(self.headers["User-Agent"])
        name = self.path.split("?")[0].rsplit("/", 1)[-1].split(".")[0].replace("-", "_")
        getattr(self, f"give_{name}", self.give_plan)()

    def give(self, content: bytes, kind: str = "application/pdf", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for key, value in ({"Content_Length": str(len(content))} | headers).items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(content)

    def give_plan(self) -> None:
        self.give(PLAN, Content_Disposition='attachment; filename="../../council plan.pdf"')

    def give_vague(self) -> None:
        self.give(PLAN, "application/octet-stream")

    def give_page(self) -> None:
        self.give(b"<html>Please log in</html>", "text/html; charset=utf-8")

    def give_disguised(self) -> None:
        self.give(b"<html>Please log in</html>")

    def give_gone(self) -> None:
        self.give(b"", status=404)

    def give_teapot(self) -> None:
        self.give(b"", status=418)

    def give_empty(self) -> None:
        self.give(b"")

    def give_moody(self) -> None:
        if self.server.asked[self.path] == 1:
            return self.give(b"", status=503, Retry_After="1")
        return self.give(PLAN)

    def give_failing(self) -> None:
        self.give(b"", status=500)

    def give_loop(self) -> None:
        self.give(b"", status=302, Location=self.path)

    def give_moved(self) -> None:
        self.give(b"", status=301, Location="/moved-here/plan.pdf")

    def give_elsewhere(self) -> None:
        self.give(b"", status=302, Location="file:///etc/passwd")

    def give_huge(self) -> None:
        self.give(b"%PDF-", Content_Length="9999999999")

    def give_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/pdf")
        self.end_headers()
        self.wfile.write(b"%PDF-")
        for _ in range(1000):
            self.wfile.write(b"0" * 65536)

    def give_slow(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/pdf")
        self.end_headers()
        for _ in range(40):
            self.wfile.write(b"%PDF-")
            time.sleep(0.1)

    def give_silent(self) -> None:
        time.sleep(3)

    def give_rude(self) -> None:
        self.connection.close()

    def give_cut(self) -> None:
        self.give(PLAN[:500], Content_Length=str(len(PLAN)))

    def give_bomb(self) -> None:
        self.give(BOMB, Content_Encoding="gzip")

    def give_garbled(self) -> None:
        self.give(b"no gzip at all", Content_Encoding="gzip")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def site(server: Server) -> str:
    return f"http://127.0.0.1:{server.server_port}"


@pytest.fixture
def fetcher(tmp_path: Path) -> Fetcher:
    place = Workplace(tmp_path)
    place.prepare()
    return Fetcher(place, QUICK)


def test_a_plan_is_kept_under_its_hash_with_its_address(fetcher: Fetcher, site: str, server: Server) -> None:
    url = site.replace("http://", "http://me:secret@") + "/a/plan.pdf?x=1#page=2"
    fetched = fetcher.fetch(url)
    assert fetched.path.read_bytes() == PLAN
    assert fetched.path.parent == fetcher.place.inputs
    assert fetched.name == "council plan.pdf"
    (note,) = fetcher.place.inputs.glob("*.url.json")
    assert json.loads(note.read_text())["url"] == f"{site}/a/plan.pdf?x=1"
    assert "secret" not in note.read_text()
    asked = server.asked["/a/plan.pdf?x=1"]
    assert fetcher.fetch(url) == fetched
    assert server.asked["/a/plan.pdf?x=1"] == asked
    fetched.path.write_bytes(b"rotten")
    assert fetcher.fetch(url).path.read_bytes() == PLAN
    assert server.asked["/a/plan.pdf?x=1"] == asked + 1
    assert server.agents == {"actionplans (reads published improvement plans)"}


@pytest.mark.parametrize("path", ["/vague", "/moody.pdf", "/moved.pdf", "/no/name/"])
def test_what_still_gives_a_plan(fetcher: Fetcher, site: str, path: str) -> None:
    fetched = fetcher.fetch(site + path)
    assert fetched.path.read_bytes() == PLAN
    assert fetched.name.endswith(".pdf")


@pytest.mark.parametrize(
    "case",
    [
        ("/page", "is no PDF but text/html", 1),
        ("/disguised.pdf", "calls itself a PDF and is none", 1),
        ("/gone.pdf", "answered 404", 1),
        ("/teapot.pdf", "answered 418", 1),
        ("/empty.pdf", "gave an empty file, 2 times", 2),
        ("/failing.pdf", "answered 500, 2 times", 2),
        ("/loop.pdf", "leads from one address to the next without end", None),
        ("/elsewhere.pdf", "is no address that can be asked", 1),
        ("/huge.pdf", "is larger than 0 MB", 1),
        ("/endless.pdf", "is larger than 0 MB", 1),
        ("/bomb.pdf", "is larger than 0 MB", 1),
        ("/slow.pdf", "was not done after 1.5 seconds", 1),
        ("/silent.pdf", "gave no answer in time, 2 times", 2),
        ("/rude.pdf", "could not be fetched", 2),
        ("/cut.pdf", "could not be fetched", 2),
        ("/garbled.pdf", "could not be fetched", 2),
    ],
)
def test_what_gives_none_is_told(
    fetcher: Fetcher, site: str, server: Server, case: tuple[str, str, int | None]
) -> None:
    path, said, times = case
    with pytest.raises(FetchFailed) as failed:
        fetcher.fetch(site + path)
    assert f"{site}{path} {said}" in str(failed.value)
    assert "<" not in str(failed.value)
    assert "0x" not in str(failed.value)
    assert times in (None, server.asked[path])
    assert list(fetcher.place.inputs.iterdir()) == []


def test_nobody_at_home(fetcher: Fetcher) -> None:
    for url in ("http://127.0.0.1:9/plan.pdf", "http://no-such-host.invalid/plan.pdf", "http://[broken/plan.pdf"):
        with pytest.raises(FetchFailed, match=r"could not be fetched|can be asked"):
            fetcher.fetch(url)


def test_a_host_is_left_in_peace_between_requests(fetcher: Fetcher, site: str) -> None:
    polite = Fetcher(fetcher.place, Manners(delay=0.3))
    start = time.monotonic()
    for number in range(3):
        polite.fetch(f"{site}/polite/{number}.pdf")
    assert time.monotonic() - start >= 0.6


def test_a_run_of_addresses(tmp_path: Path, site: str) -> None:
    manifest = tmp_path / "manifest.csv"
    manifest.write_text(f"url,council\n{site}/run/plan.pdf,Essex\n{site}/run/gone.pdf,\n", encoding="utf-8")
    done = actionplans(manifest, "-o", tmp_path / "out")
    assert done.returncode == 3
    assert f"{site}/run/gone.pdf answered 404" in done.stderr
    (plan,) = rows(tmp_path / "out", "plans")
    assert (plan["source_file"], plan["source_url"]) == ("council plan.pdf", f"{site}/run/plan.pdf")
    assert plan["council"] == "Essex"
