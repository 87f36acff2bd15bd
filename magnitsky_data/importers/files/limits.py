"""How much official files may hold, and their readers use: what is beyond is refused before it fills the memory."""

# Bytes of a file, or of one member of an archive, when unpacked.
# SDN_ENHANCED.XML, the largest that is read, is reckoned at 140 MB: 18,000 entries at the 7,700 bytes of one in CONS_ENHANCED.XML.
FILE = 200_000_000
TEXT = 12_000_000  # all but XML and archives: these are held as a whole; the largest, SDN.CSV, has 5.5 MB
TREE = 10_000_000  # XML that is held as a whole, in forty times its bytes; the record of a large bill has 2 MB
YAML = 2_000_000  # of a document, whose objects need many times as much; the largest has a quarter of it
ELEMENTS = 100_000  # of one record in XML of which one record is held at a time; the largest at hand has 2,700

ARCHIVE = 20_000_000_000  # bytes of all members, which are read one at a time: twenty years of daily copies of a list
MEMBERS = 20_000  # the largest collection has 10,400 files

# Bytes unpacked from one packed byte: 43 in an .ods of real life, 1,330 in the daily copies, which hardly differ.
DEFLATE, XZ = 100, 5_000
FREE = 10_000_000  # bytes that any packed file may unpack to

# A process that reads a workbook: the largest, 18,800 rows of 36 cells, needs 125 MB and half a second of work.
MEMORY = 400_000_000  # bytes of address space; Windows and macOS know no such limit. Also what an .xz may ask for, 200 MB at hand
WORK, WAIT = 10, 60  # seconds of the processor, and of the clock on a busy machine; Windows knows the latter alone

AT_LENGTH = (".xml", ".zip", ".tar", ".gz", ".xz")  # files that are never held as objects as a whole


def most(name: str) -> int:
    """Return how many bytes a file or member of that name may hold."""
    return FILE if name.lower().endswith(AT_LENGTH) else TEXT


def unpacked(packed: int, ratio: int, most: int) -> int:
    """Return how many bytes a file of ``packed`` bytes may unpack to."""
    return min(most, max(FREE, ratio * packed))
