"""Fetching from a publisher on loopback, over TLS: a file comes whole, or what is wrong is said."""

import hashlib
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from publisher import Page, Publisher, answer, publisher

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.importers.files import limits
from magnitsky_data.refreshing.client import Answer, Client, FetchFailed, Validators, agent
from magnitsky_data.refreshing.kept import Kept

DATA = b"<export>" + b"x" * 200_000 + b"</export>"
FILE = "list.xml"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    with publisher(tmp_path) as (found, trust):
        for name, value in trust.items():
            monkeypatch.setenv(name, value)
        yield found


def client(waits: tuple[float, ...] = (), silence: float = 5, longest: float = 20) -> Client:
    return Client("tests", waits=waits, silence=silence, longest=longest)


def test_a_file_comes_with_what_asks_for_it_again(site: Publisher, tmp_path: Path) -> None:
    url = site.offers(FILE, DATA, ETag='"7"', Last_Modified="Mon, 23 Nov 2026 10:00:00 GMT")
    kept = Kept(tmp_path / "store")
    assert kept.last(url) is None
    got = client().get(url)
    assert got == Answer(DATA, Validators('"7"', "Mon, 23 Nov 2026 10:00:00 GMT"))
    assert isinstance(got, Answer)
    here = kept.keep(url, FILE, got)
    assert here.file.read_bytes() == DATA
    assert here.file.parent.name == here.sha256 == hashlib.sha256(DATA).hexdigest()
    assert client().get(url, (), kept.last(url)) == here
    (_, first), (_, second) = site.asked
    assert first["User-Agent"] == "tests"
    assert "If-None-Match" not in first
    assert (second["If-None-Match"], second["If-Modified-Since"]) == ('"7"', "Mon, 23 Nov 2026 10:00:00 GMT")
    # Another file, from the same address.
    site.offers(FILE, b"new", ETag='"8"')
    assert client().get(url, (), kept.last(url)) == Answer(b"new", Validators('"8"'))


def test_what_is_not_here_whole_is_asked_for_anew(site: Publisher, tmp_path: Path) -> None:
    url, kept = site.offers(FILE, DATA, ETag='"7"'), Kept(tmp_path / "store")
    here = kept.keep(url, FILE, Answer(DATA, Validators('"7"')))
    assert kept.last(url) == here
    here.file.write_bytes(DATA[:-1])
    assert kept.last(url) is None
    here.file.unlink()
    assert kept.last(url) is None


def test_the_name_of_who_asks_says_who_it_is(small_project: Path) -> None:
    contract = Contract.read(small_project / "datapackage.json")
    assert agent(contract).startswith(f"magnitsky-data/{contract.version} (refresh of a reference dataset")


def silent(_: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)


def dripping(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    for _ in range(20):
        handler.wfile.write(b"x")
        time.sleep(0.05)


def chunks_that_stop(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Transfer-Encoding", "chunked")
    handler.end_headers()
    handler.wfile.write(b"5\r\nhello\r\n")
    handler.close_connection = True


def cut(handler: BaseHTTPRequestHandler) -> None:
    answer(handler, 200, DATA[:100_000], Content_Length=str(len(DATA)))
    handler.close_connection = True


def leads(path: str) -> Page:
    return lambda handler: answer(handler, 302, Location=path)


def gives(data: bytes, **headers: str) -> Page:
    return lambda handler: answer(handler, 200, data, **headers)


FAULTS: dict[str, tuple[Page, str]] = {
    "404": (lambda h: answer(h, 404), "404 Not Found; expected the file: look where the publisher offers it now"),
    "403": (lambda h: answer(h, 403), "403 Forbidden; expected the file"),
    "304 unasked": (lambda h: answer(h, 304), "304 Not Modified; expected the file"),
    "500": (lambda h: answer(h, 500), "500 Internal Server Error; try again later"),
    "slow to answer": (silent, "no answer in time; try again later"),
    "slow to end": (dripping, "not whole in time, "),
    "cut": (cut, "not whole (Connection broken: IncompleteRead(100000 bytes read, 100017 more expected)); try again later"),
    "cut between chunks": (chunks_that_stop, "not whole ("),
    "HTML with 200": (gives(b"\xef\xbb\xbf\n<!DOCTYPE html><html>"), "an HTML page, perhaps an error page of the publisher"),
    "nothing": (gives(b" \n"), "the file is empty; look at the address"),
    "a circle": (leads(FILE), "leads on more than 5 times; correct the address in raw/curated/source_addresses.csv"),
    "another host": (leads("https://example.org/x?key=1"), "leads to https://example.org; expected https and one of localhost:"),
    "no TLS": (leads("http://localhost/x"), "leads to http://localhost; expected https"),
    "nowhere": (leads("https://[x/"), "leads to ://; expected https"),
    "a file of the machine": (leads("file:///etc/passwd"), "leads to file://; expected https"),
}  # fmt: skip


@pytest.mark.parametrize(("page", "words"), FAULTS.values(), ids=FAULTS)
def test_faults(page: Page, words: str, site: Publisher) -> None:
    site.pages[FILE] = page
    with pytest.raises(FetchFailed) as refused:
        client(silence=0.3, longest=0.5).get(site.url(FILE))
    assert str(refused.value).startswith(f"{site.url(FILE)}: ")
    assert words in str(refused.value)
    assert "key=1" not in str(refused.value)


@pytest.mark.parametrize("is_told", [True, False])
def test_a_file_larger_than_any_is_not_read_to_its_end(
    is_told: bool, site: Publisher, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FILE", 100_000)
    if is_told:
        site.offers(FILE, DATA)
    else:
        site.pages[FILE] = lambda h: answer(h, 200, f"{len(DATA):x}\r\n".encode() + DATA + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked", Content_Length="")  # fmt: skip
    with pytest.raises(FetchFailed, match="more than 100,000 bytes; no official file of its kind is that large"):
        client().get(site.url(FILE))


def test_a_host_that_is_named_may_be_led_to(site: Publisher) -> None:
    site.pages["old"] = leads(site.url("new", "127.0.0.1"))
    site.offers("new", DATA)
    with pytest.raises(FetchFailed, match=r"leads to https://127\.0\.0\.1; expected https and one of localhost: "):
        client().get(site.url("old"))
    assert client().get(site.url("old"), ["127.0.0.1"]) == Answer(DATA, Validators())


def test_what_passes_is_asked_for_again(site: Publisher) -> None:
    """Twice it fails, and asks to wait no time at all; the third answer is whole."""
    pages: list[Page] = [cut, lambda h: answer(h, 503, Retry_After="0"), gives(DATA)]
    site.pages[FILE] = lambda handler: pages.pop(0)(handler)
    assert client((0, 0)).get(site.url(FILE)) == Answer(DATA, Validators())
    site.pages[FILE] = lambda h: answer(h, 500)
    with pytest.raises(FetchFailed, match="500 Internal Server Error; asked 3 times; try again later"):
        client((0, 0)).get(site.url(FILE))
    assert len(site.asked) == 6
    site.pages[FILE] = lambda h: answer(h, 404)
    with pytest.raises(FetchFailed):
        client((0, 0)).get(site.url(FILE))
    assert len(site.asked) == 7


def test_a_publisher_whom_nobody_vouches_for_gives_nothing(site: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    url = site.offers(FILE, DATA)
    with pytest.raises(FetchFailed, match=r"the connection to localhost is not to be trusted .*certificate"):
        client((0, 0)).get(url)
    assert site.asked == []


def test_a_store_that_cannot_be_written_to_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    with pytest.raises(FetchFailed, match=r"cannot be written .*; nothing was kept: make room, or name another folder"):
        Kept(tmp_path / "store").keep("https://example.org/x", FILE, Answer(DATA, Validators()))
