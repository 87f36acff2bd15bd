"""Words that the command does not know, and maintainers' tools that are not installed."""

from collections.abc import Callable
from pathlib import Path

import pytest
from refusing import URL, Refuse, says
from small_project import Project, Run


@pytest.mark.parametrize(
    ("arguments", "parts"),
    [
        (("show", "bils"), ["no table 'bils'", "did you mean 'bills'?"]),
        (("describe", "sponsorship"), ["no table 'sponsorship'", "did you mean 'sponsorships'?"]),
        (("export", "votes", "vote_position"), ["no table 'vote_position'", "did you mean 'vote_positions'?"]),
        (("describe", "xyz"), ["no table 'xyz'", "`magnitsky-data tables` lists all"]),
        (("show", "bills", "--columns", "bill_id,introduced_dte"), ["table 'bills' has no column 'introduced_dte'", "did you mean 'introduced_date'?"]),
        (("show", "bills", "--columns", "xyz"), ["has no column 'xyz'", "`magnitsky-data describe bills` lists all"]),
        (("import", "us_congres", "datapackage.json"), ["no importer 'us_congres'", "did you mean 'us_congress'?"]),
        (("import", "xyz", "datapackage.json"), ["no importer 'xyz'", "expected one of au_dfat, ca_sema,"]),
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
        "no such file or directory",
        "MAGNITSKY_DATA_RELEASE names it",
        "did you mean 'build'?",
    )


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
    without: Callable[[str], str], small_files: dict[str, str], put: Callable[..., Path], refuse: Refuse
) -> None:
    file = put("BILLSTATUS-114s284.xml", small_files["BILLSTATUS-114s284.xml"])
    message = refuse("import", "us_congress", file, "--url", URL, code=2, PYTHONPATH=without("defusedxml"))
    says(message, "needs defusedxml", "`pip install 'magnitsky-data[curate]'`")


def test_users_need_no_maintainers_tools(without: Callable[[str], str], run: Callable[..., Run]) -> None:
    tools = without("duckdb", "frictionless", "defusedxml", "yaml", "python_calamine")
    assert run("show", "bills", PYTHONPATH=tools).code == 0
