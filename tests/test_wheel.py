"""The wheel: small, Parquet alone, whole without network, and the same on every version that it allows."""

import importlib.metadata
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tomllib
import venv
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from small_project import ROOT

from magnitsky_data.contract.descriptor import Contract

BUILD = ROOT / "build"
TABLES = sorted(Contract.read(ROOT / "datapackage.json").published)


def run(*args: object, **kwargs: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(a) for a in args], capture_output=True, text=True, check=False, **kwargs)  # type: ignore[call-overload,no-any-return]


def needed(name: str) -> set[str]:
    """Distributions that one needs at run time, itself among them, on this machine and Python."""
    found: set[str] = set()
    left = [name]
    while left:
        found.add(one := left.pop())
        for line in importlib.metadata.requires(one) or ():
            requirement = Requirement(line)
            if (
                requirement.marker is None or requirement.marker.evaluate({"extra": ""})
            ) and requirement.name not in found:
                left.append(requirement.name)
    return found


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "build", "--outdir", folder, ROOT)  # sdist, then the wheel from the sdist
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_wheel_is_small(wheel):
    """What a mirror and a conference's network bear."""
    assert wheel.stat().st_size <= 2_000_000


def test_few_distributions_come_beside_it():
    assert len(needed("magnitsky-data") - {"magnitsky-data"}) <= 8


def test_wheel_works_in_an_empty_environment_without_network_and_extras(wheel, tmp_path):
    """Run-time dependencies are lent from this environment, since there may be no network."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    done = run(python, "-m", "pip", "install", "--no-index", "--no-deps", wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    home = next((tmp_path / "env").glob("lib/python*/site-packages"))
    for name in needed("magnitsky-data") - {"magnitsky-data"}:
        lent = importlib.metadata.distribution(name)
        for top in {file.parts[0] for file in lent.files or () if file.parts[0] not in ("..", "__pycache__")}:
            (home / top).symlink_to(lent.locate_file(top))
    script = (
        "import magnitsky_data as md, sys\n"
        "names = md.tables(all=True)['table']\n"
        "assert all(len(md.load(n)) == r for n, r in zip(names, md.tables(all=True)['rows']))\n"
        "assert '_release' in str(md.path('votes')), md.path('votes')\n"
        "assert md.find('Кадыров')['entity_id'][0] == 'us-ofac-23343'\n"
        "try:\n    md.path('votes', 'csv')\n"
        "except md.errors.ArgumentRefused as refused:\n"
        "    assert 'magnitsky-data export votes` writes votes.csv' in str(refused), refused\n"
        "print(len(names))"
    )
    done = run(python, "-I", "-W", "ignore", "-c", script, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(TABLES)
    assert not list(home.glob("magnitsky_data/**/*.csv"))
    assert (home / "magnitsky_data" / "_release" / "SHA256SUMS").read_bytes() == (BUILD / "SHA256SUMS").read_bytes()
    command = tmp_path / "env" / "bin" / "magnitsky-data"
    assert run(command, "show", "votes", cwd=tmp_path).returncode == 0
    assert run(command, "--version", cwd=tmp_path).stdout.split()[-1] in wheel.name
    done = run(command, "export", "all", "--to", tmp_path / "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert sorted(file.stem for file in (tmp_path / "out").iterdir()) == TABLES
    for table in TABLES:
        published = (BUILD / "csv" / f"{table}.csv").read_bytes()
        assert (tmp_path / "out" / f"{table}.csv").read_bytes() == published, table
    refused = run(command, "validate", "--root", ROOT, cwd=tmp_path)
    assert refused.returncode == 2
    assert "pip install 'magnitsky-data[curate]'" in refused.stderr


@pytest.fixture
def packed(tmp_path):
    """What a wheel is packed from, to damage."""
    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", ".venv", "tests", "docs", "dist", "*cache*"))
    return project


def guard():
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def edited(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


VERSION = Contract.read(ROOT / "datapackage.json").version
DAMAGED = {
    "missing": (lambda root: (root / "build/csv/votes.csv").unlink(), "build/csv/votes.csv: missing"),
    "altered": (
        lambda root: edited(root / "build/csv/votes.csv", "passed", "rejected"),
        "build/csv/votes.csv: content differs from SHA256SUMS",
    ),
    "stranger": (
        lambda root: (root / "build/csv/more.csv").write_text("a\n"),
        "build/csv/more.csv: not part of the release",
    ),
    "other version": (
        lambda root: edited(root / "datapackage.json", f'"version": "{VERSION}"', '"version": "2099.1.0"'),
        f"build/datapackage.json: version '{VERSION}', but datapackage.json has '2099.1.0'",
    ),
    "stale": (
        lambda root: edited(root / "raw/curated/works.csv", "work_id", "works_id"),
        "raw/curated/works.csv: not as it was",
    ),
    "no release": (lambda root: shutil.rmtree(root / "build"), "SHA256SUMS: not there"),
}


@pytest.mark.parametrize("damage", DAMAGED)
def test_a_damaged_release_is_told(damage, packed):
    breaks, words = DAMAGED[damage]
    assert guard().damage(packed) == []
    breaks(packed)
    (problem,) = guard().damage(packed)
    assert words in problem
    assert "run `magnitsky-data build` first" in problem or damage == "stranger"


def test_no_wheel_from_a_damaged_release(packed, tmp_path):
    DAMAGED["stale"][0](packed)
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", packed)
    assert done.returncode != 0
    assert "no wheel built" in done.stdout + done.stderr
    assert "raw/curated/works.csv: not as it was" in done.stdout + done.stderr
    assert not list(tmp_path.glob("dist/*.whl"))


DEPENDENCIES = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
FLOORS = [line.replace(">=", "==") for line in DEPENDENCIES]
# Every table on the oldest and the newest of all that the wheel needs: Python, what pip is asked for.
COMBINATIONS = {
    "oldest, 3.11": ("3.11", *FLOORS),
    "oldest, 3.12": ("3.12", *FLOORS),
    "oldest, 3.13": ("3.13", *FLOORS),
    "pandas 2.3, newest pyarrow": ("3.12", "pandas~=2.3.0", "pyarrow"),
    "pandas 3, oldest pyarrow": ("3.12", "pandas>=3", "pyarrow==19.0.1"),
    "newest, 3.11": ("3.11", "pandas>=3"),
    "newest, 3.13": ("3.13", "pandas>=3"),
}
FINGERPRINT = """
import hashlib, json, warnings
import magnitsky_data as md
warnings.simplefilter("ignore")
said = {}
for table in md.tables(all=True)["table"]:
    frame = md.load(table)
    assert all(str(t) != "object" for t in frame.dtypes), (table, frame.dtypes)
    types = ["date" if str(t).startswith("datetime64") else str(t) for t in frame.dtypes]
    said[table] = [*types, hashlib.sha256(frame.to_csv(index=False).encode()).hexdigest()]
assert md.find("Кадыров")["entity_id"].iloc[0] == "us-ofac-23343"
assert len(md.load("listings", as_of="2021-01-14").query("program_id == 'us-glomag'")) == 240
print(json.dumps(said))
"""


def interpreter(version: str) -> Path | None:
    """A Python of a version on this machine: on the path, or of pyenv."""
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    found = [shutil.which(f"python{version}"), *pyenv.glob(f"versions/{version}.*/bin/python")]
    return next((Path(p) for p in found if p and run(p, "-c", "pass").returncode == 0), None)


@pytest.mark.skipif(
    "MAGNITSKY_DATA_VERSIONS" not in os.environ, reason="installs other versions from an index: .ci/run"
)
def test_tables_are_the_same_on_every_version_allowed(wheel, tmp_path):
    """The environments share a machine of two cores, so two are made at a time."""

    def said(name: str) -> str:
        version, *asked = COMBINATIONS[name]
        if (python := interpreter(version)) is None:
            return ""
        venv_python = tmp_path / name / "bin" / "python"
        assert run(python, "-m", "venv", "--without-pip", tmp_path / name).returncode == 0
        pip = (sys.executable, "-m", "pip", "--python", venv_python, "--disable-pip-version-check")
        done = run(*pip, "install", "--quiet", "--no-compile", "--only-binary", ":all:", wheel, *asked)
        assert done.returncode == 0, done.stderr
        shown = run(tmp_path / name / "bin" / "magnitsky-data", "show", "votes", "--columns", "vote_id", cwd=tmp_path)
        assert shown.returncode == 0, f"{name}: {shown.stderr}"
        if name.startswith("newest"):  # what pip takes by itself; pandas 2.3 brings pytz and tzdata besides
            beside = {d["name"] for d in json.loads(run(*pip, "list", "--format", "json").stdout)} - {"magnitsky-data"}
            assert len(beside) <= 8, beside
        done = run(venv_python, "-I", "-c", FINGERPRINT, cwd=tmp_path)
        assert done.returncode == 0, f"{name}: {done.stderr}"
        return done.stdout

    here = run(sys.executable, "-c", FINGERPRINT)
    with ThreadPoolExecutor(2) as two:
        found = dict(zip(COMBINATIONS, two.map(said, COMBINATIONS), strict=True))
    assert found["oldest, 3.11"], "no Python 3.11 here"
    assert json.loads(here.stdout).keys() == set(TABLES)
    for name, told in found.items():
        assert not told or json.loads(told) == json.loads(here.stdout), name
