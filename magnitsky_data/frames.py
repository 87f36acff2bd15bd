"""DataFrames that print themselves to fit the screen; imported where pandas is there already."""

from collections.abc import Callable
from html import escape
from typing import Any

import pandas as pd


class Printed(pd.DataFrame):
    """A DataFrame whose repr is a page made for the terminal; what is cut out of it is a plain DataFrame."""

    _metadata = ["_page", "_made"]  # noqa: RUF012 - pandas reads this list of the class

    def __repr__(self) -> str:
        """Return the page, of a frame that was sorted or cut in place what pandas prints."""
        page: Callable[[int], str] | None = getattr(self, "_page", None)
        if page is None or not all(now.equals(was) for now, was in zip(self.axes, self._made, strict=True)):
            return str(pd.DataFrame(self))
        from magnitsky_data.screen import terminal_width

        return page(min(80, terminal_width()))

    def _repr_html_(self) -> str | None:
        if len(self) == 0 and getattr(self, "_page", None):
            return f"<pre>{escape(repr(self))}</pre>"  # why there is nothing
        html: str | None = pd.DataFrame(self)._repr_html_()
        return html

    @property
    def _constructor(self) -> Any:
        return pd.DataFrame


def printed(columns: dict[str, Any], page: Callable[[int], str], **attrs: Any) -> "pd.DataFrame":
    """Return columns as a DataFrame that prints as ``page(width)``; ``attrs`` are its attributes."""
    frame = Printed(columns)
    frame._page, frame._made = page, frame.axes
    frame.attrs = attrs
    return frame
