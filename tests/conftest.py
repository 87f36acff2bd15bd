"""What the tests share: the official files, a small valid project, and the real command."""

import csv
import shutil
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import official_sources
import pytest
import small_files as texts
from cut_of_lists import write_cut
from hypothesis import settings
from small_project import ROOT, Cut, Project, Row, Run, copy_project, run_command
from xdist.scheduler import LoadScopeScheduling

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.curation.pipeline import validated
from magnitsky_data.curation.publish import build
from magnitsky_data.importers import Context, Extract, OfficialFile, unit_importers
from magnitsky_data.importers.files.open import open_file
from magnitsky_data.importers.origins import read_origins
from magnitsky_data.importers.run import read_context

# What a test does counts, not how long it takes on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

# Modules that one process runs, and first: what they share takes long to make, or a test of theirs takes long.
TOGETHER = {
    f"tests/{name}.py"
    for name in (
        "importers/test_gb_fcdo_ofsi",
        "importers/test_reproduced",
        "importers/test_us_congress_forms",
        "test_explorer",
        "test_published_types",
        "test_refresh",
        "test_release",
        "test_release_files",
        "test_wheel",
    )
}


class Scheduling(LoadScopeScheduling):
    """Gives processes one test after the other, but the modules of ``TOGETHER`` whole; those with the most tests first."""

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return module if module in TOGETHER else nodeid


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Scheduling:
    """Use it in place of ``--dist``."""
    return Scheduling(config, log)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say in one line a reason how many tests were skipped for it; pytest says so for every place of it."""
    skipped = terminalreporter.stats.get("skipped", ())
    reasons = Counter(report.longrepr[2] for report in skipped if isinstance(report.longrepr, tuple))
    for reason, count in reasons.items():
        terminalreporter.write_line(f"SKIPPED [{count}] {reason.removeprefix('Skipped: ')}")


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Folder with the files of ``official_files.csv`` and no others, whatever else lies in the folder of sources."""
    files = official_sources.listed()
    folder = tmp_path_factory.mktemp("sources")
    by_hash = {digest: name for name, digest in files.items()}
    official_sources.skip_without(by_hash)
    official_sources.lay_out(by_hash, folder)
    return folder


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid small project with its release, made once; tests take a copy of it from ``project``."""
    root = tmp_path_factory.mktemp("small")
    shutil.copy(ROOT / "datapackage.json", root)
    Cut().write(root)
    build(root, validated(root))
    return root


@pytest.fixture
def project(small_project: Path, tmp_path: Path) -> Project:
    """A small valid project to break."""
    return copy_project(small_project, tmp_path)


@pytest.fixture(scope="session")
def cut_of_lists(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A valid cut of the real lists, written once; tests take a copy of it from ``lists``."""
    return write_cut(tmp_path_factory.mktemp("lists")).root


@pytest.fixture
def lists(cut_of_lists: Path, tmp_path: Path) -> Project:
    """A valid project with lists to break."""
    return copy_project(cut_of_lists, tmp_path)


@pytest.fixture
def run(project: Project) -> Callable[..., Run]:
    """The real command in the small project: ``run("show", "bills", NAME="value of a variable")``."""
    return partial(run_command, project)


@pytest.fixture
def refuse(project: Project, run: Callable[..., Run]) -> Callable[..., str]:
    """Run a command that must fail: return its message; the project is as before."""

    def refuse_command(*arguments: object, code: int = 1, **options: object) -> str:
        before = project.digest()
        done = run(*arguments, **options)
        assert done.code == code, (done.out, done.err)
        assert done.out == ""
        assert project.digest() == before
        return done.err

    return refuse_command


@pytest.fixture(scope="session")
def small_files() -> dict[str, str]:
    """A small official file of each form that the importers read."""
    return texts.small_files()


# For the importers


@pytest.fixture(scope="session")
def facts(sources: Path) -> Callable[[str], list[Row]]:
    """Tables of facts that were researched apart from this code."""

    def read(name: str) -> list[Row]:
        with official_sources.fact_sheet(name).open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))

    return read


@pytest.fixture(scope="session")
def context() -> Context:
    """The curated selection and the members' ids of the repository."""
    return read_context(ROOT, Contract.read(ROOT / "datapackage.json"))


@pytest.fixture(scope="session")
def read_small(context: Context) -> Callable[[str, str], Extract]:
    """Read the text of a small official file, whose bill or vote counts as selected."""

    def read(name: str, text: str) -> Extract:
        module = next(m for m in unit_importers().values() if m.recognises(name))
        file = OfficialFile(name, text.encode(), "0" * 64, "2026-06-15", "https://example.org/", "", "")
        (extract, *others) = module.read(file, context)
        assert not others or module.ID == "us_legislators"
        return extract

    return read


@pytest.fixture(scope="session")
def read_all(sources: Path, context: Context) -> Callable[[str, str], dict[str, list[tuple[str, Extract]]]]:
    """Read all official files of an importer below a folder: file names and extracts by unit."""

    def read(name: str, folder: str) -> dict[str, list[tuple[str, Extract]]]:
        module, origins = unit_importers()[name], read_origins(ROOT, Contract.read(ROOT / "datapackage.json"))
        found: dict[str, list[tuple[str, Extract]]] = {}
        for path in sorted((sources / "us-congress" / folder).rglob("*")):
            if path.is_file() and module.recognises(path.name.removesuffix(".gz")):
                for extract in module.read(open_file(path, origins), context):
                    found.setdefault(extract.unit, []).append((path.name, extract))
        return found

    return read


@pytest.fixture
def empty(project: Project) -> Project:
    """The small project without bills and votes imported, its members kept."""
    for name in ("us_congress", "us_votes"):
        shutil.rmtree(project.root / "raw" / "imported" / name)
    return project


@pytest.fixture
def put(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write an official file."""

    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / "official" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return write
