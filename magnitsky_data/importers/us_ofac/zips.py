"""The one file in a .zip, read in memory."""

import zipfile
import zlib
from io import BytesIO

from magnitsky_data.errors import ImportRefused
from magnitsky_data.importers import OfficialFile
from magnitsky_data.importers.reading import SIZE_LIMIT


def only_member(file: OfficialFile, suffix: str) -> bytes:
    """Return the bytes of the only member, which must have the suffix and a plain name."""
    try:
        with zipfile.ZipFile(BytesIO(file.data)) as archive:
            found = archive.infolist()
            names = [member.filename for member in found]
            if (
                len(found) != 1
                or not names[0].lower().endswith(suffix)
                or names[0].startswith("/")
                or ".." in names[0].split("/")
            ):
                raise ImportRefused(f"{file.name}: members {names[:5]!r}; expected one {suffix} file: another archive")
            with archive.open(found[0]) as stream:
                data = stream.read(SIZE_LIMIT + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise ImportRefused(f"{file.name}: cannot be unpacked ({error}); cut short: download it again") from None
    if len(data) > SIZE_LIMIT:
        raise ImportRefused(
            f"{file.name}: more than {SIZE_LIMIT:,} bytes when unpacked; no official file is that large"
        )
    return data
