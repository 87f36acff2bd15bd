"""Files as they were fetched, by SHA-256, in a folder outside of every project.

``FOLDER/<sha256>/<name of the file>``, so that an import reads a file where it lies and MAGNITSKY_DATA_SOURCES may name
the folder; beside these ``FOLDER/answers/`` has one small file an address: what was given there last.
"""

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

from magnitsky_data.contract.writing import replace_all
from magnitsky_data.refreshing.client import Answer, Fetched, FetchFailed, Validators


class Kept:
    """The folder of files that were fetched."""

    def __init__(self, folder: Path):
        self._folder = folder.resolve()

    def last(self, url: str) -> Fetched | None:
        """Return what an address gave last, None when that is not here whole."""
        try:
            told = json.loads(self._answer(url).read_bytes())
            file = self._folder / told["sha256"] / told["file_name"]
            if sha256(file.read_bytes()).hexdigest() == told["sha256"]:
                return Fetched(file, told["sha256"], Validators(told["etag"], told["last_modified"]))
        except (OSError, ValueError, KeyError, TypeError):
            pass  # what cannot be read is fetched anew
        return None

    def keep(self, url: str, file_name: str, answer: Answer) -> Fetched:
        """Keep a file and what was given with it, both or nothing."""
        digest = sha256(answer.data).hexdigest()
        file = self._folder / digest / file_name
        told = {"url": url, "sha256": digest, "file_name": file_name, **asdict(answer.validators)}
        try:
            replace_all({file: answer.data, self._answer(url): json.dumps(told, indent=1).encode()})
        except OSError as error:
            raise FetchFailed(
                f"{error.filename or self._folder}: cannot be written ({error.strerror}); nothing was kept: make room, or name another folder with --store"
            ) from None
        return Fetched(file, digest, answer.validators)

    def _answer(self, url: str) -> Path:
        return self._folder / "answers" / f"{sha256(url.encode()).hexdigest()[:32]}.json"
