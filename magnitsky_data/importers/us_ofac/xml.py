"""Large XML files as a stream of elements, without document types and entities."""

from collections.abc import Callable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING
from xml.parsers import expat

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


class _RootReached(Exception):
    """The root element begins; a document type can only stand before it."""


def local(element: "Element") -> str:
    """Return the name of an element without its namespace, which OFAC has changed."""
    tag = element.tag
    return tag[tag.rfind("}") + 1 :]


def children(element: "Element") -> Iterator[tuple[str, "Element"]]:
    """Yield the children with their local names."""
    for child in element:
        yield local(child), child


def child(element: "Element", name: str) -> "Element | None":
    """Return the first child of that local name."""
    return next((found for tag, found in children(element) if tag == name), None)


def text(element: "Element | None", *path: str) -> str:
    """Return the text of a descendant, its blanks made single; empty where there is none."""
    for name in path:
        element = None if element is None else child(element, name)
    return "" if element is None else " ".join((element.text or "").split())


def stream(file: OfficialFile, data: bytes, root: str, sections: dict[str, Callable[["Element"], None]]) -> None:
    """Call a function for each whole element of the names in ``sections``, then clear it.

    The C parser of the standard library is used, twice as fast as defusedxml's: what defusedxml
    guards against (entities) needs a document type, and a file with one is refused before.
    """
    from xml.etree.ElementTree import ParseError, iterparse

    _refuse_document_type(data, file.name)
    depth = 0
    try:
        for event, element in iterparse(BytesIO(data), events=("start", "end")):  # noqa: S314 - see above
            name = local(element)
            if event == "start":
                depth += 1
                if depth == 1 and name != root:
                    raise ImportRefused(
                        f"{file.name}: root element {name!r}; expected {root!r}: a file of another kind"
                    )
            else:
                depth -= 1
                if name in sections:
                    sections[name](element)
                    element.clear()
    except ParseError as error:
        raise ImportRefused(
            f"{file.name}: not well-formed XML ({error}); cut short or of another format: download it again"
        ) from None


def _refuse_document_type(data: bytes, name: str) -> None:
    def declared(*_: object) -> None:
        raise ImportRefused(f"{name}: declares a document type or entities; no official file does")

    def begun(*_: object) -> None:
        raise _RootReached

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = declared
    parser.EntityDeclHandler = declared
    parser.StartElementHandler = begun
    try:
        parser.Parse(data[:1_000_000], True)
    except _RootReached:
        return
    except expat.ExpatError as error:
        raise ImportRefused(f"{name}: not XML ({error}); download it again") from None
    raise ImportRefused(f"{name}: no root element; download it again")
