"""Reference dataset on the Magnitsky laws, as typed DataFrames.

>>> import magnitsky_data as md
>>> md.load("votes")                      # doctest: +SKIP

Names are imported on first use (PEP 562), so that ``import magnitsky_data`` stays within
2 ms of a bare interpreter; the tests measure which modules it brings. Type checkers and editors read
``__init__.pyi``. Errors are in ``md.errors``.
"""

_HOMES = {
    "tables": "catalog",
    "describe": "catalog",
    "load": "loader",
    "scan": "loader",
    "connect": "loader",
    "find": "finder",
    "entity": "cards",
    "diff": "differences",
    "path": "release",
    "cite": "citing",
}
__all__ = ["__version__", "cite", "connect", "describe", "diff", "entity", "find", "load", "path", "scan", "tables"]


def __getattr__(name: str) -> object:
    from importlib import import_module

    if name == "__version__":
        return import_module("magnitsky_data.release").version()
    if name == "errors":
        return import_module("magnitsky_data.errors")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}; it has {', '.join(_HOMES)}")
    found = getattr(import_module(f"magnitsky_data.{_HOMES[name]}"), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({name for name in globals() if name.startswith("__")} | set(__all__))
