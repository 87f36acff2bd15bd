"""The explorer: one HTML file that shows a release, without a server, a library or a request.

``render`` puts the page together: ``page.html`` is the frame, ``page.css`` the style, ``SCRIPTS`` one
classic script (a page opened from a disk may not load modules), ``payload`` the data. The policy of
the page lets nothing run but that script and loads nothing.
"""

import hashlib
from base64 import b64encode
from html import escape
from importlib.resources import files
from pathlib import Path

from magnitsky_data.curation.explorer.payload import packed, payload

# In the order in which the page needs them: what all use, the routes, the start.
SCRIPTS = (
    "data.js", "dom.js", "search.js",
    "start.js", "timeline.js", "life.js", "life_rows.js", "day.js", "day_chart.js", "votes.js", "laws.js", "chain.js", "answers.js",
    "tables.js", "row.js", "about.js", "page.js",
)  # fmt: skip


def render(release: Path) -> str:
    """Return the explorer of a release folder as the text of one HTML file; the same release gives the same text."""
    data = payload(release)
    style = "\n" + _part("page.css")
    script = '\n"use strict";\n' + "\n".join(_part(name) for name in SCRIPTS)
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )
    parts = {
        "POLICY": policy,
        "TITLE": escape(f"{data['about']['title']} {data['about']['version']}"),
        "DESCRIPTION": escape(data["about"]["description"]),
        "STYLE": style,
        "DATA": packed(data),
        "SCRIPT": script,
    }
    page = _part("page.html")
    for name, text in parts.items():
        page = page.replace(f"<!--{name}-->", text, 1)
    return page


def _part(name: str) -> str:
    return files(__name__).joinpath(name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Return a text as Content-Security-Policy names it."""
    return "sha256-" + b64encode(hashlib.sha256(text.encode()).digest()).decode()
