"""How much official files may hold: one beyond is refused before it fills the memory."""

FILE = 1_000_000_000  # bytes of a file or of one member when unpacked; the largest official file is a tenth of this
ARCHIVE = 20_000_000_000  # bytes of all members, which are read one at a time: twenty years of daily copies of a list
MEMBERS = 20_000  # the largest collection has 10,400 files
YAML = 2_000_000  # bytes of a document, whose objects need many times as much; the largest has a quarter of it

# Bytes unpacked from one packed byte: 43 in an .ods of real life, 1,330 in the daily copies, which hardly differ.
DEFLATE, XZ = 250, 5_000
FREE = 10_000_000  # bytes that any packed file may unpack to


def unpacked(packed: int, ratio: int, most: int) -> int:
    """Return how many bytes a file of ``packed`` bytes may unpack to."""
    return min(most, max(FREE, ratio * packed))
