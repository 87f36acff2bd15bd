"""Projects into which nothing can be imported or built: damaged beside the file, without descriptor, on a full disk."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from refusing import URL, Refuse, no_space, says
from small_project import Project, Run


def test_import_into_a_damaged_project(
    project: Project, refuse: Refuse, small_files: dict[str, str], put: Callable[..., Path]
) -> None:
    gone = project.rows("imported/us_congress/bills")[1]["source_id"]
    project.drop("imported/us_congress/sources", {"source_id": gone})
    line = [row["source_id"] for row in project.rows("imported/us_congress/bill_actions")].index(gone) + 2
    file = put("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
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
    project: Project, refuse: Refuse, small_files: dict[str, str], put: Callable[..., Path],
) -> None:  # fmt: skip
    project.replace(f"raw/{name}.csv", column, new)
    file = put("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, f"{project.root}/raw/{name}.csv{place}  {wrong}", "mend that first")


def test_import_beside_a_cell_that_the_contract_does_not_allow(
    project: Project, refuse: Refuse, small_files: dict[str, str], put: Callable[..., Path]
) -> None:
    line = project.change("imported/us_congress/bills", {"bill_id": "us-114-s-284"}, status="ratified")
    file = put("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, f"raw/imported/us_congress/bills.csv:{line}:status  'ratified' is not allowed", "mend that first")


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
    says(refuse("validate", code=2), "datapackage.json", "not there", "name it with --root")


def test_import_below_a_regular_file(
    project: Project, small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse
) -> None:
    shutil.rmtree(project.root / "raw" / "imported" / "us_congress")
    (project.root / "raw" / "imported" / "us_congress").write_text("a file, no folder")
    file = put("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL)
    says(message, "raw/imported/us_congress", "cannot be written", "nothing was imported", "make the folder writable")


def test_import_to_a_full_disk(
    project: Project, small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse
) -> None:
    file = put("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL, before=no_space)
    says(message, "raw/imported/us_congress", "cannot be written", "nothing was imported", "make room")


def test_build_on_a_full_disk(project: Project, refuse: Refuse) -> None:
    project.change("curated/laws", {"law_id": "us-pl-112-208"}, note="A change that a build would publish")
    message = refuse("build", before=no_space)
    says(message, str(project.root), "cannot be written", "the old release is untouched", "build again")


def test_nothing_to_format_on_a_full_disk(project: Project, run: Callable[..., Run]) -> None:
    before = project.digest()
    assert run("format", before=no_space) == Run(0, "", "")
    assert project.digest() == before
