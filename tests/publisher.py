"""A publisher on loopback: it answers over TLS as its pages are set, and remembers what it was asked."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLContext

import trustme

Page = Callable[[BaseHTTPRequestHandler], None]


class Publisher:
    """Pages by path; one that is not set is 404. Its name is localhost, and 127.0.0.1 is another host."""

    def __init__(self, port: int):
        self.port = port
        self.pages: dict[str, Page] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str, host: str = "localhost") -> str:
        return f"https://{host}:{self.port}/{path}"

    def offers(self, path: str, data: bytes, **headers: str) -> str:
        """Set a page that gives a file, or 304 to who has its ETag, and return its address."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}

        def page(handler: BaseHTTPRequestHandler) -> None:
            same = told.get("ETag") and handler.headers.get("If-None-Match") == told["ETag"]
            answer(handler, 304 if same else 200, b"" if same else data, **told)

        self.pages[path] = page
        return self.url(path)

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


def answer(handler: BaseHTTPRequestHandler, status: int, data: bytes = b"", **headers: str) -> None:
    """Give one answer; a header of the same name goes before what is usual."""
    usual = {} if status == 304 else {"Content-Length": str(len(data)), "Content-Type": "application/octet-stream"}
    handler.send_response(status)
    for name, value in {**usual, **{n.replace("_", "-"): v for n, v in headers.items()}}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(data)


@contextmanager
def publisher(folder: Path) -> Iterator[tuple[Publisher, dict[str, str]]]:
    """Yield a publisher at work, and the variables by which its certificate is trusted."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "authority.pem"))
    context = SSLContext(PROTOCOL_TLS_SERVER)
    authority.issue_cert("localhost", "127.0.0.1").configure_cert(context)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.removeprefix("/")
            found.asked.append((path, dict(self.headers)))
            found.pages.get(path, lambda handler: answer(handler, 404))(self)

        def log_message(self, format: str, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, address: object) -> None:
            pass  # who asks may hang up

    with Server(("127.0.0.1", 0), Handler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        found = Publisher(server.server_port)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield found, {"SSL_CERT_FILE": str(folder / "authority.pem")}
        finally:
            server.shutdown()
            thread.join()
