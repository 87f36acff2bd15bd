"""What the command does with input that is wrong: it says where, what and what to do, and writes nothing.

The tests may run as root, for whom permission bits do not hold. A folder that cannot be written to is
therefore a path below a regular file, or a process that may write files of no more than 0 bytes
(RLIMIT_FSIZE, as on a full disk); both stop root as well.
"""

import gzip
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from small_project import ROOT, Project, Run, copy_project, run_command

URL = "https://www.govinfo.gov/bulkdata/BILLSTATUS/114/s/BILLSTATUS-114s284.xml"
Refuse = Callable[..., str]


@pytest.fixture
def refuse(project: Project, run: Callable[..., Run]) -> Refuse:
    """Run a command that must fail: return its message; the project is as before."""

    def refuse_command(*arguments: object, code: int = 1, **options: object) -> str:
        before = project.digest()
        done = run(*arguments, **options)
        assert done.code == code, (done.out, done.err)
        assert done.out == ""
        assert project.digest() == before
        return done.err

    return refuse_command


def says(message: str, *parts: str) -> None:
    """Assert that one line of a message has all the parts."""
    assert any(all(part in line for part in parts) for line in message.splitlines()), message


def test_clean_input_ends_with_0(project: Project, run: Callable[..., Run]) -> None:
    done = run("validate")
    assert (done.code, done.err) == (0, "")
    assert run("build", "--check").code == 0


def test_export_writes_the_release(project: Project, run: Callable[..., Run], tmp_path: Path) -> None:
    done = run("export", "votes", "bills", "--to", tmp_path / "new" / "out")
    assert (done.code, done.err) == (0, "")
    written = {f.name: f.read_bytes() for f in (tmp_path / "new" / "out").iterdir()}
    assert written == {
        f"{t}.csv": (project.root / "build" / "csv" / f"{t}.csv").read_bytes() for t in ("votes", "bills")
    }


# Official files


@pytest.fixture
def official(tmp_path: Path) -> Callable[[str, bytes | str], Path]:
    """Write an official file as a maintainer would have downloaded it."""

    def write(name: str, content: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write


@pytest.mark.parametrize("name", ["BILLSTATUS-114s284.xml", "s284.data.json", "s284.metadata.md.gz"])
def test_empty_file(name: str, official: Callable[..., Path], refuse: Refuse) -> None:
    content = gzip.compress(b"") if name.endswith(".gz") else b"\n"
    message = refuse("import", "us_congress", official(name, content), "--url", URL)
    says(message, name, "the file is empty", "download it again")
    assert "nothing was written" in message


@pytest.mark.parametrize("name", ["BILLSTATUS-114s284.xml", "s284.data.json"])
def test_html_error_page(name: str, official: Callable[..., Path], refuse: Refuse) -> None:
    page = b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><head><title>404 Not Found</title></head></html>"
    message = refuse("import", "us_congress", official(name, page), "--url", URL)
    says(message, name, "an HTML page", "expected the data file itself", "download it again")


@pytest.mark.parametrize("share", [0.2, 0.5, 0.99])
def test_truncated_xml(
    share: float, small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse
) -> None:
    whole = small_files["BILLSTATUS-114s284.xml"].rstrip()
    file = official("BILLSTATUS-114s284.xml", whole[: int(len(whole) * share)])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, "BILLSTATUS-114s284.xml", "not well-formed XML", "line ", "column ", "truncated", "download it again")


def test_truncated_gzip(small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse) -> None:
    whole = gzip.compress(small_files["BILLSTATUS-114s284.xml"].encode())
    file = official("BILLSTATUS-114s284.xml.gz", whole[: len(whole) // 2])
    says(refuse("import", "us_congress", file, "--url", URL), str(file), "cannot be read", "download it again")


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    ("doctype", "content"),
    [
        (f'[<!ENTITY l0 "ha">{LAUGHS}]', "&l9;"),  # billion laughs: ten levels of ten
        ('[<!ENTITY secret SYSTEM "file:///etc/passwd">]', "&secret;"),
        ('SYSTEM "http://localhost:9/billstatus.dtd"', ""),
    ],
    ids=["bomb", "external entity", "external document type"],
)
def test_xml_with_entities(doctype: str, content: str, official: Callable[..., Path], refuse: Refuse) -> None:
    text = f'<?xml version="1.0"?><!DOCTYPE billStatus {doctype}><billStatus>{content}</billStatus>'
    message = refuse("import", "us_congress", official("BILLSTATUS-114s284.xml", text), "--url", URL)
    says(message, "BILLSTATUS-114s284.xml", "declares a document type or entities", "no official file does")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("[]", "a JSON list; expected an object"),
        ('{"bills": []}', "no field 'actions'; a file of another shape, or truncated"),
        ('{"actions": [], ', "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("null", "a JSON NoneType; expected an object"),
    ],
)
def test_json_of_another_shape(content: str, what: str, official: Callable[..., Path], refuse: Refuse) -> None:
    says(refuse("import", "us_congress", official("s284.data.json", content), "--url", URL), "s284.data.json", what)


def test_json_with_a_field_of_another_type(
    small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse
) -> None:
    content = small_files["s284.data.json"].replace('"introduced_at": "2015-01-28"', '"introduced_at": {"day": 28}')
    message = refuse("import", "us_congress", official("s284.data.json", content), "--url", URL)
    says(
        message,
        "s284.data.json: introduced_at",
        "an object {'day': 28}",
        "expected a text",
        "of another shape or version",
    )


def test_json_with_an_object_for_a_list(
    small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse
) -> None:
    content = small_files["s284.data.json"].replace('"cosponsors": [', '"cosponsors": [7, ')
    message = refuse("import", "us_congress", official("s284.data.json", content), "--url", URL)
    says(message, "s284.data.json: cosponsors[0]", "a number 7", "expected named fields", "of another shape or version")


@pytest.mark.parametrize(
    ("name", "old", "new", "field"),
    [
        ("BILLSTATUS-114s284.xml", "<congress>114</congress>\n", "<congress>114</congress><veto/>\n", "'veto'"),
        ("BILLSTATUS-114s284.xml", "<state>MD</state>", "<state>MD</state><caucus>D</caucus>", "'caucus'"),
        ("s284.data.json", '"number": "284"', '"number": "284", "veto": null', "'veto'"),
        ("s284.data.json", '"thomas_id": "00174"', '"thomas_id": "00174", "caucus": "D"', "'caucus'"),
    ],
)
def test_unknown_field(
    name: str,
    old: str,
    new: str,
    field: str,
    small_files: dict[str, str],
    official: Callable[..., Path],
    refuse: Refuse,
) -> None:
    assert old in small_files[name]
    file = official(name, small_files[name].replace(old, new, 1))
    message = refuse("import", "us_congress", file, "--url", URL)
    says(
        message,
        name,
        f"field {field} is new",
        "expected one of",
        "congress" if "veto" in field else "state",
        "teach the importer",
    )


@pytest.mark.parametrize(
    ("renamed", "part", "said", "found"),
    [
        ("BILLSTATUS-114s285.xml", "number", "'285'", "'284'"),
        ("BILLSTATUS-115s284.xml", "congress", "'115'", "'114'"),
        ("BILLSTATUS-114hr284.xml", "type", "'hr'", "'s'"),
    ],
)
def test_bill_under_another_name(
    renamed: str,
    part: str,
    said: str,
    found: str,
    small_files: dict[str, str],
    official: Callable[..., Path],
    refuse: Refuse,
) -> None:
    file = official(renamed, small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(
        message,
        renamed,
        f"the name says {part} {said}, the record {found}",
        "expected the file of one bill under its own name",
    )


def test_name_that_tells_no_bill(small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse) -> None:
    file = official("download (1).xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, "download (1).xml", "the name tells no bill", "expected BILLSTATUS-117s93.xml")


@pytest.mark.parametrize(
    ("importer", "name", "old", "new", "what", "known"),
    [
        ("us_congress", "BILLSTATUS-114s284.xml", "<party>R<", "<party>G<", "party 'G'", "D, R, I"),
        ("us_votes", "112-2012-s223.data.json", '"party": "I"', '"party": "Independent"', "party 'Independent'", "D, R, I"),
        ("us_votes", "112-2012-s223.data.json", '"Nay"', '"Paired Nay"', "position 'Paired Nay'", "Yea, Aye, Nay"),
        ("us_votes", "vote_112_2_00223.xml", "<vote_cast>Nay<", "<vote_cast>Present, Giving Live Pair<", "position 'Present, Giving Live Pair'", "Yea, Aye, Nay"),
        ("us_votes", "vote_112_2_00223.xml", ">1/2<", ">3/4<", "majority required '3/4'", "1/2, 2/3, 3/5"),
        ("us_votes", "112-2012-s223.data.json", '"Bill Passed"', '"Bill Vanished"', "result 'Bill Vanished'", "Passed, Agreed to"),
        ("us_congress", "s284.data.json", '"related",', '"cousin",', "relation 'cousin'", "identical, related"),
        ("us_congress", "BILLSTATUS-114s284.xml", "Short Title(s) as Introduced", "Nickname as Introduced", "title type 'Nickname as Introduced'", "teach the importer"),
    ],
)  # fmt: skip
def test_code_not_seen_before(
    importer: str, name: str, old: str, new: str, what: str, known: str,
    small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse,
) -> None:  # fmt: skip
    assert old in small_files[name]
    message = refuse("import", importer, official(name, small_files[name].replace(old, new, 1)), "--url", URL)
    says(message, name, f"{what} was not seen before", known)
    assert "teach the importer" in message or "add it to datapackage.json" in message


@pytest.mark.parametrize(
    ("name", "old", "new", "cell"),
    [
        ("BILLSTATUS-114s284.xml", "<introducedDate>2015-01-28", "<introducedDate>2015-13-28", "bills.introduced_date: '2015-13-28'"),
        ("s284.data.json", '"sponsored_at": "2015-01-28"', '"sponsored_at": "28.01.2015"', "sponsorships.joined_date: '28.01.2015'"),
    ],
)  # fmt: skip
def test_official_date_that_is_none(
    name: str, old: str, new: str, cell: str, small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse
) -> None:
    message = refuse("import", "us_congress", official(name, small_files[name].replace(old, new)), "--url", URL)
    says(message, name, "us-114-s-284", cell, "is not a date; expected YYYY")


def test_votes_that_contradict_each_other(
    small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse
) -> None:
    # The small file has 4 of the 100 positions that raw/ has of the same vote.
    file = official("vote_112_2_00223.xml", small_files["vote_112_2_00223.xml"])
    message = refuse("import", "us_votes", file, "--url", URL)
    says(
        message,
        file.name,
        "us-112-2012-s-223",
        "'0', but 112-2012-s223.data.json",
        "says '92'",
        "compare both with the publisher",
    )


def test_nothing_is_written_when_one_file_of_a_folder_is_refused(
    small_files: dict[str, str], tmp_path: Path, refuse: Refuse
) -> None:
    folder = tmp_path / "download"
    folder.mkdir()
    (folder / "BILLSTATUS-114s284.xml").write_text(small_files["BILLSTATUS-114s284.xml"])
    (folder / "s284.data.json").write_text("{")
    (folder / "s284.metadata.md").write_text("# Metadata")
    message = refuse("import", "us_congress", folder, "--url", "https://example.org/")
    says(message, "s284.data.json", "not JSON")
    says(message, "s284.metadata.md", "a file of another format")  # all refused files are named, not the first alone


def test_missing_url(small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse) -> None:
    file = official("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, code=2)
    says(message, str(file), "is not in raw/curated/source_files.csv", "say where it was published with --url ADDRESS")


@pytest.mark.parametrize(
    "url", ["www.govinfo.gov/x.xml", "govinfo", "https:///x.xml", "https://a b/x", "file:///x", "http://[x"]
)
def test_address_that_is_none(
    url: str, small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse
) -> None:
    file = official("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
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


def test_missing_date(small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse) -> None:
    file = official("legislators-current.csv", small_files["legislators-current.csv"])
    message = refuse("import", "us_legislators", file, "--url", URL)
    says(message, file.name, "carries no date", "say with --date YYYY-MM-DD")


@pytest.mark.parametrize("date", ["2011-13-01", "2011-02-29", "1.5.2011", "2011-5-1"])
def test_bad_date(date: str, small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse) -> None:
    file = official("legislators-current.csv", small_files["legislators-current.csv"])
    message = refuse("import", "us_legislators", file, "--url", URL, "--date", date, code=2)
    says(message, "--date", f"{date!r} is not a date", "expected YYYY-MM-DD")


def test_missing_file(tmp_path: Path, refuse: Refuse) -> None:
    says(refuse("import", "us_congress", tmp_path / "gone.xml", "--url", URL), "gone.xml", "no such file or folder")


def test_bill_outside_the_selection(small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse) -> None:
    other = small_files["BILLSTATUS-114s284.xml"].replace("<number>284<", "<number>285<")
    message = refuse("import", "us_congress", official("BILLSTATUS-114s285.xml", other), "--url", URL)
    says(message, "BILLSTATUS-114s285.xml", "not", "selection", "add it to raw/curated/bills.relevance.csv first")


# Files under raw/: what breaks one, and the parts of the message, the place first


def unknown_column(project: Project) -> list[str]:
    project.replace("raw/curated/laws.csv", "grounds", "ground")
    return ["raw/curated/laws.csv:1:ground", "column 'ground' is not a column of laws", "did you mean 'grounds'?"]


def derived_column(project: Project) -> list[str]:
    project.replace("raw/curated/laws.csv", "adopted_date", "adopted_date_latest")
    return ["raw/curated/laws.csv:1:adopted_date_latest", "'adopted_date_latest' is computed by the build; take it out"]


def byte_order_mark(project: Project) -> list[str]:
    file = project.file("curated/laws")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    return ["raw/curated/laws.csv:1", "byte order mark; expected UTF-8 without", "run `magnitsky-data format`"]


def carriage_returns(project: Project) -> list[str]:
    file = project.file("curated/laws")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    return ["raw/curated/laws.csv:1", "carriage return; expected LF", "run `magnitsky-data format`"]


def stray_space(project: Project) -> list[str]:
    line = project.line("curated/laws", {"law_id": "us-pl-112-208"})
    project.replace("raw/curated/laws.csv", ",Congress,", ",Congress ,")
    return [f"raw/curated/laws.csv:{line}:issuer", "'Congress '", "expected 'Congress'", "run `magnitsky-data format`"]


def latin_1(project: Project) -> list[str]:
    file = project.file("curated/chambers")
    file.write_bytes(file.read_bytes().replace(b"Senate", b"S\xe9nat"))
    return ["raw/curated/chambers.csv:3", "byte 0xe9 is not UTF-8", "mend it by hand"]


def cell_too_many(project: Project) -> list[str]:
    project.replace("raw/curated/chambers.csv", "Senate,upper", "Senate,upper,x")
    return ["raw/curated/chambers.csv:3", "5 cells; expected 4 as in the header", "mend it by hand"]


def open_quote(project: Project) -> list[str]:
    project.replace("raw/curated/chambers.csv", ",Senate,", ',"Senate,')
    return ["raw/curated/chambers.csv:3", "unexpected end of data", "mend it by hand"]


def empty_table(project: Project) -> list[str]:
    project.file("curated/works").write_bytes(b"")
    return ["raw/curated/works.csv:1", "empty file; expected a header"]


def unsorted_rows(project: Project) -> list[str]:
    file = project.file("curated/chambers")
    header, house, senate = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(header + senate + house)
    return ["raw/curated/chambers.csv ", "rows not sorted by key", "run `magnitsky-data format`"]


def duplicate_key(project: Project) -> list[str]:
    rows = project.rows("curated/chambers")
    project.write("curated/chambers", [*rows, rows[0]])
    return [
        "raw/curated/chambers.csv:3:chamber_id",
        "duplicate key 'us-house'",
        "first at raw/curated/chambers.csv:2; keep one",
    ]


def duplicate_number(project: Project) -> list[str]:
    # Of Levin and Sanders, whose votes are in the small project, the later line is the duplicate.
    line = project.change(
        "imported/us_legislators/legislators", {"legislator_id": "us-bioguide-S000033"}, lis_id="S131"
    )
    return [f"raw/imported/us_legislators/legislators.csv:{line}:lis_id", "duplicate key 'S131' in lis_id", "keep one"]


def orphan_key(project: Project) -> list[str]:
    line = project.change("curated/laws", {"law_id": "us-pl-112-208-title-iv"}, jurisdiction_code="SU")
    return [
        f"raw/curated/laws.csv:{line}:jurisdiction_code",
        "'SU' is not a jurisdiction_code of jurisdictions",
        "add that row or mend the value",
    ]


def no_such_day(project: Project) -> list[str]:
    line = project.change("imported/us_congress/bills", {"bill_id": "us-112-hr-6156"}, status_as_of_date="2011-13-01")
    return [
        f"raw/imported/us_congress/bills.csv:{line}:status_as_of_date",
        "'2011-13-01' is not a date; expected YYYY-MM-DD",
    ]


def no_such_partial_date(project: Project) -> list[str]:
    line = project.change("curated/laws", {"law_id": "us-pl-112-208-title-iv"}, adopted_date="2011-13-01")
    return [
        f"raw/curated/laws.csv:{line}:adopted_date",
        "'2011-13-01' is not a date; expected YYYY, YYYY-MM or YYYY-MM-DD",
    ]


def value_outside_the_list(project: Project) -> list[str]:
    line = project.change("curated/laws", {"law_id": "us-pl-112-208"}, scope="europe")
    return [
        f"raw/curated/laws.csv:{line}:scope",
        "'europe' is not allowed; expected one of russia, country, global, other",
    ]


def second_owner(project: Project) -> list[str]:
    base = project.change("imported/us_congress/bills", {"bill_id": "us-112-hr-6156"}, relevance="mention")
    line = project.line("curated/bills.relevance", {"bill_id": "us-112-hr-6156"})
    return [
        f"raw/curated/bills.relevance.csv:{line}:relevance",
        f"has two owners: raw/imported/us_congress/bills.csv:{base} says 'mention'",
        "keep one",
    ]


def second_overlay(project: Project) -> list[str]:
    rows = project.rows("curated/bills.relevance")
    project.write("curated/bills.relevance", [*rows, {**rows[0], "relevance": "mention"}])
    return [
        "raw/curated/bills.relevance.csv:3:relevance",
        "'mention' has two owners",
        f"raw/curated/bills.relevance.csv:2 says {rows[0]['relevance']!r}",
        "keep one",
    ]


def overlay_of_nothing(project: Project) -> list[str]:
    line = project.add(
        "curated/votes.relevance", {"vote_id": "us-112-2012-s-224", "relevance": "core", "relevance_reason": "x"}
    )
    return [
        f"raw/curated/votes.relevance.csv:{line} ",
        "votes has no row 'us-112-2012-s-224'",
        "take this line away, or import or write that row",
    ]


def correction_outlived(project: Project) -> list[str]:
    project.change("imported/us_congress/bills", {"bill_id": "us-114-s-284"}, status_as_of_date="2017-01-03")
    line = project.line("curated/corrections", {"column_name": "status_as_of_date"})
    return [
        f"raw/curated/corrections.csv:{line}:expected_value",
        "bills 'us-114-s-284' now has status_as_of_date '2017-01-03', expected '2016-08-01'",
        "check whether this correction is still needed",
    ]


def correction_of_nothing(project: Project) -> list[str]:
    line = project.change("curated/corrections", {"column_name": "status_as_of_date"}, row_id="us-114-s-9284")
    return [f"raw/curated/corrections.csv:{line}:row_id", "bills has no row 'us-114-s-9284'", "take this line away"]


def unknown_table(project: Project) -> list[str]:
    project.file("curated/laws").rename(project.file("curated/lawz"))
    return ["raw/curated/lawz.csv", "no table 'lawz'; did you mean 'laws'?"]


def unknown_overlay(project: Project) -> list[str]:
    project.file("curated/bills.relevance").rename(project.file("curated/bills.relevanze"))
    return ["raw/curated/bills.relevanze.csv", "has no overlay 'relevanze'; did you mean 'relevance'?"]


def unknown_file(project: Project) -> list[str]:
    (project.root / "raw" / "curated" / "laws.xlsx").write_bytes(b"PK")
    return [
        "raw/curated/laws.xlsx",
        "the build does not read this file",
        "expected raw/curated/TABLE.csv",
        "take it away",
    ]


def file_in_the_wrong_folder(project: Project) -> list[str]:
    shutil.copy(project.file("curated/laws"), project.root / "raw" / "laws.csv")
    return ["raw/laws.csv", "the build does not read this file", "expected raw/curated/TABLE.csv"]


def file_of_no_importer(project: Project) -> list[str]:
    shutil.copytree(project.root / "raw" / "imported" / "us_votes", project.root / "raw" / "imported" / "us_vote")
    return ["raw/imported/us_vote/votes.csv", "no importer or list 'us_vote'; did you mean 'us_votes'?"]


def overlay_among_imports(project: Project) -> list[str]:
    project.file("curated/bills.relevance").rename(project.file("imported/us_congress/bills.relevance"))
    return ["raw/imported/us_congress/bills.relevance.csv", "move it to raw/curated"]


def derived_table(project: Project) -> list[str]:
    shutil.copy(project.root / "build" / "csv" / "entity_names.csv", project.file("curated/entity_names"))
    return ["raw/curated/entity_names.csv", "table 'entity_names' is computed by the build; take the file away"]


def no_raw(project: Project) -> list[str]:
    shutil.rmtree(project.root / "raw")
    return ["raw ", "no tables here; expected raw/curated/TABLE.csv"]


# Broken together, since each validation needs most of a second: all problems are reported at once. Of the ways that
# break one file, those that would hide each other stand in different groups.
TOGETHER = (
    (
        orphan_key, no_such_partial_date, value_outside_the_list, stray_space, duplicate_key, empty_table, correction_outlived,
        second_overlay, overlay_of_nothing, unknown_file, file_in_the_wrong_folder, file_of_no_importer, derived_table,
    ),
    (unknown_column, latin_1, second_owner, duplicate_number, correction_of_nothing),
    (derived_column, cell_too_many, no_such_day, overlay_among_imports),
    (byte_order_mark, open_quote, unknown_overlay),
    (carriage_returns, unsorted_rows),
    (unknown_table,),
    (no_raw,),
)  # fmt: skip


@pytest.fixture(scope="module")
def validated(small_project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[list[str], Run, bool]]:
    """For each way to break raw/: what the message must say, what ``validate`` did, whether files stayed as they were."""
    found = {}
    for group in TOGETHER:
        project = copy_project(small_project, tmp_path_factory.mktemp(group[0].__name__))
        parts = {breaks.__name__: breaks(project) for breaks in group}
        before = project.digest()
        done = run_command(project, "validate")
        found |= {name: (parts[name], done, project.digest() == before) for name in parts}
    return found


@pytest.mark.parametrize("name", [breaks.__name__ for group in TOGETHER for breaks in group])
def test_raw_file(name: str, validated: dict[str, tuple[list[str], Run, bool]]) -> None:
    (place, *parts), done, is_untouched = validated[name]
    assert (done.code, done.out, is_untouched) == (1, "", True)
    assert any(line.startswith(place) for line in done.err.splitlines()), done.err
    says(done.err, place, *parts)
    count = len(done.err.splitlines()) - 1
    says(done.err, f"{count} problem", "mend the lines named", "`magnitsky-data validate`")


def test_build_stops_at_problems(project: Project, refuse: Refuse) -> None:
    place, *parts = value_outside_the_list(project)
    says(refuse("build"), place, *parts)


def test_format_mends_form_and_nothing_else(project: Project, run: Callable[..., Run]) -> None:
    before = project.digest()
    for breaks in (stray_space, carriage_returns, byte_order_mark):
        breaks(project)
    done = run("format")
    assert (done.code, done.out) == (0, "formatted raw/curated/laws.csv\n")
    assert project.digest() == before
    assert run("format").out == ""


def test_format_writes_nothing_when_a_file_cannot_be_read(project: Project, refuse: Refuse) -> None:
    stray_space(project)
    place, *parts = cell_too_many(project)
    says(refuse("format"), place, *parts)


def test_import_into_a_damaged_project(
    project: Project, refuse: Refuse, small_files: dict[str, str], official: Callable[..., Path]
) -> None:
    gone = project.rows("imported/us_congress/bills")[1]["source_id"]
    project.drop("imported/us_congress/sources", {"source_id": gone})
    line = [row["source_id"] for row in project.rows("imported/us_congress/bill_actions")].index(gone) + 2
    file = official("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(
        message,
        f"{project.root}/raw/imported/us_congress/bill_actions.csv:{line}:source_id",
        f"sources.csv beside it has no row {gone!r}",
        "`magnitsky-data validate` names all",
    )


@pytest.mark.parametrize(
    ("name", "column", "new", "place", "wrong"),
    [
        ("imported/us_congress/bills", "status", "stauts", ":1", "column 'status' is missing"),
        ("imported/us_legislators/legislators", "bioguide_id", "bioguide", ":1", "column 'bioguide' is not one of its table"),
        ("curated/bills.relevance", "bill_id", "bill", ":1", "column 'bill_id' is missing"),
    ],
)  # fmt: skip
def test_import_beside_a_file_that_lacks_a_column(
    name: str, column: str, new: str, place: str, wrong: str,
    project: Project, refuse: Refuse, small_files: dict[str, str], official: Callable[..., Path],
) -> None:  # fmt: skip
    project.replace(f"raw/{name}.csv", column, new)
    file = official("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, f"{project.root}/raw/{name}.csv{place}  {wrong}", "mend that first")


def test_import_beside_a_cell_that_the_contract_does_not_allow(
    project: Project, refuse: Refuse, small_files: dict[str, str], official: Callable[..., Path]
) -> None:
    line = project.change("imported/us_congress/bills", {"bill_id": "us-114-s-284"}, status="ratified")
    file = official("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, f"raw/imported/us_congress/bills.csv:{line}:status  'ratified' is not allowed", "mend that first")


# The descriptor


@pytest.mark.parametrize("command", ["validate", "build"])
def test_misspelt_property_of_the_descriptor(command: str, project: Project, refuse: Refuse) -> None:
    project.replace(
        "datapackage.json",
        '"constraints": {"required": true, "enum": ["passed"',
        '"constraint": {"required": true, "enum": ["passed"',
    )
    message = refuse(command)
    says(
        message,
        "datapackage.json:roll_calls.result",
        "unknown property 'constraint' of the field",
        "did you mean 'constraints'?",
    )


def test_descriptor_that_is_not_json(project: Project, refuse: Refuse) -> None:
    project.replace("datapackage.json", '"name": "magnitsky-data",', '"name": "magnitsky-data"')
    says(refuse("validate"), "datapackage.json:4:", "not JSON")


def test_project_without_descriptor(project: Project, refuse: Refuse) -> None:
    (project.root / "datapackage.json").unlink()
    says(refuse("validate"), "datapackage.json", "not there", "name it with --root")


# The release


def altered(project: Project, file: str) -> Path:
    path = project.root / "build" / file
    path.write_bytes(path.read_bytes() + b" ")
    return path


@pytest.mark.parametrize(
    "arguments", [("show", "votes"), ("export", "votes", "--format", "parquet"), ("cite", "votes", "us-114-2016-s-159")]
)
def test_altered_table(arguments: tuple[str, ...], project: Project, refuse: Refuse) -> None:
    path = altered(project, "parquet/votes.parquet")
    message = refuse(*arguments)
    says(message, str(path), "content has sha256:", "the descriptor says sha256:", "install or build the release again")


def test_missing_table(project: Project, refuse: Refuse) -> None:
    (project.root / "build" / "parquet" / "votes.parquet").unlink()
    says(refuse("show", "votes"), "votes.parquet", "the release lacks this file", "install or build it again")


def test_build_check_of_an_altered_release(project: Project, refuse: Refuse) -> None:
    files = ["README.md", "SHA256SUMS", "csv/votes.csv", "datapackage.json", "parquet/votes.parquet"]
    for file in files:
        altered(project, file)
    (project.root / "build" / "csv" / "old.csv").write_text("x\n")
    message = refuse("build", "--check")
    assert message.splitlines() == [
        f"build/{file} differs from a fresh build of raw/; run `magnitsky-data build`"
        for file in sorted([*files, "csv/old.csv"])
    ]


def wheel(project: Project) -> subprocess.CompletedProcess[str]:
    for name in ("pyproject.toml", "hatch_build.py", "README.md", "LICENSE", "LICENSE-DATA.md"):
        shutil.copy(ROOT / name, project.root)
    shutil.copytree(
        ROOT / "magnitsky_data", project.root / "magnitsky_data", ignore=shutil.ignore_patterns("__pycache__")
    )
    return subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", project.root],
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("file", ["csv/votes.csv", "parquet/votes.parquet"])
def test_no_wheel_of_an_altered_release(file: str, project: Project) -> None:
    altered(project, file)
    done = wheel(project)
    assert done.returncode != 0
    says(done.stdout + done.stderr, f"build/{file}: content differs from SHA256SUMS; run `magnitsky-data build` first")
    assert not list(project.root.rglob("*.whl"))


def test_no_wheel_without_a_release(project: Project) -> None:
    shutil.rmtree(project.root / "build")
    done = wheel(project)
    assert done.returncode != 0
    says(done.stdout + done.stderr, "SHA256SUMS: not there; run `magnitsky-data build` first")
    assert not list(project.root.rglob("*.whl"))


# Where nothing can be written


def no_space() -> None:
    """Let a process write no byte to any file, as on a full disk; this holds for root too."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


@pytest.mark.parametrize("kind", ["csv", "parquet", "json"])
def test_export_below_a_regular_file(kind: str, project: Project, refuse: Refuse) -> None:
    (project.root / "notes.txt").write_text("a file, no folder")
    message = refuse("export", "votes", "bills", "--format", kind, "--to", "notes.txt/out")
    says(message, "notes.txt", "cannot be written", "nothing was exported", "name another folder with --to")


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="no /proc on this system")
def test_export_to_proc(refuse: Refuse) -> None:
    message = refuse("export", "votes", "--to", "/proc/self/fd")
    says(message, "/proc/self/fd/votes.csv", "cannot be written", "name another folder with --to")


def test_export_to_a_full_disk(project: Project, refuse: Refuse) -> None:
    message = refuse("export", "votes", "bills", "--to", project.root, before=no_space)
    says(message, "votes.csv", "cannot be written", os.strerror(27), "nothing was exported")


def test_import_below_a_regular_file(
    project: Project, small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse
) -> None:
    shutil.rmtree(project.root / "raw" / "imported" / "us_congress")
    (project.root / "raw" / "imported" / "us_congress").write_text("a file, no folder")
    file = official("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, "raw/imported/us_congress", "cannot be written", "nothing was imported", "make the folder writable")


def test_import_to_a_full_disk(
    project: Project, small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse
) -> None:
    file = official("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL, before=no_space)
    says(message, "raw/imported/us_congress", "cannot be written", "nothing was imported", "make room")


def test_build_on_a_full_disk(project: Project, refuse: Refuse) -> None:
    project.change("curated/laws", {"law_id": "us-pl-112-208"}, note="A change that a build would publish")
    message = refuse("build", before=no_space)
    says(message, str(project.root), "cannot be written", "the old release is untouched", "build again")


def test_format_on_a_full_disk(project: Project, refuse: Refuse) -> None:
    stray_space(project)
    says(refuse("format", before=no_space), "raw/curated/laws.csv", "cannot be written", "make room")


# Words that the command does not know


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("show", "bils"), ["no table 'bils'", "did you mean 'bills'?"]),
        (("describe", "sponsorship"), ["no table 'sponsorship'", "did you mean 'sponsorships'?"]),
        (("export", "votes", "vote_position"), ["no table 'vote_position'", "did you mean 'vote_positions'?"]),
        (("describe", "xyz"), ["no table 'xyz'", "`magnitsky-data tables` lists all"]),
        (("show", "bills", "--columns", "bill_id,introduced"), ["table 'bills' has no column 'introduced'", "did you mean 'introduced_date'?"]),
        (("show", "bills", "--columns", "xyz"), ["has no column 'xyz'", "`magnitsky-data describe bills` lists all"]),
        (("import", "us_congres", "datapackage.json"), ["no importer 'us_congres'", "did you mean 'us_congress'?"]),
        (("import", "xyz", "datapackage.json"), ["no importer 'xyz'", "expected one of au_dfat, ca_sema, eu_fsf, gb_fcdo,"]),
        (("validate", "--root", "nowhere"), ["'nowhere'", "does not exist"]),
        (("show", "bills", "--limit", "0"), ["--limit", "0"]),
        (("export", "votes", "--format", "xlsx"), ["--format", "'xlsx'", "csv", "parquet", "json"]),
    ],
)  # fmt: skip
def test_unknown_word(arguments: tuple[str, ...], parts: list[str], refuse: Refuse) -> None:
    says(refuse(*arguments, code=2), *parts)


def test_unknown_release_folder(project: Project, refuse: Refuse) -> None:
    message = refuse("tables", code=2, MAGNITSKY_DATA_RELEASE=str(project.root / "biuld"))
    says(
        message,
        str(project.root / "biuld"),
        "no datapackage.json here",
        "MAGNITSKY_DATA_RELEASE names it",
        "did you mean 'build'?",
    )


# Maintainers' tools that are not installed


@pytest.fixture
def without(tmp_path: Path) -> Callable[[str], str]:
    """A PYTHONPATH on which libraries cannot be imported."""

    def shim(*libraries: str) -> str:
        (tmp_path / "sitecustomize.py").write_text(
            "import sys\n"
            "class Missing:\n"
            "    def find_spec(self, name, path=None, target=None):\n"
            f"        if name.partition('.')[0] in {libraries!r}:\n"
            "            raise ModuleNotFoundError(f'No module named {name!r}', name=name)\n"
            "sys.meta_path.insert(0, Missing())\n"
        )
        return str(tmp_path)

    return shim


@pytest.mark.parametrize(
    ("command", "library"), [("validate", "duckdb"), ("build", "duckdb"), ("build", "frictionless")]
)
def test_missing_curation_tools(command: str, library: str, without: Callable[[str], str], refuse: Refuse) -> None:
    message = refuse(command, code=2, PYTHONPATH=without(library))
    says(message, f"needs {library}", "`pip install 'magnitsky-data[curate]'`")


def test_missing_defusedxml(
    without: Callable[[str], str], small_files: dict[str, str], official: Callable[..., Path], refuse: Refuse
) -> None:
    file = official("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL, code=2, PYTHONPATH=without("defusedxml"))
    says(message, "needs defusedxml", "`pip install 'magnitsky-data[curate]'`")


def test_users_need_no_maintainers_tools(without: Callable[[str], str], run: Callable[..., Run]) -> None:
    tools = without("duckdb", "frictionless", "defusedxml", "yaml", "python_calamine")
    assert run("show", "bills", PYTHONPATH=tools).code == 0
