"""How the command refuses: its message says where, what and what to do, and nothing is written.

The tests may run as root, for whom permission bits do not hold. A folder that cannot be written to is
therefore a path below a regular file, or a process that may write files of no more than 0 bytes
(RLIMIT_FSIZE, as on a full disk); both stop root as well.
"""

import resource
from collections.abc import Callable

URL = "https://www.govinfo.gov/bulkdata/BILLSTATUS/114/s/BILLSTATUS-114s284.xml"
Refuse = Callable[..., str]  # run a command that must fail: its message; the fixture of that name


def says(message: str, *parts: str) -> None:
    """Assert that one line of a message has all the parts."""
    assert any(all(part in line for part in parts) for line in message.splitlines()), message


def no_space() -> None:
    """Let a process write no byte to any file, as on a full disk; this holds for root too."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
