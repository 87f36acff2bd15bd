"""How the release is cited and deposited: CITATION.cff and .zenodo.json, from the descriptor."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from magnitsky_data.contract.descriptor import Contract
from magnitsky_data.curation.release.contents import Contents, File

CITATION = Path("CITATION.cff")


def files(contents: Contents) -> Iterator[File]:
    """Yield both files."""
    yield CITATION.name, citation_cff(contents.contract).encode()
    yield ".zenodo.json", json.dumps(_deposit(contents), ensure_ascii=False, indent=1).encode() + b"\n"


def citation_cff(contract: Contract) -> str:
    """Return CITATION.cff; ``homepage`` and ``id`` (a DOI) of the descriptor are its ``url`` and ``doi``, once there are any."""
    described = contract.descriptor
    entries = {
        "cff-version": "1.2.0",
        "message": "Please cite the version of the data that you used.",
        "type": "dataset",
        "title": described["title"],
        "abstract": described["description"],
        "version": contract.version,
        "date-released": contract.release_date,
        "authors": [{"name": person["title"]} for person in described["contributors"]],
        "license": described["licenses"][0]["name"],
        "keywords": described["keywords"],
        "url": described.get("homepage", ""),
        "doi": described.get("id", "").removeprefix("https://doi.org/"),
    }
    # JSON is YAML, line by line.
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in entries.items() if value)


def _deposit(contents: Contents) -> dict[str, Any]:
    described = contents.contract.descriptor
    words = "".join(f"<li>{words}</li>" for words in contents.licence_words)
    return {
        "title": f"{described['title']} {contents.contract.version}",
        "upload_type": "dataset",
        "description": f"<p>{described['description']}</p><p>Words of the publishers:</p><ul>{words}</ul>",
        "version": contents.contract.version,
        "publication_date": contents.contract.release_date,
        "creators": [{"name": person["title"]} for person in described["contributors"]],
        "license": described["licenses"][0]["name"].lower(),
        "access_right": "open",
        "keywords": described["keywords"],
        "language": "eng",
    }
