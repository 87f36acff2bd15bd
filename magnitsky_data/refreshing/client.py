"""Files of publishers over HTTPS: each whole or not at all, from hosts that are named.

TLS is verified, by the certificates of the machine (``SSL_CERT_FILE`` names others). What may pass (no connection, no
answer in time, a body that was cut, 429 and 5xx) is asked for again after a while; all else is final.
"""

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from urllib.parse import SplitResult, urljoin, urlsplit

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.errors import CurationToolsMissing, MagnitskyDataError
from magnitsky_data.importers.files import limits
from magnitsky_data.importers.files.open import no_data
from magnitsky_data.refreshing.addresses import TABLE

try:
    import urllib3
except ImportError:
    raise CurationToolsMissing("a refresh needs urllib3; `pip install 'magnitsky-data[curate]'`") from None

REDIRECTS = 5
SILENT = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
PASSING = (*SILENT, 500, 502, 504)
LONGEST_WAIT = 120  # seconds, whatever a publisher asks for
CHUNK = 1 << 16


class FetchFailed(MagnitskyDataError):
    """A publisher did not give a file; nothing of it is kept."""


class PublisherSilent(FetchFailed):
    """A publisher does not answer, or wants to be asked no more for now."""


class _Passing(Exception):
    """What may be otherwise in a while; ``wait`` are the seconds that the publisher asks for."""

    def __init__(self, said: str, *, is_silent: bool = False, wait: float = 0):
        super().__init__(said)
        self.is_silent, self.wait = is_silent, wait


@dataclass(frozen=True)
class Validators:
    """What a publisher gave with a file, to ask later whether it is still the same."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class Answer:
    """A file as a publisher gave it."""

    data: bytes
    validators: Validators


@dataclass(frozen=True)
class Fetched:
    """A file that is here, and what was given with it."""

    file: Path
    sha256: str
    validators: Validators


def agent(contract: Contract) -> str:
    """Return the name under which publishers are asked: program, version, and where to learn more."""
    home = contract.descriptor.get("homepage", "")
    return f"magnitsky-data/{contract.version} (refresh of a reference dataset on the Magnitsky laws{'; ' if home else ''}{home})"


class Client:
    """Asks publishers for files, under a name that says who asks."""

    def __init__(self, agent: str, *, waits: Sequence[float] = (2, 10, 30), silence: float = 60, longest: float = 1200):
        """``waits`` are the seconds before each further attempt; ``silence`` and ``longest`` bound one attempt."""
        self._waits, self._longest = waits, longest
        self._pool = urllib3.PoolManager(
            headers={"User-Agent": agent, "Accept-Encoding": "identity"},
            timeout=urllib3.Timeout(connect=min(30, silence), read=silence),
            retries=False,
        )

    def get(self, url: str, hosts: Collection[str] = (), last: Fetched | None = None) -> Answer | Fetched:
        """Return the file at an address, or the last one from there when the publisher says that it is the same.

        ``hosts`` are those to which the publisher may lead beside that of the address. ``FetchFailed`` says what is
        wrong and what to do.
        """
        for wait in (*self._waits, None):
            try:
                return self._attempt(url, {_host(url), *hosts}, last)
            except _Passing as error:
                if wait is None:
                    times = f"asked {len(self._waits) + 1} times; " if self._waits else ""
                    kind = PublisherSilent if error.is_silent else FetchFailed
                    raise kind(f"{url}: {error}; {times}try again later") from None
                time.sleep(min(max(wait, error.wait), LONGEST_WAIT))
        raise AssertionError("the last attempt returns or raises")

    def _attempt(self, url: str, hosts: Collection[str], last: Fetched | None) -> Answer | Fetched:
        ends, at = time.monotonic() + self._longest, url
        for _ in range(REDIRECTS + 1):
            if _scheme(at) != "https" or _host(at) not in hosts:
                raise FetchFailed(
                    f"{url}: leads to {_scheme(at)}://{_host(at)}; expected https and one of {', '.join(sorted(hosts))}: if the publisher "
                    f"says so, name the host in {TABLE}, else tell the publisher"
                )
            try:
                with self._pool.request(
                    "GET", at, redirect=False, preload_content=False, headers=self._headers(last)
                ) as response:
                    led = response.get_redirect_location()
                    if not led:
                        return _answer(url, response, last, ends)
                    at = _joined(at, led)
            except urllib3.exceptions.SSLError as error:
                raise FetchFailed(
                    f"{url}: the connection to {_host(at)} is not to be trusted ({error}); nothing was fetched: try from another network, never without the check"
                ) from None
            except urllib3.exceptions.HTTPError as error:
                raise _Passing(
                    _said(error), is_silent=not isinstance(error, urllib3.exceptions.ProtocolError)
                ) from None
        raise FetchFailed(f"{url}: leads on more than {REDIRECTS} times; correct the address in {TABLE}")

    def _headers(self, last: Fetched | None) -> dict[str, str]:
        known = last.validators if last else Validators()
        asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
        return {**self._pool.headers, **{name: value for name, value in asked.items() if value}}


def _answer(url: str, response: urllib3.BaseHTTPResponse, last: Fetched | None, ends: float) -> Answer | Fetched:
    status, told = response.status, f"{response.status} {response.reason or ''}".rstrip()
    if status == HTTPStatus.NOT_MODIFIED and last:
        return last
    if status in PASSING:
        asked = response.headers.get("Retry-After", "")
        raise _Passing(told, is_silent=status in SILENT, wait=float(asked) if asked.isdecimal() else 0)
    if status != HTTPStatus.OK:
        raise FetchFailed(
            f"{url}: {told}; expected the file: look where the publisher offers it now, and correct {TABLE}"
        )
    data = _body(url, response, ends)
    if wrong := no_data(data):
        raise FetchFailed(f"{url}: {wrong}; look at the address, then try again")
    found = response.headers
    return Answer(data, Validators(found.get("ETag", ""), found.get("Last-Modified", "")))


def _body(url: str, response: urllib3.BaseHTTPResponse, ends: float) -> bytes:
    """Return a body that is as long as was told, no longer than a file may be, and here in time."""
    size = response.headers.get("Content-Length", "")
    data = bytearray()
    while len(data) <= limits.FILE and not (size.isdecimal() and int(size) > limits.FILE):
        chunk = response.read1(CHUNK)
        if not chunk:
            return bytes(data)
        data += chunk
        if time.monotonic() > ends:
            raise _Passing(f"not whole in time, {len(data):,} bytes came")
    raise FetchFailed(
        f"{url}: more than {limits.FILE:,} bytes; no official file of its kind is that large: look at the address"
    )


def _host(url: str) -> str:
    return _parts(url).hostname or ""


def _scheme(url: str) -> str:
    return _parts(url).scheme


def _parts(url: str) -> SplitResult:
    """Return the parts of an address, empty ones of what is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _joined(base: str, led: str) -> str:
    try:
        return urljoin(base, led)
    except ValueError:
        return led


def _said(error: urllib3.exceptions.HTTPError) -> str:
    """Return what went wrong with a connection, in a few words."""
    if isinstance(error, urllib3.exceptions.TimeoutError):
        return "no answer in time"
    if isinstance(error, urllib3.exceptions.ProtocolError):
        return f"not whole ({error.args[0]})"
    return f"the connection failed ({error})"
