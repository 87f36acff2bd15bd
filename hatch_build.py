"""Build hook: no wheel and no sdist without a whole release, made from the ``raw/`` that lies beside it.

hatchling packs without complaint when ``build/`` is missing, so the files of the release are compared
with SHA256SUMS, and with the descriptor of the project, before they are packed. validation.json says
from which files the release was made; an sdist carries no ``raw/``, so a wheel made from one trusts it.
"""

import hashlib
import json
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ADVICE = "run `magnitsky-data build` first"


class ReleaseGuard(BuildHookInterface[Any]):
    """Refuse to pack a missing, altered or stale release."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Check the release; an editable install reads ``build/`` in place and needs none."""
        if version != "editable":
            problems = damage(Path(self.root))
            if problems:
                raise SystemExit(f"no {self.target_name} built:\n" + "\n".join(problems))


def damage(root: Path) -> list[str]:
    """Return what is wrong with the release of a project folder."""
    release = root / "build"
    sums = release / "SHA256SUMS"
    if not sums.is_file():
        return [f"{sums}: not there; {ADVICE}"]
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in sums.read_text().splitlines())}
    needed = {f"{kind}/{r['name']}.{kind}" for r in _resources(root) for kind in ("csv", "parquet")} | {
        "datapackage.json",
        "README.md",
    }
    problems = [f"build/{name}: missing in SHA256SUMS; {ADVICE}" for name in sorted(needed - expected.keys())]
    for name, digest in sorted(expected.items()):
        file = release / name
        if not file.is_file():
            problems.append(f"build/{name}: missing; {ADVICE}")
        elif _digest(file) != digest:
            problems.append(f"build/{name}: content differs from SHA256SUMS; {ADVICE}")
    strange = (
        {f.relative_to(release).as_posix() for f in release.rglob("*") if f.is_file()}
        - expected.keys()
        - {"SHA256SUMS", "validation.json"}
    )
    problems += [f"build/{name}: not part of the release; take it away" for name in sorted(strange)]
    return problems or _other_version(root) or _stale(root)


def _other_version(root: Path) -> list[str]:
    own, built = (json.loads((f / "datapackage.json").read_bytes())["version"] for f in (root, root / "build"))
    if own == built:
        return []
    return [f"build/datapackage.json: version {built!r}, but datapackage.json has {own!r}; {ADVICE}"]


def _stale(root: Path) -> list[str]:
    raw = root / "raw"
    if not raw.is_dir():
        return []
    told = root / "build" / "validation.json"
    made_from = json.loads(told.read_bytes()).get("made from", {}) if told.is_file() else {}
    there = {f.relative_to(root).as_posix(): _digest(f) for f in [root / "datapackage.json", *raw.rglob("*.csv")]}
    changed = sorted(n for n in made_from.keys() | there.keys() if made_from.get(n) != there.get(n))
    return [f"{name}: not as it was when build/ was made from it; {ADVICE}" for name in changed]


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()


def _resources(root: Path) -> list[dict[str, Any]]:
    resources: list[dict[str, Any]] = json.loads((root / "datapackage.json").read_bytes())["resources"]
    return [r for r in resources if r["x-shelf"] != "workshop"]
