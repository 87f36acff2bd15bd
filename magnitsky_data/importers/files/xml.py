"""XML to elements: document types and entities are refused, large files are read as a stream.

What defusedxml guards against needs a document type, and that stands before the root. So defusedxml
reads a file up to its root, and the parser of the standard library, a third faster, the whole.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from magnitsky_data.errors import CurationToolsMissing, ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.files import limits
from magnitsky_data.importers.reading import known

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# Children by the name of an element. One that is not named holds text alone, one with None is ignored with all below it.
Shape = Mapping[str, Collection[str] | None]
# Attributes by the name of an element. One that is not named has none, those with None are seen to by whoever reads them.
Attributes = Mapping[str, Collection[str] | None]
OF_SCHEMA = "{http://www.w3.org/2001/XMLSchema-instance}"  # schemaLocation, nil: about the document, not in it


class Pieces(BytesIO):
    """A file that is read in few pieces: a parser begins a long attribute or comment anew with each that does not end it."""

    def __init__(self, data: bytes):
        super().__init__(data)
        self._least = len(data) // 64

    def read(self, size: int | None = -1, /) -> bytes:
        """Return the next 64th of the file, or more."""
        return super().read(max(size or -1, self._least))


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
    except DefusedXmlException as error:
        raise ImportRefused(
            f"{where}: declares a document type or entities ({type(error).__name__}); no official file does"
        ) from None
    except (ParseError, LookupError, ValueError) as error:  # the latter two for an encoding that is not known
        raise ImportRefused(
            f"{where}: not well-formed XML ({error}); truncated or of another format: download it again"
        ) from None


def read_xml(file: OfficialFile, root: str, *, is_prose: bool = False) -> "Element":
    """Return the root element of an XML file, entities and document types refused.

    Unless it is prose, text that stands between elements is refused.
    """
    if len(file.data) > limits.TREE:
        raise ImportRefused(f"{file.name}: {len(file.data):,} bytes; no record is that large: a file of another kind")
    with safe_xml(file.name) as tree:
        element: Element = tree.fromstring(file.data, forbid_dtd=True)
    if element.tag != root:
        raise ImportRefused(f"{file.name}: root element {element.tag!r}; expected {root!r}: a file of another kind")
    if not is_prose:
        _refuse_text_within(element, file.name)
    return element


def root_of(data: bytes, where: str) -> "Element":
    """Return the root with its attributes and without its content; its name is without namespace."""
    with safe_xml(where) as tree:
        root: Element
        _, root = next(tree.iterparse(Pieces(data), ("start",), forbid_dtd=True))
    root.tag = local(root.tag)
    return root


def stream(
    data: bytes, where: str, root: str, into: Collection[str] = (), attributes: Collection[str] = ()
) -> Iterator["Element"]:
    """Yield each child of the root, whole, and forget it; of those named in ``into`` their children instead.

    ``attributes`` are those of the root and of these. All names are without namespaces, which publishers change.
    """
    from xml.etree.ElementTree import iterparse

    if (found := root_of(data, where).tag) != root:
        raise ImportRefused(f"{where}: root element {found!r}; expected {root!r}: a file of another kind")
    holders: list[Element] = []  # the root, and below it one that is named in ``into``
    depth = 0  # below the last of them
    held = 0  # elements since the last that was yielded
    before: Element | None = None  # what was yielded last: the text behind it comes after it
    with safe_xml(where):
        for event, element in iterparse(Pieces(data), ("start", "end")):  # noqa: S314 - root_of met no document type
            if not depth:
                _refuse_loose_text(holders[-1] if holders else element, where, before)
                before = None
            if event == "start":
                element.tag = local(element.tag)
                if not depth and (not holders or element.tag in into):
                    known_attributes(element, attributes, where)
                    holders.append(element)
                else:
                    depth += 1
                    held += 1
                    if held > limits.ELEMENTS:
                        raise ImportRefused(
                            f"{where}: more than {limits.ELEMENTS:,} elements in one record of {holders[-1].tag!r}; no record is that large: a damaged or forged file"
                        )
            elif depth:
                depth -= 1
                if not depth:
                    _refuse_text_within(element, where)
                    yield element
                    before = element
                    held = 0
                    holders[-1].clear()
            else:
                holders.pop()


def closed(element: "Element", shape: Shape, where: str, attributes: Attributes = MappingProxyType({})) -> None:
    """Refuse a child that the shape does not name and an attribute that is not named, in an element and in all below it."""
    pending = [(element, where)]
    while pending:
        holder, place = pending.pop()
        if holder.attrib:
            known_attributes(holder, attributes.get(holder.tag, ()), place)
        children = shape.get(holder.tag, ())
        if children is None or not len(holder):
            continue
        if not children:
            raise ImportRefused(
                f"{place}: holds {holder[0].tag!r}; expected text alone; teach the importer what it means"
            )
        known((child.tag for child in holder), children, (), place)
        pending += ((child, f"{where}: {child.tag}") for child in holder)


def known_attributes(element: "Element", names: Collection[str] | None, where: str) -> None:
    """Refuse an attribute of an element that is not named; its name is without namespace."""
    for name in element.attrib:
        if names is not None and local(name) not in names and not name.startswith(OF_SCHEMA):
            expected = f"one of {', '.join(sorted(names))}" if names else "none"
            raise ImportRefused(
                f"{where}: attribute {local(name)!r} of {local(element.tag)!r} is new; expected {expected}; teach the importer what it means"
            )


def _refuse_text_within(element: "Element", where: str) -> None:
    for found in element.iter():
        # Two looks at each of a million elements; which of them holds the text is asked when there is any.
        tail, text = found.tail, found.text
        if (tail and not tail.isspace()) or (text and len(found) and not text.isspace()):
            for holder in element.iter():
                _refuse_loose_text(holder, where)


def _refuse_loose_text(element: "Element", where: str, *others: "Element | None") -> None:
    """Refuse text beside the children of an element, or behind an element that is no longer among them."""
    loose = [child.tail for child in (*element, *others) if child is not None]
    for text in (element.text, *loose) if len(element) else loose:
        if text and not text.isspace():
            raise ImportRefused(
                f"{where}: text {text.strip()!r:.60} between the elements of {local(element.tag)!r}; expected elements alone; a damaged file"
            )


def local(tag: str) -> str:
    """Return a name without its namespace."""
    return tag[tag.rfind("}") + 1 :]


def text(element: "Element", path: str = ".") -> str:
    """Return the text of the first element of a path, its blanks made single; empty where there is none."""
    return " ".join((element.findtext(path) or "").split())
