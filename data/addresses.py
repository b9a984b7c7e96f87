"""Which addresses may be asked: http and https, and hosts in the open internet only.

The check sits where the connection is made: the host is resolved once, each address that it has is looked at, and the
connection goes to one that was looked at, so a name cannot point elsewhere between the check and the use (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
import time
from urllib.parse import SplitResult, quote, urlsplit

import httpcore

from data.readers.faults import Unread

_SCHEMES = ("http", "https")
_SAFE = "/%:@!$&'()*+,;=~?-._"   # what stays as it is; "%" because it may be quoted already
# IPv4 in the last 32 bits of these (NAT64, and forms that are no longer used), and ranges that lead inside.
_WITH_IPV4 = [ipaddress.ip_network(net) for net in ("64:ff9b::/96", "::/96", "::ffff:0:0:0/96")]
_INSIDE = [ipaddress.ip_network(net) for net in ("64:ff9b:1::/48", "fec0::/10")]


def checked(url: str) -> SplitResult:
    """The parts of an address that may be asked, in the letters that the web takes ("/article/Россия" becomes "/article/%D0%A0...").

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
    try:
        host = parts.hostname if ":" in parts.hostname else parts.hostname.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise Unread(url, f"has a host that cannot be ({parts.hostname[:60]}).") from error
    host = f"[{host}]" if ":" in host else host
    return parts._replace(netloc=f"{host}:{parts.port}" if parts.port else host, path=quote(parts.path, safe=_SAFE),
                          query=quote(parts.query, safe=_SAFE), fragment="")


def is_open(address: str) -> bool:
    """Whether an IP address lies in the open internet, also where it is written inside another one (IPv4 in IPv6)."""
    one = ipaddress.ip_address(address.partition("%")[0])
    inside = [one]
    if isinstance(one, ipaddress.IPv6Address):
        inside += [each for each in (one.ipv4_mapped, one.sixtofour, *(one.teredo or ())) if each]
        inside += [ipaddress.IPv4Address(int(one) & 0xFFFFFFFF) for net in _WITH_IPV4 if one in net]
        if any(one in net for net in _INSIDE):
            return False
        if one in _WITH_IPV4[0]:   # the prefix itself is in no registry of open addresses
            inside = inside[1:]
    return all(each.is_global and not each.is_multicast for each in inside)


class GuardedBackend(httpcore.NetworkBackend):
    """Connections to hosts in the open internet; to any host with `allow_private`."""

    def __init__(self, allow_private: bool):
        self._allow_private, self._plain = allow_private, httpcore.SyncBackend()
        self.until = float("inf")   # when, by time.monotonic, whatever is being waited for has taken too long

    def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None) -> httpcore.NetworkStream:
        """As httpcore's, to an address of the host that was checked.

        Raises
        ------
        Unread : the host has no address, or one that is private.
        """
        try:
            found = list(dict.fromkeys(info[4][0] for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)))
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"no address is known for {host}") from error
        closed = [address for address in found if not is_open(address)]
        if closed and not self._allow_private:
            raise Unread(host, f"is an address inside a private network ({closed[0]}), which is not asked. "
                               "If it is meant, set allow_private in the [fetch] part of config.toml.")
        failed: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for address in found:
            try:
                return _Hurried(self._plain.connect_tcp(address, port, self.left(timeout), local_address, socket_options), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        raise failed or httpcore.ConnectError(f"no address is known for {host}")

    def left(self, timeout: float | None) -> float:
        """What is left of the time, and no more than `timeout`."""
        left = max(0.01, self.until - time.monotonic())
        return left if timeout is None else min(left, timeout)


class _Hurried(httpcore.NetworkStream):
    """A connection on which every wait ends when the time is up, not only each for itself."""

    def __init__(self, stream: httpcore.NetworkStream, backend: GuardedBackend):
        self._stream, self._backend = stream, backend

    def read(self, max_bytes, timeout=None):
        self._in_time()
        return self._stream.read(max_bytes, self._backend.left(timeout))

    def write(self, buffer, timeout=None):
        self._in_time()
        self._stream.write(buffer, self._backend.left(timeout))

    def close(self):
        self._stream.close()

    def start_tls(self, ssl_context, server_hostname=None, timeout=None):
        return _Hurried(self._stream.start_tls(ssl_context, server_hostname, self._backend.left(timeout)), self._backend)

    def get_extra_info(self, info):
        return self._stream.get_extra_info(info)

    def _in_time(self):
        if time.monotonic() > self._backend.until:
            raise httpcore.ReadTimeout("the time is up")
