"""A web site of this machine, for the tests of addresses."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from packing import prose
from tieline.articles import fetching

PAGE = f"<html><head><title>Repairs</title></head><body><article><p>{prose(0)}</p></article></body></html>"


class Site:
    """Pages of a server: path -> (status, headers, body); `asked` lists the requests."""

    def __init__(self, port):
        self.url = f"http://127.0.0.1:{port}"
        self.port = port
        self.pages = {}
        self.asked = []

    def add(self, path, body=PAGE, status=200, **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (status, {"Content-Type": "text/html", **headers}, body if body is None else _bytes(body))
        return self.url + path

    def paths(self):
        return [path for path, _ in self.asked]


def _bytes(body):
    return body.encode() if isinstance(body, str) else body


@contextmanager
def web_site():
    """A running site; what was known of the sites of other tests is forgotten."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            running.asked.append((self.path, dict(self.headers)))
            status, headers, body = running.pages.get(self.path, (404, {}, b"nothing here"))
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                for chunk in [body] if body is not None else iter(lambda: b" " * 1_000_000, b""):
                    self.wfile.write(chunk)
            except OSError:
                pass  # the other side has seen enough

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running = Site(server.server_port)
    threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
    fetching._visitor.cache_clear()
    try:
        yield running
    finally:
        server.shutdown()
        server.server_close()
