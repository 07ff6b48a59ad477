"""Who asks: the address that limits count by and turns go round between."""

import ipaddress
from collections.abc import Sequence

from fastapi import Request

Network = ipaddress.IPv4Network | ipaddress.IPv6Network
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
# What a provider gives one customer: one machine may use any address of it.
_IPV6_PREFIX = 64


def client_of(request: Request) -> str:
    """The client that a request comes from, as the app's trusted proxies tell."""
    peer = request.client.host if request.client else ""
    return client(peer, request.headers.getlist("X-Forwarded-For"), request.app.state.trusted_proxies)


def client(peer: str, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The nearest address on the way here that is no trusted proxy's; of IPv6, its /64.

    Args:
        peer: the address that the connection comes from.
        forwarded: each `X-Forwarded-For` header. Anyone may send one, so only what a trusted proxy has added counts.
        trusted: the networks of the proxies that are.
    """
    hops = [hop.strip() for header in forwarded for hop in header.split(",")]
    nearest = _parsed(peer)
    while nearest is not None and hops and _is_in(nearest, trusted):
        before = _parsed(hops.pop())
        if before is None:
            break
        nearest = before
    if nearest is None:
        return peer
    if isinstance(nearest, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((nearest, _IPV6_PREFIX), strict=False))
    return str(nearest)


def is_trusted(peer: str, trusted: Sequence[Network]) -> bool:
    """Whether a connection from `peer` is one of a trusted proxy's."""
    address = _parsed(peer)
    return address is not None and _is_in(address, trusted)


def _is_in(address: _Address, networks: Sequence[Network]) -> bool:
    return any(address in network for network in networks)


def _parsed(text: str) -> _Address | None:
    try:
        address = ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
