"""Who may talk to the page: a layer in front of Streamlit's server.

Streamlit's own `server.allowedHosts` guards the WebSocket only, and before Streamlit refuses a foreign Origin it asks an
outside service for this machine's address. This layer refuses both earlier and on every path, and it tells the browser
to load nothing from elsewhere, so that the closed network does not rest on each library's good manners.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse

NAME_AND_PORT = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9_-]+(\.[a-z0-9_-]+)*)\.?(:\d+)?")

# Streamlit and plotly bring some scripts and styles inline, and hand pictures and workers over as data: or blob:.
PROTECTION = {
    "Content-Security-Policy": "; ".join((
        "default-src 'self' data: blob:",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src 'self' 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
        "frame-ancestors 'self'",
    )),
    "Referrer-Policy": "no-referrer",   # a link to an article's source does not tell it which view led there
    "X-Content-Type-Options": "nosniff",
}


def guard(hosts: Iterable[str], origins: Iterable[str] = ()) -> list[Middleware]:
    """The layer, as `streamlit.App` takes it.

    hosts : the names under which the page may be asked for, as in `server.allowedHosts`. Ports are not compared,
        "*.example.org" allows all names below it, "*" any name. Without an entry, nobody is let in.
    origins : other sites whose pages may call this one, as in `server.corsAllowedOrigins` ("https://portal.example.org").
    """
    return [Middleware(Guard, hosts=tuple(hosts), origins=tuple(origins))]


class Guard:
    """Answers 400 to a Host that is not allowed and 403 to a foreign Origin; passes all else on."""

    def __init__(self, app, hosts: tuple[str, ...], origins: tuple[str, ...]):
        self.app, self.hosts, self.origins = app, hosts, origins

    async def __call__(self, scope, receive, send):
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host, origin = headers.get("host", ""), headers.get("origin")
        if not is_allowed(host, self.hosts):
            refusal = PlainTextResponse("The monitor does not answer to this name: see server.allowedHosts.", 400)
        elif origin is not None and urlsplit(origin).netloc != host and origin not in self.origins:
            refusal = PlainTextResponse("The monitor does not answer to other sites: see server.corsAllowedOrigins.", 403)
        else:
            await self.app(scope, receive, _with_protection(send))
            return
        await refusal(scope, receive, send)


def is_allowed(host: str, hosts: Iterable[str]) -> bool:
    """Is the name in this Host header ("name" or "name:port") one of `hosts`? A header of another form is not."""
    parts = NAME_AND_PORT.fullmatch(host.lower())
    if not parts:
        return False
    name = parts["name"]
    patterns = [pattern.lower() for pattern in hosts]
    return any(pattern in ("*", name) or (pattern[:2] == "*." and name.endswith(pattern[1:])) for pattern in patterns)


def _with_protection(send):
    async def send_on(message):
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message).update(PROTECTION)
        await send(message)
    return send_on
