"""The tracked release: equal to a fresh build, valid from outside, true in README, packed whole."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from magnitsky_data.contract.descriptor import Contract

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"
COMMAND = Path(sys.executable).with_name("magnitsky-data")


def run(*args: object, **kwargs: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(a) for a in args], capture_output=True, text=True, check=False, **kwargs)  # type: ignore[call-overload,no-any-return]


def test_release_equals_a_fresh_build():
    done = run(COMMAND, "build", "--check", "--root", ROOT)
    assert done.returncode == 0, done.stderr


def test_two_builds_are_equal_and_a_third_changes_nothing(tmp_path):
    for name in ("one", "two"):
        project = tmp_path / name
        shutil.copytree(ROOT / "raw", project / "raw")
        shutil.copy(ROOT / "datapackage.json", project)
        assert run(COMMAND, "build", "--root", project).returncode == 0
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one" / "build").rglob("*") if p.is_file())
    assert files == sorted(
        p.relative_to(tmp_path / "two") for p in (tmp_path / "two" / "build").rglob("*") if p.is_file()
    )
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)
    assert run(COMMAND, "build", "--root", tmp_path / "one").stdout == "no change\n"


def test_check_sums_hold():
    lines = (BUILD / "SHA256SUMS").read_text().splitlines()
    assert len(lines) == 2 * len(Contract.read(BUILD / "datapackage.json").published) + 3
    for line in lines:
        digest, name = line.split("  ")
        assert hashlib.sha256((BUILD / name).read_bytes()).hexdigest() == digest, name


def test_descriptor_says_what_is_on_disk():
    for resource in json.loads((BUILD / "datapackage.json").read_text())["resources"]:
        for recorded in (resource, resource["x-parquet"]):
            content = (BUILD / recorded["path"]).read_bytes()
            assert recorded["bytes"] == len(content)
            assert recorded["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert resource["x-rows"] == (BUILD / resource["path"]).read_bytes().count(b"\n") - 1


def test_frictionless_accepts_the_published_package_with_all_keys():
    done = run(COMMAND.with_name("frictionless"), "validate", "datapackage.json", "--json", cwd=BUILD)
    report = json.loads(done.stdout)
    assert report["valid"], report
    assert report["stats"]["tasks"] == len(Contract.read(BUILD / "datapackage.json").published)


def test_readme_names_every_table():
    text = (ROOT / "README.md").read_text()
    assert [name for name in Contract.read(BUILD / "datapackage.json").published if f"`{name}`" not in text] == []


def test_dictionary_gives_the_numbers_of_the_release():
    text = (BUILD / "README.md").read_text()
    for resource in json.loads((BUILD / "datapackage.json").read_text())["resources"]:
        rows = (BUILD / resource["path"]).read_bytes().count(b"\n") - 1
        assert re.search(
            rf"^\| \[{resource['name']}\]\(#{resource['name']}\) \| .* \| {rows:,} \| ", text, re.MULTILINE
        )


def _blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / "README.md").read_text(), re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("code", _blocks("python"))
def test_readme_examples_run(code):
    done = run(sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr
    if expected := re.search(r"print\(.*\)  # (.*)", code):
        assert done.stdout.strip() == expected[1]


def test_readme_commands_run(tmp_path):
    commands = [line for block in _blocks("sh") for line in block.splitlines() if line.startswith("magnitsky-data ")]
    assert len(commands) >= 5
    path = f"{COMMAND.parent}{os.pathsep}{os.environ['PATH']}"
    for command in commands:
        done = run("sh", "-c", command, cwd=tmp_path, env={**os.environ, "PATH": path})
        assert done.returncode == 0, command + done.stderr
        assert done.stdout
    assert (
        len(json.loads((tmp_path / "out" / "votes.json").read_text()))
        == (BUILD / "csv" / "votes.csv").read_bytes().count(b"\n") - 1
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "build", "--outdir", folder, ROOT)  # sdist, then the wheel from the sdist
    assert done.returncode == 0, done.stdout + done.stderr
    return next(folder.glob("*.whl"))


def test_wheel_is_small(wheel):
    assert wheel.stat().st_size <= 3_500_000


def test_wheel_works_in_an_empty_environment_without_network_and_extras(wheel, tmp_path):
    """Run-time dependencies are lent from this environment by name, since there is no network."""
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    done = run(python, "-m", "pip", "install", "--no-index", "--no-deps", wheel, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    site = Path(next(p for p in sys.path if p.endswith("site-packages")))
    home = next((tmp_path / "env").glob("lib/python*/site-packages"))
    for name in (
        "pandas",
        "pandas.libs",
        "pyarrow",
        "pyarrow.libs",
        "click",
        "rapidfuzz",
        "anyascii",
        "numpy",
        "numpy.libs",
        "dateutil",
        "six.py",
        "pytz",
        "tzdata",
    ):
        if (site / name).exists():
            (home / name).symlink_to(site / name)
    for meta in site.glob("*.dist-info"):
        if re.match(r"(pandas|pyarrow|click|rapidfuzz|anyascii|numpy|python_dateutil|six|pytz|tzdata)-", meta.name):
            (home / meta.name).symlink_to(meta)
    script = (
        "import magnitsky_data as md, sys\n"
        "names = md.tables(all=True)['table']\n"
        "assert all(len(md.load(n)) == r for n, r in zip(names, md.tables(all=True)['rows']))\n"
        "assert all(md.path(n, 'csv').is_file() for n in names)\n"
        "assert '_release' in str(md.path('votes')), md.path('votes')\n"
        "assert md.find('Кадыров')['entity_id'][0] == 'us-ofac-23343'\n"
        "print(len(names))"
    )
    done = run(python, "-I", "-c", script, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) == len(Contract.read(ROOT / "datapackage.json").published)
    command = tmp_path / "env" / "bin" / "magnitsky-data"
    assert run(command, "show", "votes", cwd=tmp_path).returncode == 0
    assert run(command, "--version", cwd=tmp_path).stdout.split()[-1] in wheel.name
    refused = run(command, "validate", "--root", ROOT, cwd=tmp_path)
    assert refused.returncode == 2
    assert "pip install 'magnitsky-data[curate]'" in refused.stderr


@pytest.mark.parametrize("damage", ["missing", "altered", "no release", "stranger"])
def test_no_wheel_from_a_damaged_release(damage, tmp_path):
    project = tmp_path / "project"
    shutil.copytree(ROOT, project, ignore=shutil.ignore_patterns(".git", ".venv", "tests", "raw", "dist", "*cache*"))
    file = project / "build" / "csv" / "votes.csv"
    if damage == "missing":
        file.unlink()
    elif damage == "altered":
        file.write_bytes(file.read_bytes() + b"x\n")
    elif damage == "stranger":
        (project / "build" / "csv" / "more.csv").write_text("a\n")
    else:
        shutil.rmtree(project / "build")
    done = run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path / "dist", project)
    assert done.returncode != 0
    assert "no wheel built" in done.stdout + done.stderr
    assert not list((tmp_path / "dist").glob("*.whl")) if (tmp_path / "dist").exists() else True
