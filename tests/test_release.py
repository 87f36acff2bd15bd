"""The tracked release: equal to a fresh build, valid from outside, true in README, packed whole."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from pyarrow.parquet import ParquetFile

from magnitsky_data.contract.descriptor import Contract

ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build"
COMMAND = Path(sys.executable).with_name("magnitsky-data")


def run(*args: object, **kwargs: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(a) for a in args], capture_output=True, text=True, check=False, **kwargs)  # type: ignore[call-overload,no-any-return]


def test_release_equals_a_fresh_build_elsewhere(tmp_path):
    """Made where no release was; Parquet files with the same rows differ by bytes between versions of pyarrow."""
    shutil.copytree(ROOT / "raw", tmp_path / "raw")
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    assert run(COMMAND, "build", "--root", tmp_path).returncode == 0
    made = tmp_path / "build"
    files = sorted(f.relative_to(made) for f in made.rglob("*") if f.is_file())
    assert files == sorted(f.relative_to(BUILD) for f in BUILD.rglob("*") if f.is_file())
    for file in files:
        if file.suffix == ".parquet":
            assert ParquetFile(made / file).read().equals(ParquetFile(BUILD / file).read()), file
        elif file.suffix in (".csv", ".md"):
            assert (made / file).read_bytes() == (BUILD / file).read_bytes(), file


def test_a_build_takes_away_what_is_no_part_of_it_and_changes_nothing_else(tmp_path):
    for folder in ("raw", "build"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    (tmp_path / "build" / "csv" / "former_table.csv").touch()
    assert run(COMMAND, "build", "--check", "--root", tmp_path).stderr.count("build/") == 1
    assert run(COMMAND, "build", "--root", tmp_path).stdout == "took away build/csv/former_table.csv\n"
    assert sorted(f.name for f in tmp_path.iterdir()) == ["build", "datapackage.json", "raw"]


def test_check_sums_hold():
    lines = (BUILD / "SHA256SUMS").read_text().splitlines()
    tables = Contract.read(BUILD / "datapackage.json").published.values()
    pages = {"datapackage.json", "README.md", "LICENSE-DATA.md", "csv/README.md"} | {
        f"dictionary/{t.group.lower().replace(' ', '-')}.md" for t in tables
    }
    files = {f"{kind}/{t.name}.{kind}" for t in tables for kind in ("csv", "parquet")}
    assert {line.split("  ")[1] for line in lines} == pages | files
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


def test_dictionary_gives_the_numbers_of_the_release():
    text = (BUILD / "README.md").read_text()
    for resource in json.loads((BUILD / "datapackage.json").read_text())["resources"]:
        rows = (BUILD / resource["path"]).read_bytes().count(b"\n") - 1
        name = resource["name"]
        line = rf"^\| \[{name}\]\((dictionary/[a-z-]+\.md)#{name}\) \| .* \| {rows:,} \| "
        (page,) = re.findall(line, text, re.MULTILINE)
        described = (BUILD / page).read_text().split(f"\n## {name}\n")[1].split("\n## ")[0]
        columns = [f["name"] for f in resource["schema"]["fields"]]
        assert re.findall(r"^\| `(\w+)` \|", described, re.MULTILINE) == columns


def test_links_of_the_dictionary_lead_somewhere():
    pages = {f.name: f.read_text() for f in (BUILD / "dictionary").glob("*.md")}
    for page in pages.values():
        for file, table in re.findall(r"\]\(([a-z-]+\.md)#(\w+)\)", page):
            assert f"\n## {table}\n" in pages[file]


def test_readme_commands_run(tmp_path):
    commands = re.findall(r"^magnitsky-data .*$", (ROOT / "README.md").read_text(), re.MULTILINE)
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
