"""Table names as a type: equal to the descriptor, heeded by type checkers, completed by editors."""

import json
import subprocess
import sys
from pathlib import Path
from typing import get_args

from language_server import completions
from small_project import ROOT

import magnitsky_data
from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.curation.table_names import MODULE, table_names_module
from magnitsky_data.loader import ENGINES
from magnitsky_data.table_names import TableName

CONTRACT = Contract.read(ROOT / "datapackage.json")


def test_the_type_has_the_tables_of_the_descriptor() -> None:
    assert get_args(TableName) == tuple(CONTRACT.published)
    assert (ROOT / MODULE).read_text() == table_names_module(CONTRACT)  # `magnitsky-data format` writes it


def test_a_type_checker_refuses_a_misspelt_table(tmp_path) -> None:
    right = "import magnitsky_data as md\nmd.load('bills')\nmd.describe('votes')\nmd.path('laws')\nmd.scan('bills')\n"
    (tmp_path / "right.py").write_text(right + "md.load('bills', 'status', engine='arrow')\n")
    (tmp_path / "wrong.py").write_text("import magnitsky_data as md\nmd.load('bils')\nmd.describe('vote')\n")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--config-file", ROOT / "pyproject.toml", tmp_path / "right.py", tmp_path / "wrong.py"],
        capture_output=True, text=True, cwd=ROOT, check=False,
    )  # fmt: skip
    assert "right.py" not in done.stdout, done.stdout
    assert done.stdout.count("wrong.py:2: error") == 1, done.stdout
    assert done.stdout.count("wrong.py:3: error") == 1


def test_an_editor_completes_words_tables_and_engines(tmp_path) -> None:
    tables = set(CONTRACT.published)
    expected = {
        "md.": set(magnitsky_data.__all__),
        'md.load("': tables,
        'md.describe("': tables,
        'md.load("listings", engine="': set(ENGINES),
    }
    server = Path(sys.executable).with_name("basedpyright-langserver")
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({"extraPaths": [str(ROOT)]}))
    found = completions(
        [str(server), "--stdio"], tmp_path, [f"import magnitsky_data as md\n\n{typed}" for typed in expected]
    )
    for typed, words, offered in zip(expected, expected.values(), found, strict=True):
        assert words <= offered, typed
