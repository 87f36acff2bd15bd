"""An editor, as far as completion goes: it asks a language server what may stand at a place of a file."""

import json
import subprocess
from pathlib import Path
from typing import Any


def completions(server: list[str], folder: Path, codes: list[str]) -> list[set[str]]:
    """Return the words that a server offers at the end of each code."""
    process = subprocess.Popen(server, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    root = {"rootUri": folder.as_uri(), "workspaceFolders": [{"uri": folder.as_uri(), "name": "folder"}]}
    try:
        _ask(process, "initialize", {"processId": None, "capabilities": {}, **root}, 0)
        _read(process, 0)
        _ask(process, "initialized", {})
        return [_offered(process, folder / f"analysis{at}.py", code, at) for at, code in enumerate(codes, start=1)]
    finally:
        process.kill()
        process.communicate()


def _offered(process: "subprocess.Popen[bytes]", file: Path, code: str, number: int) -> set[str]:
    lines = code.split("\n")
    document = {"uri": file.as_uri(), "languageId": "python", "version": 1, "text": code}
    _ask(process, "textDocument/didOpen", {"textDocument": document})
    place = {"line": len(lines) - 1, "character": len(lines[-1])}
    _ask(process, "textDocument/completion", {"textDocument": {"uri": file.as_uri()}, "position": place}, number)
    return {item["label"].strip("\"'") for item in _read(process, number)["items"]}


def _ask(process: "subprocess.Popen[bytes]", method: str, parameters: Any, number: int | None = None) -> None:
    message = {"jsonrpc": "2.0", "method": method, "params": parameters, **({} if number is None else {"id": number})}
    _send(process, message)


def _send(process: "subprocess.Popen[bytes]", message: Any) -> None:
    content = json.dumps(message).encode()
    assert process.stdin
    process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(content), content))
    process.stdin.flush()


def _read(process: "subprocess.Popen[bytes]", number: int) -> Any:
    """Return the answer to a request; what the server asks meanwhile is answered with nothing."""
    assert process.stdout
    while True:
        length = 0
        while (line := process.stdout.readline().strip()) or not length:
            assert line or length or process.poll() is None, "the server has ended"
            if line.lower().startswith(b"content-length:"):
                length = int(line.partition(b":")[2])
        message = json.loads(process.stdout.read(length))
        if message.get("id") == number and "method" not in message:
            return message["result"]
        if "id" in message and "method" in message:
            empty = [None] * len(message["params"]["items"]) if message["method"] == "workspace/configuration" else None
            _send(process, {"jsonrpc": "2.0", "id": message["id"], "result": empty})
