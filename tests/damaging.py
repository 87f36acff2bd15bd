"""Ways to damage a release, and what loading the votes of the small project then says.

Most damage is met by a hash. That of a sealed release is not: its descriptor and its hashes agree with what is wrong.
"""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import parquet
from sealing import Descriptor, prove, resource, seal

from magnitsky_data.errors import ContractError, DamagedRelease, MagnitskyDataError, ReleaseNotFound, ReleaseTooNew

Damage = Callable[[Path], object]
Case = tuple[Damage, type[MagnitskyDataError], str]  # what loading the votes then raises, and its words
PLACE = "parquet/votes.parquet"


def at(place: str, damage: Callable[[Path], object]) -> Damage:
    return lambda release: damage(release / place)


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def pipe_instead(file: Path) -> None:
    file.unlink()
    os.mkfifo(file)


def link_to_itself(file: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def link_out(file: Path) -> None:
    file.symlink_to(file.rename(file.parents[2] / "elsewhere"))


# Of a file: what is done to it, and what is then said of it.
OF_A_FILE = {
    "missing": (Path.unlink, "lacks this file"),
    "empty": (partial(Path.write_bytes, data=b""), "content has sha256:e3b0c442"),
    "cut": (cut, "content has sha256:"),
    "a flipped bit": (flip, "content has sha256:"),
    "a page of HTML": (partial(Path.write_bytes, data=b"<html>404</html>"), "content has sha256:"),
    "a folder": (folder_instead, "no regular file"),
    "a pipe": (pipe_instead, "no regular file"),
    "a link to itself": (link_to_itself, "cannot be read (Too many levels of symbolic links)"),
}
CASES: dict[str, Case] = {
    f"{place}: {way}": (at(place, damage), DamagedRelease, said)
    for place in ("datapackage.json", PLACE)
    for way, (damage, said) in OF_A_FILE.items()
}
CASES |= {
    f"SHA256SUMS: {way}": (at("SHA256SUMS", damage), DamagedRelease, "SHA256SUMS says nothing" if "content" in said else said)
    for way, (damage, said) in OF_A_FILE.items()
    if way not in ("missing", "a flipped bit", "cut")
}  # fmt: skip
for place in ("datapackage.json", "SHA256SUMS"):
    CASES[f"{place}: missing"] = (at(place, Path.unlink), ReleaseNotFound, f"no {place} here")
CASES["datapackage.json: a link to itself"] = (at("datapackage.json", link_to_itself), ReleaseNotFound, "so no release")
CASES["SHA256SUMS: a link to itself"] = (at("SHA256SUMS", link_to_itself), ReleaseNotFound, "so no release")
CASES |= {
    "votes: a link out of the release": (at(PLACE, link_out), DamagedRelease, "elsewhere, out of the release"),
    "votes: those of another table": (
        lambda r: shutil.copy(r / "parquet" / "bills.parquet", r / PLACE), DamagedRelease, "the descriptor says sha256:",
    ),
}  # fmt: skip


def sealed(change: Callable[[Descriptor], object]) -> Damage:
    """Damage the descriptor so that its hash proves it all the same."""
    return lambda release: seal(release, change)


def proven(content: bytes) -> Damage:
    def damage(release: Path) -> None:
        (release / "datapackage.json").write_bytes(content)
        prove(release)

    return damage


def put(*path: Any, value: Any) -> Damage:
    """Put a value into the descriptor, None takes the property away; ``votes`` in the path is that resource."""

    def change(descriptor: Descriptor) -> None:
        found: Any = descriptor
        for step in path[:-1]:
            found = resource(descriptor, step) if step == "votes" else found[step]
        if value is None:
            del found[path[-1]]
        else:
            found[path[-1]] = value

    return sealed(change)


FIRST = ("votes", "schema", "fields", 0)
CASES |= {
    f"descriptor: {way}": case
    for way, case in {
        "no JSON": (proven(b'{"resources": ['), ContractError, "datapackage.json:1:16: not JSON"),
        "a list": (proven(b"[]"), ContractError, "is []; expected an object"),
        "a thousand brackets": (proven(b"[" * 100_000), ContractError, "JSON in too many layers"),
        "no UTF-8": (proven(b'{"name": "\xff"}'), ContractError, "byte 10 is not UTF-8"),
        "no version": (put("version", value=None), ContractError, "has no property 'version'"),
        "no licence": (put("licenses", value=[]), ContractError, ".licenses is []; expected a list that is not empty"),
        "resources an object": (put("resources", value={}), ContractError, ".resources is {}; expected a list"),
        "a name that leaves": (put("votes", "name", value="../votes"), ContractError, "'../votes'; expected a name as a_b"),
        "another shelf": (put("votes", "x-shelf", value="top"), ContractError, "'top'; expected one of ready, analysis"),
        "no schema": (put("votes", "schema", value=None), ContractError, "has no property 'schema'"),
        "a key of text": (put("votes", "schema", "primaryKey", value="vote_id"), ContractError, ".primaryKey is 'vote_id'"),
        "a key that is not there": (put("votes", "schema", "primaryKey", value=["id"]), ContractError, "votes names votes.id"),
        "a link to nothing": (
            lambda r: seal(r, lambda d: resource(d, "votes")["schema"]["foreignKeys"][0]["reference"].update(resource="acts")),
            ContractError, "votes names acts.",
        ),
        "a type that is none": (put(*FIRST, "type", value="text"), ContractError, "is 'text'; expected one of string, integer"),
        "a number as meaning": (put(*FIRST, "description", value=5), ContractError, ".description is 5; expected text"),
        "limits that are none": (put(*FIRST, "constraints", value=[1]), ContractError, ".constraints is [1]; expected an object"),
        "a column twice": (
            sealed(lambda d: resource(d, "votes")["schema"]["fields"].append(resource(d, "votes")["schema"]["fields"][0])),
            ContractError, "two columns of votes have one name",
        ),
        "a table twice": (
            sealed(lambda d: d["resources"].append(d["resources"][0])), ContractError, "two resources have one name",
        ),
        "a newer format": (put("x-format", value=2), ReleaseTooNew, "has format 2; this magnitsky-data reads formats up to 1"),
        "format 0": (put("x-format", value=0), DamagedRelease, "x-format is 0; expected a whole number"),
        "a format in words": (put("x-format", value="1"), DamagedRelease, "x-format is '1'"),
        "rows in words": (put("votes", "x-rows", value="28"), DamagedRelease, "votes.x-rows is '28'; expected a whole number"),
        "no Parquet": (put("votes", "x-parquet", value=None), DamagedRelease, "votes has no property 'x-parquet'"),
        "a path that leaves": (
            put("votes", "x-parquet", "path", value="../secret"), DamagedRelease, "'../secret'; expected 'parquet/votes.parquet'",
        ),
        "an absolute path": (put("votes", "x-parquet", "path", value="/etc/passwd"), DamagedRelease, "votes lies in '/etc/passwd'"),
        "another hash": (put("votes", "x-parquet", "hash", value="sha256:0"), DamagedRelease, "the descriptor says sha256:0"),
        "no votes": (
            sealed(lambda d: d["resources"].remove(resource(d, "votes"))), ContractError, "names votes.vote_id, which is not there",
        ),
    }.items()
}  # fmt: skip


def other_table(change: Callable[[pa.Table], pa.Table]) -> Damage:
    """Write another table in place of the votes and let the hashes prove it."""

    def damage(release: Path) -> None:
        parquet.write_table(change(parquet.read_table(release / PLACE)), release / PLACE)
        seal(release)

    return damage


def written(content: bytes) -> Damage:
    def damage(release: Path) -> None:
        (release / PLACE).write_bytes(content)
        seal(release)

    return damage


CASES |= {
    f"Parquet: {way}": (damage, DamagedRelease, said)
    for way, (damage, said) in {
        "none": (written(b"no Parquet at all"), "not Parquet (Parquet magic bytes not found"),
        "empty": (written(b""), "not Parquet (Parquet file size is 0 bytes"),
        "a column less": (other_table(lambda t: t.drop_columns(["yeas"])), "columns differ from those of votes in yeas"),
        "a column more": (
            other_table(lambda t: t.append_column("more", t["yeas"])), "columns differ from those of votes in more",
        ),
        "another order": (other_table(lambda t: t.select(t.column_names[::-1])), "columns differ from those of votes in their order"),
        "numbers as text": (
            other_table(lambda t: t.set_column(t.column_names.index("yeas"), "yeas", t["yeas"].cast(pa.string()))),
            "column yeas has type string; expected integer",
        ),
        "an enumeration as text": (
            other_table(lambda t: t.set_column(t.column_names.index("result"), "result", t["result"].cast(pa.string()))),
            "column result has type string; expected enum",
        ),
        "an unknown value": (
            other_table(lambda t: t.set_column(t.column_names.index("result"), "result", pa.array(["carried"]).dictionary_encode())),
            "values that the descriptor does not know: result 'carried'",
        ),
        "no rows": (other_table(lambda t: t.slice(0, 0)), "0 rows; expected 1"),
        "rows twice": (other_table(lambda t: pa.concat_tables([t, t])), "2 rows; expected 1"),
    }.items()
}  # fmt: skip


def emptied(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def project_without_build(folder: Path) -> None:
    emptied(folder)
    (folder / "raw").mkdir()
    (folder / "datapackage.json").write_text("{}")


def parquet_archive(folder: Path) -> None:
    shutil.move(folder / "parquet", folder.parent / "files")
    shutil.rmtree(folder)
    shutil.move(folder.parent / "files", folder)


def file_instead(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.write_text("a file")


CASES |= {
    f"folder: {way}": (damage, ReleaseNotFound, said)
    for way, (damage, said) in {
        "missing": (shutil.rmtree, "release: no such file or directory, so no release"),
        "a file": (file_instead, "release: not a directory, so no release"),
        "empty": (emptied, "no datapackage.json and no SHA256SUMS here"),
        "a project that is not built": (project_without_build, "a project that is not built, run `magnitsky-data build` there"),
        "the Parquet archive": (parquet_archive, "Parquet files alone, without their descriptor"),
    }.items()
}  # fmt: skip
