"""Reference dataset on the Magnitsky laws, as typed DataFrames.

>>> import magnitsky_data as md
>>> md.load("votes")                      # doctest: +SKIP

Names are imported on first use (PEP 562), so that ``import magnitsky_data`` stays within
2 ms of a bare interpreter; the tests measure which modules it brings.
"""

TYPE_CHECKING = False  # typing would cost more than the budget; type checkers know the name
if TYPE_CHECKING:
    from magnitsky_data.errors import (
        ColumnNotFound,
        DamagedRelease,
        EngineNotInstalled,
        MagnitskyDataError,
        ReleaseNotFound,
        TableNotFound,
    )
    from magnitsky_data.loader import cite, describe, load, path, tables

    version: str

__all__ = [
    "ColumnNotFound",
    "DamagedRelease",
    "EngineNotInstalled",
    "MagnitskyDataError",
    "ReleaseNotFound",
    "TableNotFound",
    "cite",
    "describe",
    "load",
    "path",
    "tables",
    "version",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from magnitsky_data import errors, loader

    if name == "version":
        return loader.version()
    return getattr(loader, name, None) or getattr(errors, name)


def __dir__() -> list[str]:
    return sorted(set(globals()) | set(__all__))
