"""Conditions that stop a user or a maintainer, each a class of its own under one root.

A message says where, what is wrong with the value quoted, what was expected and what to do next.
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from functools import wraps
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])


class MagnitskyDataError(Exception):
    """Root of all errors that this package raises on purpose; ``exit_code`` is the command line's."""

    exit_code = 1  # problems found; 2 for wrong usage


class ReleaseNotFound(MagnitskyDataError):
    """No published release lies where one was looked for."""

    exit_code = 2


class ReleaseTooNew(MagnitskyDataError):
    """The release has a format that this version of the package does not know."""

    exit_code = 2


class ReleaseUnfit(MagnitskyDataError):
    """The release lacks a table or column that the call needs; another version of the package goes with it."""

    exit_code = 2


class DamagedRelease(MagnitskyDataError):
    """A file of the release is missing, cannot be read, or is not what SHA256SUMS and the descriptor say."""


class TableNotFound(MagnitskyDataError, KeyError):
    """The release has no table of that name."""

    exit_code = 2
    __str__ = Exception.__str__


class ColumnNotFound(MagnitskyDataError, KeyError):
    """The table has no column of that name."""

    exit_code = 2
    __str__ = Exception.__str__


class RowNotFound(MagnitskyDataError, KeyError):
    """The table has no row of that key."""

    exit_code = 2
    __str__ = Exception.__str__


class ArgumentRefused(MagnitskyDataError, ValueError):
    """A call was given a value that it does not take: a format, style, engine or day."""

    exit_code = 2


class OutsideRecord(UserWarning):
    """An answer for a day that the states at hand do not reach."""


class WrongSum(UserWarning):
    """A table whose rows must not be added was loaded; the message names the one that can be."""


class EngineNotInstalled(MagnitskyDataError, ImportError):
    """The library that a call asked for is not installed."""

    exit_code = 2


class CurationToolsMissing(MagnitskyDataError):
    """A maintainer's command needs the extra ``curate``."""

    exit_code = 2


class ContractError(MagnitskyDataError):
    """datapackage.json is not a descriptor that this package can work with."""


class ProjectNotFound(ContractError):
    """The folder named as project has no descriptor."""

    exit_code = 2


class ImportRefused(MagnitskyDataError):
    """An official file cannot be read as what it is said to be; nothing was written."""


class ProjectBusy(MagnitskyDataError):
    """Another command writes to the project; this one did nothing."""


class BuildStopped(MagnitskyDataError):
    """The release cannot be made from raw/; the old one is untouched."""


def nearest(name: str, known: Iterable[str], see: str = "") -> str:
    """Return the part of a message that names the nearest known name, or where all are listed."""
    close = get_close_matches(name, list(known), n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else see


def expect(what: str, given: object, allowed: Iterable[str]) -> None:
    """Raise ``ArgumentRefused`` unless a value is one of those allowed; the message names the nearest and all."""
    names = list(allowed)
    if given not in names:
        hint = nearest(given, names) if isinstance(given, str) else ""
        raise ArgumentRefused(f"no {what} {given!r}; {hint}{' ' if hint else ''}expected {', '.join(names)}")


def one_frame(function: Function) -> Function:
    """Let the package's errors leave a public function with one frame of traceback below the caller's line."""

    @wraps(function)
    def call(*args: Any, **named: Any) -> Any:
        try:
            return function(*args, **named)
        except MagnitskyDataError as error:
            raise error.with_traceback(None) from None

    return cast(Function, call)
