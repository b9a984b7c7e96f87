"""Fetching: polite to the site, closed to private networks, and not to be held up by a server that misbehaves."""

from __future__ import annotations

import pytest
from misbehaving import ARTICLE, site

from config import settings
from data.addresses import is_open
from data.fetch import Fetcher
from data.readers.faults import Unread


@pytest.fixture
def server():
    with site() as running:
        yield running


@pytest.fixture
def fetch(monkeypatch):
    """`config.toml` as a user may set it: private addresses allowed, limits small."""
    for name, value in {"allow_private": True, "seconds": 2, "largest": 5_000_000, "pause": 0.0}.items():
        monkeypatch.setitem(settings()["fetch"], name, value)
    waits: list[float] = []
    with Fetcher(wait=waits.append) as fetcher:
        fetcher.waits = waits
        yield fetcher


def fault(fetcher: Fetcher, url: str) -> str:
    with pytest.raises(Unread) as caught:
        fetcher.page(url)
    return str(caught.value)


def test_a_page_comes_as_it_is_packed_or_not_and_from_where_it_moved_to(server, fetch):
    for path in ("/article", "/packed", "/moved"):
        page = fetch.page(server.address + path)
        assert (page.content.decode(), page.media_type, page.charset) == (ARTICLE, "text/html", "utf-8")
    assert page.url == server.address + "/article"
    assert server.asked["/robots.txt"] == 1   # once a run


@pytest.mark.parametrize("path, why", [
    ("/missing", r"is not there \(answer 404\)"),
    ("/private", "may not be fetched by programs"),
    ("/picture", r"is no page \(image/png\)"),
    ("/round", "sends on more than 5 times"),
    ("/to-file", "leads to file:///etc/passwd: is no web address. Only http"),
    ("/nowhere", "sends on to what is no address"),
    ("/slow-head", "takes longer than 2 seconds"),
    ("/bomb", "is larger than 5 MB"),
    ("/endless", "is larger than 5 MB"),
    ("/slow", "takes longer than 2 seconds"),
    ("/tomorrow", "wants to be left alone for 86400 seconds"),
])
def test_what_cannot_be_taken_is_told_in_a_sentence(server, fetch, path, why):
    with pytest.raises(Unread, match=why):
        fetch.page(server.address + path)


def test_letters_of_any_script_are_sent_as_the_web_takes_them(server, fetch):
    assert fetch.page(f"{server.address}/article/Россия и Кавказ?q=Тбилиси").content
    assert "/article/%D0%A0" in next(path for path in server.asked if path.startswith("/article"))
    for url in ("http://..example/a", f"http://{'a' * 70}.example/a"):
        assert "has a host that cannot be" in fault(fetch, url)


def test_who_says_later_is_asked_again_later(server, fetch):
    assert fetch.page(server.address + "/busy").content
    assert server.asked["/busy"] == 2 and 1.0 in fetch.waits


def test_a_host_has_its_pause(server, fetch, monkeypatch):
    monkeypatch.setitem(settings()["fetch"], "pause", 3.0)
    waits: list[float] = []
    with Fetcher(wait=waits.append) as polite:
        polite.page(server.address + "/article")
        polite.page(server.address + "/article")
    assert len(waits) == 2 and all(2.5 < each <= 3.0 for each in waits)   # after robots.txt, and after the first page


def test_private_addresses_are_refused_however_they_are_reached(server, monkeypatch):
    monkeypatch.setitem(settings()["fetch"], "retries", 0)
    with Fetcher() as fetcher:
        port = server.server_port
        for url in (server.address, f"http://localhost:{port}/article", f"http://[::ffff:127.0.0.1]:{port}/article"):
            assert "inside a private network" in fault(fetcher, url)
        assert "Only http:// and https:// are fetched" in fault(fetcher, "ftp://example.org/a")
        assert "a name and a password" in fault(fetcher, "https://me:secret@example.org/a")
    assert not server.asked
    for address in ("127.0.0.1", "10.1.2.3", "169.254.169.254", "::1", "fe80::1%eth0", "::ffff:192.168.0.1", "2002:7f00:1::", "100.64.0.1", "0.0.0.0",
                    "64:ff9b::a00:1", "64:ff9b:1::a00:1", "::10.0.0.1", "::ffff:0:10.0.0.1", "fec0::1"):
        assert not is_open(address), address
    for address in ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c", "64:ff9b::5db8:d70e"):
        assert is_open(address), address


def test_a_redirect_into_a_private_network_is_refused_even_where_the_first_host_is_allowed(server, fetch, monkeypatch):
    monkeypatch.setitem(settings()["fetch"], "retries", 0)
    # The server stands for one in the open internet; what it points at does not.
    monkeypatch.setattr("data.addresses.is_open", lambda address: address == "127.0.0.1")
    monkeypatch.setitem(settings()["fetch"], "allow_private", False)
    with Fetcher(wait=lambda _: None) as guarded:
        said = fault(guarded, server.address + "/inside")
        assert said.startswith(f"{server.address}/inside: leads to 10.0.0.1: is an address inside a private network")
