"""Which addresses of the web may be asked, and the machine that each leads to, checked before it is connected to."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from ..errors import UnreadableInput

if TYPE_CHECKING:
    from httpx import URL

_NAT64 = IPv6Network("64:ff9b::/96")
_PORTS = {"http": 80, "https": 443}


def is_address(text: str) -> bool:
    """Whether an input is an address of the web (http, https), not a file."""
    return text.lower().startswith(("http://", "https://"))


def machine_of(url: URL, where: str, *, allow_private: bool) -> str:
    """Return the numeric address of the machine that a web address leads to, to be connected to as it stands.

    The name is resolved once: what was checked is what is asked, though the name server may answer otherwise later.

    Raises:
        UnreadableInput: for an address with another scheme, a name or password in it, a host that is not known, or one
            in this machine or a private network unless `allow_private`.
    """
    if url.scheme not in _PORTS or not url.host:
        raise UnreadableInput(where, f"got an address of scheme {url.scheme!r}, expected http or https with a host")
    if url.userinfo:
        raise UnreadableInput(where, "got an address with a password in it, expected one without; save the page")
    host = url.raw_host.decode("ascii").strip("[]")
    try:
        answers = socket.getaddrinfo(host, url.port or _PORTS[url.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise UnreadableInput(where, f"host {host!r} cannot be found; check the address and the network") from error
    found = [str(answer[4][0]).partition("%")[0] for answer in answers]
    if not allow_private and not all(map(_is_public, found)):
        raise UnreadableInput(
            where, f"got host {host!r} in a private network, expected a public one; to read it, give --allow-private"
        )
    return found[0]


def _is_public(numeric: str) -> bool:
    address = ip_address(numeric)
    return all(one.is_global and not one.is_multicast for one in (address, *_embedded(address)))


def _embedded(address: IPv4Address | IPv6Address) -> list[IPv4Address]:
    """The addresses of version 4 that one of version 6 leads to."""
    if isinstance(address, IPv4Address):
        return []
    inside = [address.ipv4_mapped, address.sixtofour, *(address.teredo or ())]
    if address in _NAT64:
        inside.append(IPv4Address(address.packed[-4:]))
    return [one for one in inside if one is not None]
