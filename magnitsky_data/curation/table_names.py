"""The names of the tables as a type, written into the package so that editors and type checkers know them."""

from pathlib import Path

from magnitsky_data.contract.descriptor import Contract

MODULE = Path("magnitsky_data") / "table_names.py"


def table_names_module(contract: Contract) -> str:
    """Return the source of ``magnitsky_data/table_names.py`` for a descriptor."""
    names = "\n".join(f'    "{name}",' for name in contract.published)
    return (
        '"""Names of the published tables; written by `magnitsky-data format` from datapackage.json, edit that file."""\n\n'
        f"from typing import Literal\n\nTableName = Literal[\n{names}\n]\n"
    )
