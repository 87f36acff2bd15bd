"""The process that reads one workbook from its input and writes the cells to its output, within limits.

calamine is native code that reserves what a file says its sheets hold, and ends its process where there is not as much.
This file is run by its path, so that it loads nothing of the package.
"""

import pickle
import sys
from contextlib import suppress
from io import BytesIO


def keep_within(memory: int, work: int) -> None:
    """Limit this process to bytes of address space and seconds of the processor, as far as the system can."""
    try:
        import resource
    except ImportError:  # Windows
        return
    for kind, most in ((resource.RLIMIT_AS, memory), (resource.RLIMIT_CPU, work), (resource.RLIMIT_CORE, 0)):
        with suppress(OSError, ValueError):  # macOS refuses the first
            resource.setrlimit(kind, (most, most))


def cells(workbook: bytes) -> list[list[list[object]]] | str:
    """Return the rows of each sheet, or why there are none."""
    from python_calamine import CalamineError, load_workbook

    try:
        book = load_workbook(BytesIO(workbook))
        return [
            [list(row) for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]
            for name in book.sheet_names
        ]
    except (CalamineError, OSError, ValueError) as error:
        return str(error)


if __name__ == "__main__":
    keep_within(*map(int, sys.argv[1:]))
    pickle.dump(cells(sys.stdin.buffer.read()), sys.stdout.buffer)
