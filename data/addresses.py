"""Which addresses may be asked: http and https, and hosts in the open internet only.

The check sits where the connection is made: the host is resolved once, each address that it has is looked at, and the
connection goes to one that was looked at, so a name cannot point elsewhere between the check and the use (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

import httpcore

from data.readers.faults import Unread

_SCHEMES = ("http", "https")


def checked(url: str) -> SplitResult:
    """The parts of an address that may be asked.

    Raises
    ------
    Unread : another scheme, no host, a name and password in it, or no address at all.
    """
    try:
        parts = urlsplit(url.strip())
        parts.port   # raises where it is no number
    except ValueError as error:
        raise Unread(url, f"is no address that can be read ({error}).") from error
    if parts.scheme not in _SCHEMES or not parts.hostname:
        raise Unread(url, "is no web address. Only http:// and https:// are fetched.")
    if parts.username or parts.password:
        raise Unread(url, "has a name and a password in it, which are not sent. Save the page and add that file.")
    return parts


def is_open(address: str) -> bool:
    """Whether an IP address lies in the open internet, also where it is written inside another one (IPv4 in IPv6)."""
    one = ipaddress.ip_address(address.partition("%")[0])
    inside = [one]
    if isinstance(one, ipaddress.IPv6Address):
        inside += [each for each in (one.ipv4_mapped, one.sixtofour, *(one.teredo or ())) if each]
    return all(each.is_global and not each.is_multicast for each in inside)


class GuardedBackend(httpcore.NetworkBackend):
    """Connections to hosts in the open internet; to any host with `allow_private`."""

    def __init__(self, allow_private: bool):
        self._allow_private, self._plain = allow_private, httpcore.SyncBackend()

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None) -> httpcore.NetworkStream:
        """As httpcore's, to an address of the host that was checked.

        Raises
        ------
        Unread : the host has no address, or one that is private.
        """
        try:
            found = list(dict.fromkeys(info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except OSError as error:
            raise httpcore.ConnectError(f"no address is known for {host}") from error
        closed = [address for address in found if not is_open(address)]
        if closed and not self._allow_private:
            raise Unread(host, f"is an address inside a private network ({closed[0]}), which is not asked. "
                               "If it is meant, set allow_private in the [fetch] part of config.toml.")
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in found:
            try:
                return self._plain.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"no address is known for {host}")
