"""A web server on loopback that behaves and misbehaves, by path, for the tests of fetching."""

from __future__ import annotations

import gzip
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARTICLE = """<html lang="en"><head><title>Convoy turns back at Lachin - Example Times</title>
<meta property="og:site_name" content="Example Times"><meta property="article:published_time" content="2023-11-08T10:15:00+04:00">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>Convoy turns back at Lachin</h1>
<p>A column of lorries that had waited for two days on the road below the bridge returned to Goris on Wednesday. Russia's peacekeepers,
who man the post, said that they had no orders to let it through, and Azerbaijan denied that it had stopped anybody.</p>
<p>Officials in Yerevan answered that Moscow had failed to keep the road open. Two ministers of the European Union are to visit the
crossing next week, and a spokeswoman in Tehran said that Iran follows the matter closely.</p>
<p>The mayor of Goris told reporters that the drivers would try again on Friday, whoever is on duty then.</p></article>
<footer>Cookies. Subscribe to our newsletter.</footer></body></html>"""


class _Site(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):   # noqa: N802, the library's name
        self.server.asked[self.path] += 1
        answer = getattr(self, "at_" + self.path.strip("/").split("?")[0].replace(".", "_").replace("-", "_").partition("/")[0], None)
        (answer or self.at_missing)()

    def log_message(self, *_):
        pass

    def _send(self, body: bytes, status: int = 200, **headers: str):
        self.send_response(status)
        for name, value in ({"content_type": "text/html; charset=utf-8"} | headers).items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def at_missing(self):
        self._send(b"nothing here", 404)

    def at_robots_txt(self):
        self._send(b"User-agent: *\nDisallow: /private\n", content_type="text/plain")

    def at_article(self):
        self._send(ARTICLE.encode())

    at_private = at_article

    def at_packed(self):
        self._send(gzip.compress(ARTICLE.encode()), content_encoding="gzip")

    def at_bomb(self):
        self._send(gzip.compress(b"0" * 60_000_000), content_encoding="gzip")

    def at_picture(self):
        self._send(b"\x89PNG", content_type="image/png")

    def at_moved(self):
        self._send(b"", 301, Location="/article")

    def at_round(self):
        self._send(b"", 302, Location="/round")

    def at_inside(self):
        self._send(b"", 302, Location="http://10.0.0.1/secret")

    def at_to_file(self):
        self._send(b"", 302, Location="file:///etc/passwd")

    def at_nowhere(self):
        self._send(b"", 302, Location="http://[bad")

    def at_slow_head(self):
        self.close_connection = True
        try:
            for letter in "HTTP/1.1 200 OK\r\nX-Filler: " + "a" * 1000:
                if self.server.closing.wait(0.2):
                    return
                self.wfile.write(letter.encode())
        except OSError:
            pass

    def at_busy(self):
        first = self.server.asked["/busy"] == 1
        self._send(b"later" if first else ARTICLE.encode(), 503 if first else 200, Retry_After="1")

    def at_tomorrow(self):
        self._send(b"later", 429, Retry_After="86400")

    def at_slow(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self._drip(b"a", 0.1)

    def at_endless(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        self._drip(b"10000\r\n" + b"a" * 65536 + b"\r\n", 0)

    def _drip(self, piece: bytes, pause: float):
        self.close_connection = True
        try:
            while not self.server.closing.wait(pause):
                self.wfile.write(piece)
        except OSError:   # the reader has had enough
            pass


@contextmanager
def site() -> Iterator[ThreadingHTTPServer]:
    """The server, while the block runs. `address` is where it listens, `asked` counts requests by path."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        server.daemon_threads, server.asked, server.closing = True, Counter(), threading.Event()
        server.address = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            server.shutdown()
            thread.join()
