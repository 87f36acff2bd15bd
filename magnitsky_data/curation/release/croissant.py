"""croissant.json: the release for search engines and machine learning tools (Croissant 1.1, which is schema.org too).

References between tables are left to datapackage.json: mlcroissant 1.1 reads one as an inner join, which drops the
rows whose cell is empty, and recurses without end over those of a table to itself. The files named are Parquet,
since it reads CSV without types and makes 4 of `00004`.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from magnitsky_data.citing import dataset_citation
from magnitsky_data.contract.descriptor import Field, Table
from magnitsky_data.curation.release.contents import Contents, File
from magnitsky_data.curation.release.parquet_archive import files as parquet_files

TYPES = {"string": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date"}
TERMS = """arrayShape citeAs column containedIn equivalentProperty extract field fileObject fileProperty fileSet format includes
isArray isLiveDataset jsonPath key md5 parentField path recordSet references regex repeated replace samplingRate separator
source subField transform""".split()  # of Croissant, in its own name space
CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": "http://purl.org/dc/terms/",
    "conformsTo": "dct:conformsTo",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "description": {"@container": "@language"},
    "name": {"@container": "@language"},
    **{term: f"cr:{term}" for term in TERMS},
}


def files(contents: Contents) -> Iterator[File]:
    """Yield the description."""
    contract = contents.contract
    described = contract.descriptor
    ((archive_name, archive),) = parquet_files(contents)
    page = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.1",
        "name": described["name"],
        "alternateName": described["title"],
        "description": described["description"],
        "url": described.get("homepage", ""),
        "identifier": described.get("id", ""),
        "version": contract.version,
        "datePublished": contract.release_date,
        "license": described["licenses"][0]["path"],
        "creator": [{"@type": "sc:Organization", "name": c["title"]} for c in described["contributors"]],
        "keywords": described["keywords"],
        "citeAs": dataset_citation(contract, "bibtex"),
        "creditText": " ".join(contents.licence_words),
        "isAccessibleForFree": True,
        "inLanguage": "en",
        "distribution": [
            {
                "@type": "cr:FileObject",
                "@id": "parquet",
                "name": archive_name,
                "contentUrl": archive_name,
                "contentSize": f"{len(archive)} B",
                "encodingFormat": "application/zip",
                "sha256": hashlib.sha256(archive).hexdigest(),
            },
            *(_file(name, archive_name) for name in contract.published),
        ],
        "recordSet": [_record_set(table) for table in contract.published.values()],
    }
    page = {key: value for key, value in page.items() if value != ""}
    yield "croissant.json", json.dumps(page, ensure_ascii=False, indent=1).encode() + b"\n"


def _file(name: str, archive: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": f"{name}.parquet",
        "name": f"{name}.parquet",
        "containedIn": {"@id": "parquet"},
        "contentUrl": f"{archive.removesuffix('.zip')}/{name}.parquet",
        "encodingFormat": "application/x-parquet",
    }


def _record_set(table: Table) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": " ".join([table.description, *table.cautions]),
        "key": [{"@id": f"{table.name}/{column}"} for column in table.primary_key],
        "field": [_field(table, field) for field in table.fields],
    }


def _field(table: Table, field: Field) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field.name}",
        "name": field.name,
        "description": field.description,
        "dataType": TYPES[field.type],
        "source": {"fileObject": {"@id": f"{table.name}.parquet"}, "extract": {"column": field.name}},
    }
