"""Pages from the web, politely and safely: what robots.txt allows, with a pause, within limits of time and size."""

from __future__ import annotations

import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin, urlsplit

import httpcore
from protego import Protego

from config import setting
from data.addresses import GuardedBackend, checked
from data.readers.faults import Unread

KINDS = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf", "application/rss+xml", "application/atom+xml",
         "application/xml", "text/xml")
_REDIRECTS, _MOST_REDIRECTS = (301, 302, 303, 307, 308), 5
_AGAIN = (429, 500, 502, 503, 504)   # answers that may be others a little later
_LONGEST_PAUSE = 60.0                # seconds: who asks for more is asked another day
_ROBOTS_LARGEST = 500_000            # bytes, as RFC 9309 has it


@dataclass(frozen=True)
class Page:
    """An answer: `url` after all redirects, the body unpacked, what the server says that it is ("text/html"), its charset or ""."""

    url: str
    content: bytes
    media_type: str
    charset: str


@dataclass(frozen=True)
class _Answer:
    status: int
    headers: dict[str, str]
    content: bytes


class Fetcher:
    """One run of fetching. Use `with`: it keeps connections open, and remembers when a host was last asked."""

    def __init__(self, wait: Callable[[float], None] = time.sleep):
        """Reads [fetch] of config.toml. `wait` is how the pauses are made.

        Raises
        ------
        MonitorError : a setting is missing.
        """
        of = lambda name: setting("fetch", name)
        self._agent, self._largest, self._seconds = of("user_agent"), of("largest"), of("seconds")
        self._pause, self._retries, self._wait = of("pause"), of("retries"), wait
        self._backend = GuardedBackend(of("allow_private"))
        # Through a proxy only the proxy knows the addresses: it has to do the checking.
        self._pool = (httpcore.HTTPProxy(proxy_url=of("proxy")) if of("proxy") else
                      httpcore.ConnectionPool(network_backend=self._backend, max_connections=4))
        self._robots: dict[str, Protego] = {}
        self._asked: dict[str, float] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_) -> None:
        self._pool.close()

    def page(self, url: str) -> Page:
        """What is at an address.

        Raises
        ------
        Unread : it may not be asked, does not answer, answers with an error or with something that is no text, or is too slow
            or too large. The sentence says which, and what to do.
        """
        asked, now = url, url
        for _ in range(_MOST_REDIRECTS + 1):
            try:
                now = checked(now).geturl()
                self._check_robots(now, asked)
                answer = self._patiently(now, asked)
            except Unread as fault:   # of where it sends on to, or of the host: it is told of what was asked for
                raise fault if fault.source == asked else Unread(asked, f"leads to {fault}") from fault
            if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                return _page(asked, now, answer)
            now = _joined(now, answer.headers["location"], asked)
        raise Unread(asked, f"sends on more than {_MOST_REDIRECTS} times. Open it in a browser, and add the address that it ends at.")

    def _check_robots(self, url: str, asked: str) -> None:
        parts = checked(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._robots:
            self._robots[origin] = Protego.parse(self._robots_of(origin, asked))
        if not self._robots[origin].can_fetch(url, self._agent):
            raise Unread(asked, "may not be fetched by programs (the site's robots.txt). Open it in a browser, save it and add that file.")

    def _robots_of(self, origin: str, asked: str) -> str:
        """The rules of a site; none where it has none (RFC 9309: 4xx). One that cannot tell its rules is left alone."""
        url = f"{origin}/robots.txt"
        for _ in range(_MOST_REDIRECTS + 1):
            answer = self._patiently(url, asked, largest=_ROBOTS_LARGEST, cut=True)
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                url = checked(_joined(url, answer.headers["location"], asked)).geturl()
                continue
            if answer.status >= 500:
                raise Unread(asked, f"was not asked: the site's robots.txt cannot be read (answer {answer.status}). Try again later.")
            return answer.content.decode("utf-8", "replace") if answer.status == 200 else ""
        return ""

    def _patiently(self, url: str, asked: str, largest: int | None = None, cut: bool = False) -> _Answer:
        """One answer, after the host's pause, asked for again where it is not there yet."""
        host = checked(url).netloc
        for attempt in range(self._retries + 1):
            self._pause_for(host)
            try:
                answer = self._once(url, asked, largest or self._largest, cut)
                why, later = f"answers {answer.status}", answer.headers.get("retry-after", "")
                if answer.status not in _AGAIN or attempt == self._retries:
                    return answer
            except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.ProxyError) as error:
                why, later = f"does not answer ({str(error) or type(error).__name__})", ""
                if attempt == self._retries:
                    raise Unread(asked, f"{why}. Look whether it opens in a browser, and try again later.") from error
            wanted = _seconds_of(later) or 2.0 ** attempt
            if wanted > _LONGEST_PAUSE:
                raise Unread(asked, f"{why} and wants to be left alone for {wanted:.0f} seconds. Try again later.")
            self._wait(wanted)
        raise AssertionError("the last attempt returns or raises")

    def _pause_for(self, host: str) -> None:
        rules = next((rules for origin, rules in self._robots.items() if urlsplit(origin).netloc == host), None)
        pause = max(self._pause, min(float(rules.crawl_delay(self._agent) or 0) if rules else 0.0, _LONGEST_PAUSE))
        since = time.monotonic() - self._asked.get(host, float("-inf"))
        if since < pause:
            self._wait(pause - since)
        self._asked[host] = time.monotonic()

    def _once(self, url: str, asked: str, largest: int, cut: bool) -> _Answer:
        """One request. `cut`: of what is too large the beginning is enough."""
        self._backend.until, step = time.monotonic() + self._seconds, min(10.0, self._seconds)
        headers = {"User-Agent": self._agent, "Accept": ", ".join(KINDS), "Accept-Encoding": "gzip", "Connection": "keep-alive"}
        limits = {"timeout": {"connect": step, "read": step, "write": step, "pool": step}}
        try:
            with self._pool.stream("GET", url, headers=headers, extensions=limits) as response:
                said = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
                content = bytearray()
                for chunk in _unpacked(response.iter_stream(), said.get("content-encoding", ""), asked):
                    content += chunk
                    if time.monotonic() > self._backend.until:
                        raise self._too_slow(asked)
                    if len(content) > largest:
                        if cut:
                            break
                        raise Unread(asked, f"is larger than {largest / 1e6:.0f} MB, which is not taken.")
                return _Answer(response.status, said, bytes(content))
        except httpcore.TimeoutException as error:
            if time.monotonic() < self._backend.until:
                raise
            raise self._too_slow(asked) from error

    def _too_slow(self, asked: str) -> Unread:
        return Unread(asked, f"takes longer than {self._seconds:g} seconds. Save it in a browser and add that file.")


def _unpacked(chunks: Iterator[bytes], encoding: str, asked: str) -> Iterator[bytes]:
    """The body in small pieces, so that one that unpacks without end is stopped in time."""
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        yield from chunks
        return
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)   # gzip or zlib, by its head
    try:
        for chunk in chunks:
            while chunk:
                yield unpacker.decompress(chunk, 1 << 20)
                chunk = unpacker.unconsumed_tail
            if unpacker.eof:
                return
    except zlib.error as error:
        raise Unread(asked, f"is packed in a way that cannot be unpacked ({error}). Save it in a browser and add that file.") from error


def _joined(url: str, location: str, asked: str) -> str:
    try:
        return urljoin(url, location)
    except ValueError as error:
        raise Unread(asked, f"sends on to what is no address ({location[:60]}).") from error


def _page(asked: str, url: str, answer: _Answer) -> Page:
    if answer.status != 200:
        what = {401: "asks for a password", 402: "asks for payment", 403: "refuses programs", 404: "is not there", 410: "is gone"}
        raise Unread(asked, f"{what.get(answer.status, 'cannot be had')} (answer {answer.status}). Look whether it opens in a browser.")
    kind = Message()
    kind["content-type"] = answer.headers.get("content-type", "text/html")
    if kind.get_content_type() not in KINDS:
        raise Unread(asked, f"is no page ({kind.get_content_type()}). Only pages, feeds, PDF and plain text are taken.")
    if not answer.content.strip():
        raise Unread(asked, "is empty.")
    return Page(url, answer.content, kind.get_content_type(), str(kind.get_param("charset") or ""))


def _seconds_of(later: str) -> float:
    """How long Retry-After asks to wait: seconds, or until a date."""
    if later.strip().isdigit():
        return float(later)
    try:
        return max(0.0, parsedate_to_datetime(later).timestamp() - time.time())
    except (TypeError, ValueError):
        return 0.0
