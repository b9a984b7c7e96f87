"""The page answers this machine only, under its own names, to its own pages, and asks nothing of the outside."""

from __future__ import annotations

import http.client
import socket
from urllib.parse import urlsplit

import pytest

from views.guard import is_allowed

PATHS = ["/", "/_stcore/health", "/_stcore/host-config", "/_stcore/stream", "/any/page"]
UPGRADE = {
    "Connection": "Upgrade", "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


def answer(page_url: str, path: str, **headers: str) -> http.client.HTTPResponse:
    """The page's answer to one request with just these headers; a WebSocket handshake for the stream."""
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(page_url).port, timeout=10)
    connection.putrequest("GET", path, skip_host=True)
    for name, value in (headers | (UPGRADE if path.endswith("/stream") else {})).items():
        connection.putheader(name, value)
    connection.endheaders()
    reply = connection.getresponse()
    connection.close()
    return reply


def answers(address: str, port: int) -> bool:
    """Does something listen there?"""
    try:
        socket.create_connection((address, port), timeout=5).close()
        return True
    except OSError:
        return False


@pytest.mark.parametrize("path", PATHS)
def test_its_own_name_is_answered(page_url, path):
    expected = 101 if path.endswith("/stream") else 200
    for name in ("localhost", "127.0.0.1"):
        host = f"{name}:{urlsplit(page_url).port}"
        assert answer(page_url, path, Host=host).status == expected
        assert answer(page_url, path, Host=host, Origin=f"http://{host}").status == expected


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", ["evil.example", "evil.example:8501", "localhost.evil.example", "user@localhost", ""])
def test_a_foreign_name_is_refused(page_url, path, host):
    assert answer(page_url, path, Host=host).status == 400


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("origin", ["http://evil.example", "http://localhost:1", "null"])
def test_a_page_of_another_site_is_refused(page_url, path, origin):
    host = f"localhost:{urlsplit(page_url).port}"
    assert answer(page_url, path, Host=host, Origin=origin).status == 403


def test_every_answer_tells_the_browser_to_load_nothing_from_elsewhere(page_url):
    for path in ("/", "/_stcore/health"):
        policy = answer(page_url, path, Host="localhost").getheader("Content-Security-Policy")
        assert "default-src 'self'" in policy and "http" not in policy


def test_it_listens_on_the_loopback_address_only(page_url):
    """A server that listens on all interfaces answers at 127.0.0.2 and ::1 as well."""
    port = urlsplit(page_url).port
    assert [address for address in ("127.0.0.1", "127.0.0.2", "::1") if answers(address, port)] == ["127.0.0.1"]


def test_a_form_needs_the_pages_own_token(page_url):
    """XSRF protection: an upload without the token is refused whoever sends it."""
    connection = http.client.HTTPConnection("127.0.0.1", urlsplit(page_url).port, timeout=10)
    connection.request("PUT", "/_stcore/upload_file/session/file", body=b"x", headers={"Host": "localhost"})
    assert connection.getresponse().status == 403
    connection.close()


def test_the_page_asks_nothing_of_the_outside(page, page_url):
    page.goto(page_url)
    page.locator(".js-plotly-plot .main-svg").first.wait_for()
    page.wait_for_load_state("networkidle")
    assert page.outside_requests == []
    assert [line for line in page.console_errors if "Content Security Policy" in line] == []


def test_the_browser_of_the_tests_would_notice_an_outside_request(page, page_url):
    """The guard of the test above is awake: both the recorder and the page's policy stop a request that is made."""
    page.goto(page_url)
    failed = page.evaluate("fetch('https://evil.example/').then(() => false, () => true)")
    assert failed
    assert any("Content Security Policy" in line for line in page.console_errors)
    page.goto("about:blank")
    page.evaluate("fetch('https://evil.example/', {mode: 'no-cors'}).catch(() => {})")
    assert page.outside_requests == ["https://evil.example/"]


def test_an_error_shows_a_sentence_and_no_stack_trace(page, serve, tmp_path):
    """The settings that app.py is served with, on a script that fails."""
    script = tmp_path / "failing.py"
    script.write_text("raise ValueError('a secret of the server')")
    page.goto(serve(tmp_path, script))
    page.get_by_text("encountered an error").wait_for()
    shown = page.inner_text("body")
    assert not [word for word in ("secret", "ValueError", "Traceback", "failing.py", str(tmp_path)) if word in shown]


@pytest.mark.parametrize("host, hosts, expected", [
    ("monitor.desk.example", ["monitor.desk.example"], True),
    ("Monitor.Desk.Example:443", ["monitor.desk.example"], True),
    ("monitor.desk.example.", ["monitor.desk.example"], True),
    ("a.desk.example", ["*.desk.example"], True),
    ("desk.example", ["*.desk.example"], False),
    ("evildesk.example", ["*.desk.example"], False),
    ("[::1]:8501", ["[::1]"], True),
    ("anything", ["*"], True),
    ("localhost", [], False),
    ("localhost:port", ["localhost"], False),
])
def test_allowed_names(host, hosts, expected):
    assert is_allowed(host, hosts) is expected
