"""DataFrames that print themselves to fit the screen; imported where pandas is there already."""

from collections.abc import Callable
from typing import Any

import pandas as pd


class Printed(pd.DataFrame):
    """A DataFrame whose repr is a page made for the terminal; what is cut out of it is a plain DataFrame."""

    _metadata = ["_page"]  # noqa: RUF012 - pandas reads this list of the class

    def __repr__(self) -> str:
        """Return the page."""
        page: Callable[[int], str] | None = getattr(self, "_page", None)
        if page is None:
            return str(pd.DataFrame(self))
        from magnitsky_data.screen import terminal_width

        return page(min(80, terminal_width()))

    @property
    def _constructor(self) -> Any:
        return pd.DataFrame


def printed(columns: dict[str, list[Any]], page: Callable[[int], str], **attrs: Any) -> "pd.DataFrame":
    """Return columns as a DataFrame that prints as ``page(width)``; ``attrs`` are its attributes."""
    frame = Printed(columns)
    frame._page = page
    frame.attrs = attrs
    return frame
