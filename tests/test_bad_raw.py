"""Files under raw/: what breaks one, and the parts of the message, the place first."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from breaking import findings
from refusing import Refuse, no_space, says
from small_project import Project, Run, copy_project, run_command


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


def test_what_a_file_that_cannot_be_read_holds_is_not_called_missing(project: Project) -> None:
    """Overlays and corrections of the bills stand for themselves; whoever took their lines away would lose them."""
    line = project.line("imported/us_congress/bills", {"bill_id": "us-114-s-284"})
    project.replace("raw/imported/us_congress/bills.csv", "us-114-s-284,US", "us-114-s-284,US,US")
    (found,) = findings(project)
    assert found.startswith(f"raw/imported/us_congress/bills.csv:{line}  16 cells")


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


def test_format_on_a_full_disk(project: Project, refuse: Refuse) -> None:
    stray_space(project)
    says(refuse("format", before=no_space), "raw/curated/laws.csv", "cannot be written", "make room")


def test_format_refuses_a_column_that_stands_twice(project: Project, refuse: Refuse) -> None:
    """One of the two would be lost."""
    file = project.file("curated/chambers")
    lines = file.read_text(encoding="utf-8").splitlines()
    file.write_text("".join(f"{line},{line.rpartition(',')[2]}\n" for line in lines), encoding="utf-8")
    says(refuse("format"), "raw/curated/chambers.csv:1", "stands twice", "mend it by hand")


def test_a_folder_named_like_a_table_is_told(project: Project, run: Callable[..., Run]) -> None:
    (project.root / "raw" / "curated" / "votes.csv").mkdir()
    done = run("validate")
    assert done.code == 1
    says(done.err, "raw/curated/votes.csv", "the build does not read this file")
    assert run("format").code == 0
