"""The rooms of the package: who may import whom, read from the source files themselves."""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

import magnitsky_data

PACKAGE = Path(magnitsky_data.__file__).parent
MODULES = {
    ".".join(("magnitsky_data", *file.relative_to(PACKAGE).with_suffix("").parts)).removesuffix(".__init__"): file
    for file in sorted(PACKAGE.rglob("*.py"))
}


def imported(module: str) -> set[str]:
    """Modules of the package that a module imports, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("magnitsky_data"):
            whole = {f"{node.module}.{alias.name}" for alias in node.names} & MODULES.keys()
            found |= whole or {node.module}
        elif isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names if alias.name.startswith("magnitsky_data")}
    return found - {module}


GRAPH = {module: imported(module) for module in MODULES}
WINGS = ("magnitsky_data.importers", "magnitsky_data.curation")
JOINED = "magnitsky_data.refreshing"  # the room that joins both wings
# Rooms, and those that a module in them may not import.
FORBIDDEN = {
    "magnitsky_data.contract": (*WINGS, "magnitsky_data.loader", JOINED),
    "magnitsky_data.importers": ("magnitsky_data.curation", "magnitsky_data.loader", JOINED),
    "magnitsky_data.curation": ("magnitsky_data.importers", "magnitsky_data.loader", JOINED),
    "magnitsky_data": ("magnitsky_data.cli",),
}


def is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(room + ".")


@pytest.mark.parametrize("room", FORBIDDEN)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    inside = [
        m for m in GRAPH if is_in(m, room) and not is_in(m, "magnitsky_data.cli") and m != "magnitsky_data.__main__"
    ]
    assert inside
    wrong = [(m, to) for m in inside for to in GRAPH[m] if any(is_in(to, other) for other in FORBIDDEN[room])]
    assert wrong == []


def test_no_module_imports_itself_round_a_circle() -> None:
    # The face of a package and the modules behind it know each other; a circle is one between other modules.
    graph = {m: {to for to in GRAPH[m] if not is_in(m, to) and to in MODULES} for m in GRAPH}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(f"import circle: {' -> '.join(error.args[1])}")


@pytest.mark.parametrize("module", MODULES)
def test_modules_stay_short(module: str) -> None:
    assert len(MODULES[module].read_text(encoding="utf-8").splitlines()) <= 300


def test_every_importer_has_its_folder_under_raw() -> None:
    from magnitsky_data.contract.layout import STORES
    from magnitsky_data.importers import importers

    assert tuple(importers()) == STORES
