"""A refresh: publishers on loopback are asked over TLS, what they give comes into a project, and what that changed is told."""

import hashlib
import time
from collections.abc import Callable, Iterator
from datetime import date
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from enhanced_file import Listed, enhanced
from publisher import Page, Publisher, answer, publisher
from refreshed_project import CANADIAN, DOE, LICENCE, address, two_lists
from small_project import Project, Run, copy_project, run_command

from magnitsky_data.contract.writer import only_writer
from magnitsky_data.refreshing import Refreshed, refresh
from magnitsky_data.refreshing.client import Client
from magnitsky_data.refreshing.kept import Kept

ROE = Listed("2", "ROE, Jane", "2026-11-20")
US, CA = "SDN_ENHANCED.XML", "sema-lmes.xml"
BOTH = enhanced([DOE, ROE], "2026-11-20")
TAKEN = "us_ofac: 1 file asked for, 1 new, "


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    with publisher(tmp_path) as (found, trust):
        for name, value in trust.items():
            monkeypatch.setenv(name, value)
        found.offers(US, BOTH, ETag='"1"')
        found.offers(CA, CANADIAN)
        yield found


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return two_lists(tmp_path_factory.mktemp("two") / "project").root


@pytest.fixture
def project(two: Path, site: Publisher, tmp_path: Path) -> Project:
    """A project to refresh, which knows where its two publishers are."""
    found = copy_project(two, tmp_path)
    found.add("curated/source_addresses", address("us_ofac", US, site.url(US)))
    found.add("curated/source_addresses", address("ca_sema", CA, site.url(CA), "download"))
    return found


@pytest.fixture
def command(project: Project, tmp_path: Path) -> Callable[..., Run]:
    """The real command, which asks over TLS as everybody does."""
    return lambda *words: run_command(project, "refresh", "--store", tmp_path / "store", *words)


def refreshed(project: Project, *names: str, dry_run: bool = False) -> Refreshed:
    """Refresh without waiting long for anybody."""
    client, kept = Client("tests", waits=(), silence=0.3, longest=0.5), Kept(project.root.parent / "store")
    return refresh(project.root, names, date(2026, 11, 25), client, kept, dry_run=dry_run)


def listings(project: Project) -> list[str]:
    rows = (project.root / "build" / "csv" / "listings.csv").read_text(encoding="utf-8").splitlines()[1:]
    return [row.partition(",")[0] for row in rows]


def test_what_is_new_comes_in_is_built_and_told(project: Project, command: Callable[..., Run], site: Publisher) -> None:
    done = command("us_ofac")
    assert (done.code, done.err) == (0, "")
    first, *rest = done.out.splitlines()
    assert first.startswith(TAKEN)
    assert rest[0].startswith("## 20")
    assert "| `listings` | 1 | 0 | 0 |" in rest
    assert rest[-1] == "changed"
    assert site.paths() == [US]
    assert listings(project) == ["us-glomag-1", "us-glomag-2"]
    digest = hashlib.sha256(BOTH).hexdigest()
    (row,) = project.rows("curated/source_files")
    told = {"sha256": digest, "file_name": US, "url": site.url(US), "licence": LICENCE}
    assert {column: cell for column, cell in row.items() if cell} == told
    before = project.digest()
    again = command("us_ofac")
    assert (again.code, again.out, again.err) == (0, "us_ofac: 1 file asked for, nothing new\nnothing new\n", "")
    assert project.digest() == before
    site.offers(US, BOTH)  # by another name of the same bytes
    assert command("us_ofac").out == again.out
    assert project.digest() == before


def test_a_release_that_was_altered_is_made_anew_and_told(project: Project) -> None:
    file = project.root / "build" / "parquet" / "listings.parquet"
    file.write_bytes(file.read_bytes()[:-9])
    done = refreshed(project, "us_ofac")
    assert done.difference is None
    assert "build/parquet/listings.parquet" in done.uncompared
    assert listings(project) == ["us-glomag-1", "us-glomag-2"]


def test_the_same_project_as_by_hand(project: Project, tmp_path: Path, site: Publisher) -> None:
    hand = copy_project(project.root, tmp_path / "hand")
    assert not refreshed(project).has_failed
    for name, file, data, day in (("us_ofac", US, BOTH, ()), ("ca_sema", CA, CANADIAN, ("--date", "2026-11-25"))):
        (tmp_path / file).write_bytes(data)
        given = ("--url", site.url(file), "--licence", LICENCE, *day)
        assert run_command(hand, "import", name, tmp_path / file, *given).code == 0
    assert run_command(hand, "build").code == 0
    aside = {"raw/curated/source_files.csv", "build/validation.json"}  # which names the state of raw/
    one, other = ({k: v for k, v in p.digest().items() if k not in aside} for p in (project, hand))
    assert one == other
    (canadian,) = [r for r in project.rows("curated/source_files") if r["file_name"] == CA]
    assert (canadian["file_date"], canadian["date_basis"]) == ("2026-11-25", "download")


def test_a_dry_run_says_the_same_and_changes_nothing(project: Project, command: Callable[..., Run]) -> None:
    before = project.digest()
    dry = command("--dry-run")
    assert project.digest() == before
    assert dry.out.endswith("changed, in a copy that is gone\n")
    assert command().out == dry.out.replace(", in a copy that is gone", "")
    assert project.digest() != before


def leads_to(where: str) -> Page:
    return lambda handler: answer(handler, 302, Location=where)


def slow(_: BaseHTTPRequestHandler) -> None:
    time.sleep(0.6)


def cut(handler: BaseHTTPRequestHandler) -> None:
    answer(handler, 200, BOTH[:500], Content_Length=str(len(BOTH)))
    handler.close_connection = True


CHANGED = BOTH.replace(b"<isPrimary>", b"<isMain>").replace(b"</isPrimary>", b"</isMain>")
FAULTS: dict[str, tuple[Page, str]] = {
    "404": (lambda h: answer(h, 404), "404 Not Found; expected the file"),
    "500": (lambda h: answer(h, 500), "500 Internal Server Error; try again later"),
    "slow": (slow, "no answer in time"),
    "cut": (cut, "not whole (Connection broken: IncompleteRead(500 bytes read, "),
    "cut, and said to be whole": (lambda h: answer(h, 200, BOTH[:900]), f"{US}: not well-formed XML"),
    "HTML with 200": (lambda h: answer(h, 200, b"<!doctype html><title>Sorry</title>", Content_Type="text/html"), "an HTML page"),
    "another type": (lambda h: answer(h, 200, b'{"error": 1}', Content_Type="application/json"), f"{US}: not well-formed XML"),
    "another list": (lambda h: answer(h, 200, CANADIAN), f"{US}: "),
    "a circle": (leads_to(US), "leads on more than 5 times"),
    "a host that is not named": (leads_to("https://example.org/SDN_ENHANCED.XML"), "leads to https://example.org; expected https and one of localhost"),
    "another schema": (lambda h: answer(h, 200, CHANGED), "field 'isMain' is new; expected one of "),
}  # fmt: skip


@pytest.mark.parametrize(("page", "words"), FAULTS.values(), ids=FAULTS)
def test_of_what_a_publisher_gives_wrongly_nothing_is_left(
    page: Page, words: str, project: Project, site: Publisher
) -> None:
    site.pages[US], before = page, project.digest()
    (ofac,) = (done := refreshed(project, "us_ofac")).taken
    assert (ofac.importer, ofac.new, ofac.changed) == ("us_ofac", [], [])
    (message,) = ofac.failed
    assert words in message
    kept = [*(project.root.parent / "store").rglob(US)]
    assert [f"what was fetched: {file}" in message for file in kept] == [True] * len(kept)
    assert (done.has_failed, done.has_changed, done.problems, done.difference) == (True, False, [], None)
    assert project.digest() == before
    assert not [*(project.root.parent / "store").rglob("*.part")]


def test_a_publisher_that_fails_is_named_and_stops_no_other(
    project: Project, site: Publisher, command: Callable[..., Run]
) -> None:
    site.pages[US] = lambda handler: answer(handler, 404)
    ofac = {name: digest for name, digest in project.digest().items() if "us_ofac" in name}
    done = command()
    assert done.code == 1
    canadian = len([*(project.root / "raw" / "imported" / "ca_sema").iterdir()])
    assert done.out.splitlines()[:2] == [
        f"ca_sema: 1 file asked for, 1 new, {canadian + 1} files changed under raw/",  # source_files too
        "us_ofac: 1 file asked for, nothing new, 1 FAILED",
    ]
    assert done.err == (
        f"us_ofac: {site.url(US)}: 404 Not Found; expected the file: look where the publisher offers it now, "
        "and correct raw/curated/source_addresses.csv\n"
    )
    assert {name: digest for name, digest in project.digest().items() if "us_ofac" in name} == ofac
    assert [row["file_name"] for row in project.rows("curated/source_files")] == [CA]
    assert listings(project) == ["ca-jvcfoa-26", "us-glomag-1"]
    # When it is well again, it comes in.
    site.offers(US, BOTH)
    assert command().code == 0
    assert listings(project) == ["ca-jvcfoa-26", "us-glomag-1", "us-glomag-2"]


@pytest.mark.parametrize(("status", "asked"), [(503, 1), (500, 2)])
def test_a_publisher_that_is_silent_is_asked_for_nothing_more(
    status: int, asked: int, project: Project, site: Publisher
) -> None:
    project.add("curated/source_addresses", address("us_ofac", "SDN.XML", site.url("SDN.XML")))
    site.pages = {name: lambda handler: answer(handler, status) for name in (US, "SDN.XML")}
    (ofac,) = refreshed(project, "us_ofac").taken
    assert (len(ofac.failed), len(site.asked), ofac.files) == (asked, asked, asked)


def test_data_that_break_a_rule_wait_for_a_curator(
    project: Project, site: Publisher, command: Callable[..., Run]
) -> None:
    """Doe is gone without an event: the new state is here, the release is as before, and validate says it again."""
    site.offers(US, enhanced([ROE], "2026-11-20"))
    release = {k: v for k, v in project.digest().items() if k.startswith("build")}
    done = command("us_ofac")
    gone = "'us-ofac-1' is listed on us-glomag by its events, but missing in us_ofac-2026-11-20-"
    assert done.code == 1
    assert gone in done.err
    assert done.err.endswith("1 problem; mend the lines named, then run `magnitsky-data build`\n")
    assert done.out.splitlines()[-1] == "changed"
    assert {k: v for k, v in project.digest().items() if k.startswith("build")} == release
    again = command("us_ofac")  # until it is decided
    assert (again.code, again.out.splitlines()[-1]) == (1, "nothing new")
    assert gone in again.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("us_ofca",), "no importer 'us_ofca'; did you mean 'us_ofac'?"),
        (("ru_mfa",), "ru_mfa: no address in raw/curated/source_addresses.csv; expected one of ca_sema, us_ofac"),
        (("--store", "files"), "project/files lies in the project; name a folder outside of it"),
        (("--date", "today"), "'today' is not a date; expected YYYY-MM-DD"),
    ],
)
def test_wrong_usage_asks_nobody(
    words: tuple[str, ...], said: str, project: Project, site: Publisher, command: Callable[..., Run]
) -> None:
    before = project.digest()
    done = command(*words)
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())
    assert site.asked == []
    assert project.digest() == before


def test_a_project_that_is_held_is_left_alone(project: Project, command: Callable[..., Run]) -> None:
    with only_writer(project.root, "build"):
        done = command()
    assert (done.code, done.out) == (1, "")
    assert "`magnitsky-data build`" in done.err
