"""Official files that are whole: where and when they were published must be told, and that they are wanted."""

import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
from refusing import URL, Refuse, says
from small_project import Project, Run, do_import, run_command


def test_missing_url(small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse) -> None:
    file = put("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, code=2)
    says(message, str(file), "is not in raw/curated/source_files.csv", "say where it was published with --url ADDRESS")


@pytest.mark.parametrize(
    "url",
    [
        "www.govinfo.gov/x.xml",
        "govinfo",
        "https:///x.xml",
        "https://a b/x",
        "file:///x",
        "http://[x",
        "ftp://ftp.x.org/x",
        "HTTPS://x.org/x",
        "https://x.org/\u200b",
    ],
)
def test_address_that_is_none(url: str, small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse) -> None:
    file = put("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", url, code=2)
    says(message, f"--url {url!r} is not an address", "expected https://HOST/PATH")


@pytest.fixture
def download(small_files: dict[str, str], tmp_path: Path) -> Path:
    """A folder of three renderings of a vote and of a bill, none of them known."""
    folder = tmp_path / "download"
    folder.mkdir()
    for name in ("BILLSTATUS-114s284.xml", "s284.data.json", "s284.metadata.md"):
        (folder / name).write_text(small_files[name])
    (folder / "s284.metadata.md").unlink()
    (folder / "s284.metadata.md.gz").write_bytes(gzip.compress(small_files["s284.metadata.md"].encode()))
    return folder


@pytest.mark.parametrize("arguments", [(), ("--url", URL)])
def test_a_folder_of_several_files_needs_several_addresses(
    arguments: tuple[str, ...], download: Path, project: Project, run: Callable[..., Run], refuse: Refuse
) -> None:
    """The rows that the message prints are what source_files.csv needs, but for the addresses."""
    message = refuse("import", "us_congress", download, *arguments, code=2)
    says(
        message,
        "3 files are not in raw/curated/source_files.csv: BILLSTATUS-114s284.xml, s284.data.json, s284.metadata.md",
    )
    says(
        message,
        "each needs an address of its own",
        "one by one with --url ADDRESS",
        "ends in a slash",
        "add these rows",
    )
    assert (f"--url {URL!r} is the address of one file" in message) == bool(arguments)
    file = project.file("curated/source_files")
    rows = [line for line in message.splitlines() if line[:64].isalnum() and len(line.partition(",")[0]) == 64]
    assert [row.split(",")[1] for row in rows] == ["BILLSTATUS-114s284.xml", "s284.data.json", "s284.metadata.md"]
    assert file.read_text().splitlines()[0] in message
    with file.open("a") as stream:
        for number, row in enumerate(rows):
            cells = row.split(",")
            cells[5] = f"https://example.org/{number}"
            stream.write(",".join(cells) + "\n")
    assert run("format").code == 0
    assert run("import", "us_congress", download).code == 0
    (source,) = {r["source_id"] for r in project.rows("imported/us_congress/bills") if r["bill_id"] == "us-114-s-284"}
    told = {r["source_id"]: (r["file_name"], r["url"]) for r in project.rows("imported/us_congress/sources")}
    assert told[source] == ("BILLSTATUS-114s284.xml", "https://example.org/0")  # the newest record


def test_a_folder_takes_the_address_of_a_folder(empty: Project, small_files: dict[str, str], tmp_path: Path) -> None:
    """Votes keep all renderings, so that the address of each file can be seen."""
    names = ("112-2012-s223.data.json", "112-2012-s223.data.xml", "vote_112_2_00223.xml")
    for name in names:
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(small_files[name].encode()))
    arguments = ("import", "us_votes", tmp_path, "--url", "https://example.org/votes/")
    assert run_command(empty, *arguments).code == 0
    told = {r["file_name"]: r["url"] for r in empty.rows("imported/us_votes/sources")}
    assert told == {name: f"https://example.org/votes/{name}" for name in names}
    assert run_command(empty, *arguments).out.splitlines()[-1] == "no change"


def test_the_one_unknown_file_of_a_folder_takes_the_address(
    empty: Project, small_files: dict[str, str], tmp_path: Path
) -> None:
    old, new = "112-2012-s223.data.json", "vote_112_2_00223.xml"
    (tmp_path / old).write_text(small_files[old])
    assert run_command(empty, "import", "us_votes", tmp_path / old, "--url", "https://example.org/old").code == 0
    (tmp_path / new).write_text(small_files[new])
    for _ in range(2):
        assert run_command(empty, "import", "us_votes", tmp_path, "--url", "https://example.org/new").code == 0
    told = {r["file_name"]: r["url"] for r in empty.rows("imported/us_votes/sources")}
    assert told == {old: "https://example.org/old", new: "https://example.org/new"}


def test_a_file_without_terms_takes_those_that_are_told(
    empty: Project, small_files: dict[str, str], tmp_path: Path
) -> None:
    """Also at a later import, as the rule on licences asks; terms that are known stay."""
    file = tmp_path / "vote_112_2_00223.xml"
    file.write_text(small_files[file.name])
    arguments = ("import", "us_votes", file, "--url", "https://example.org/new")
    for more, expected in (((), ""), (("--licence", "Open"), "Open"), (("--licence", "Closed"), "Open")):
        assert run_command(empty, *arguments, *more).code == 0
        assert [r["licence"] for r in empty.rows("imported/us_votes/sources")] == [expected]


@pytest.mark.parametrize("is_folder", [False, True])
def test_an_address_that_is_known_is_not_replaced(
    is_folder: bool, empty: Project, small_files: dict[str, str], tmp_path: Path
) -> None:
    name = "vote_112_2_00223.xml"
    (tmp_path / name).write_text(small_files[name])
    assert run_command(empty, "import", "us_votes", tmp_path / name, "--url", "https://example.org/a").code == 0
    before = empty.digest()
    path = tmp_path if is_folder else tmp_path / name
    done = run_command(empty, "import", "us_votes", path, "--url", "https://example.org/b")
    assert (done.code, done.out, empty.digest() == before) == (2, "", True)
    says(done.err, name, "--url says 'https://example.org/b'", "'https://example.org/a'", "leave --url out, or correct")


def test_missing_date(small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse) -> None:
    file = put("legislators-current.csv", small_files["legislators-current.csv"])
    message = refuse("import", "us_legislators", file, "--url", URL)
    says(message, file.name, "carries no date", "say with --date YYYY-MM-DD")


@pytest.mark.parametrize("date", ["2011-13-01", "2011-02-29", "1.5.2011", "2011-5-1"])
def test_bad_date(date: str, small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse) -> None:
    file = put("legislators-current.csv", small_files["legislators-current.csv"])
    message = refuse("import", "us_legislators", file, "--url", URL, "--date", date, code=2)
    says(message, "--date", f"{date!r} is not a date", "expected YYYY-MM-DD")


def test_a_day_that_was_told_once_need_not_be_told_again(
    project: Project, small_files: dict[str, str], put: Callable[..., Path]
) -> None:
    """The file carries no day; its bytes are known from the first import."""
    file = put("legislators-current.csv", small_files["legislators-current.csv"])
    assert do_import(project, "us_legislators", file, date="2026-06-17")
    assert do_import(project, "us_legislators", file) == []
    (source,) = (r for r in project.rows("imported/us_legislators/sources") if r["file_date"] == "2026-06-17")
    assert source["copy_date"] == "2026-06-17"


def test_missing_file(tmp_path: Path, refuse: Refuse) -> None:
    says(refuse("import", "us_congress", tmp_path / "gone.xml", "--url", URL, code=2), "gone.xml", "does not exist")


def test_bill_outside_the_selection(small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse) -> None:
    other = small_files["BILLSTATUS-114s284.xml"].replace("<number>284<", "<number>285<")
    message = refuse("import", "us_congress", put("BILLSTATUS-114s285.xml", other), "--url", URL)
    says(message, "BILLSTATUS-114s285.xml", "not", "selection", "add it to raw/curated/bills.relevance.csv first")
