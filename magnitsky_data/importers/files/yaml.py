"""YAML to plain values: tags that make objects are refused, and aliases, by which a small file unfolds to any size."""

from typing import Any

from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers.files import limits


def read_yaml(content: bytes, where: str) -> dict[str, Any]:
    """Return the named fields of a YAML document."""
    try:
        import yaml
    except ImportError:
        raise CurationToolsMissing("importing YAML needs PyYAML; `pip install 'magnitsky-data[curate]'`") from None
    if len(content) > limits.YAML:
        raise ImportRefused(f"{where}: {len(content):,} bytes; no record is that large: a file of another kind")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if b"*" in content and any(isinstance(e, yaml.AliasEvent) for e in yaml.parse(content, Loader=loader)):
            raise ImportRefused(f"{where}: has YAML aliases; expected a plain record: a forged file")
        found = yaml.load(content, Loader=loader)  # noqa: S506 - the loader is the safe one, in C where there is one
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ImportRefused(
            f"{where}: not a plain YAML record ({' '.join(str(error).split())[:200]}); truncated or of another format: download it again"
        ) from None
    if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
        raise ImportRefused(
            f"{where}: a YAML {type(found).__name__}; expected a record of named fields: a file of another kind"
        )
    return found
