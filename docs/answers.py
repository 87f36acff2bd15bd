"""Runs the pages: each block of Python is followed by what it prints, and ``python docs/answers.py`` writes that anew.

The value of the last line of a block is printed as Python prints it in a terminal of 80 columns. A warning stops it.
"""

import ast
import contextlib
import io
import os
import re
import tempfile
import warnings
from pathlib import Path

import pandas as pd

os.environ["MPLBACKEND"] = "agg"  # charts of the pages need no screen

ROOT = Path(__file__).parents[1]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
# A block of Python, and the block of text under it that holds what it prints.
BLOCK = re.compile(r"^```python\n(?P<code>.*?)^```\n(?:\n```text\n(?P<printed>.*?)^```\n)?", re.MULTILINE | re.DOTALL)


def printed(code: str, names: dict[str, object]) -> str:
    """Return what a block prints, its last value too; names live as long as the page."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    out = io.StringIO()
    settings = ("display.width", 80, "display.max_columns", 0, "display.max_rows", 60)
    with (
        contextlib.redirect_stdout(out),
        pd.option_context(*settings),
        warnings.catch_warnings(action="error", category=UserWarning),
    ):
        exec(compile(tree, "<page>", "exec"), names)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "<page>", "eval"), names)
            if value is not None:
                out.write(f"{value}\n")
    return out.getvalue()


def answered(page: str) -> str:
    """Return a page with what its blocks print now; a block that shows nothing is run all the same."""
    names: dict[str, object] = {}

    def run(block: re.Match[str]) -> str:
        says = printed(block["code"], names)
        if block["printed"] is None:
            return block[0]
        return f"```python\n{block['code']}```\n\n```text\n{says.rstrip()}\n```\n"

    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):  # for the files that blocks write
        return BLOCK.sub(run, page)


if __name__ == "__main__":
    for file in PAGES:
        file.write_text(answered(file.read_text(encoding="utf-8")), encoding="utf-8")
