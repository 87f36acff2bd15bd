"""XML to elements: document types and entities are refused, large files are read as a stream.

What defusedxml guards against needs a document type, and that stands before the root. So defusedxml
reads a file up to its root, and the parser of the standard library, a third faster, the whole.
"""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING, Any

from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import OfficialFile

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@contextmanager
def safe_xml(where: str) -> Iterator[Any]:
    """Yield defusedxml's ElementTree; what it refuses while the block runs is refused with the place.

    Parse with ``forbid_dtd=True``: entities and document types are refused.
    """
    from xml.etree.ElementTree import ParseError

    try:
        from defusedxml import DefusedXmlException, ElementTree
    except ImportError:
        raise CurationToolsMissing("importing XML needs defusedxml; `pip install 'magnitsky-data[curate]'`") from None
    try:
        yield ElementTree
    except ParseError as error:
        raise ImportRefused(
            f"{where}: not well-formed XML ({error}); truncated or of another format: download it again"
        ) from None
    except DefusedXmlException as error:
        raise ImportRefused(
            f"{where}: declares a document type or entities ({type(error).__name__}); no official file does"
        ) from None


def read_xml(file: OfficialFile, root: str) -> "Element":
    """Return the root element of an XML file, entities and document types refused."""
    with safe_xml(file.name) as tree:
        element: Element = tree.fromstring(file.data, forbid_dtd=True)
    if element.tag != root:
        raise ImportRefused(f"{file.name}: root element {element.tag!r}; expected {root!r}: a file of another kind")
    return element


def root_of(data: bytes, where: str) -> "Element":
    """Return the root with its attributes and without its content; its name is without namespace."""
    with safe_xml(where) as tree:
        root: Element
        _, root = next(tree.iterparse(BytesIO(data), ("start",), forbid_dtd=True))
    root.tag = local(root.tag)
    return root


def stream(data: bytes, where: str, root: str, into: Collection[str] = ()) -> Iterator["Element"]:
    """Yield each child of the root, whole, and forget it; of those named in ``into`` their children instead.

    All names are without namespaces, which publishers change.
    """
    from xml.etree.ElementTree import iterparse

    if (found := root_of(data, where).tag) != root:
        raise ImportRefused(f"{where}: root element {found!r}; expected {root!r}: a file of another kind")
    holders: list[Element] = []  # the root, and below it one that is named in ``into``
    depth = 0  # below the last of them
    with safe_xml(where):
        for event, element in iterparse(BytesIO(data), ("start", "end")):  # noqa: S314 - root_of met no document type
            if event == "start":
                element.tag = local(element.tag)
                if not depth and (not holders or element.tag in into):
                    holders.append(element)
                else:
                    depth += 1
            elif depth:
                depth -= 1
                if not depth:
                    yield element
                    holders[-1].clear()
            else:
                holders.pop()


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag[tag.rfind("}") + 1 :]


def text(element: "Element", path: str = ".") -> str:
    """Return the text of the first element of a path, its blanks made single; empty where there is none."""
    return " ".join((element.findtext(path) or "").split())
