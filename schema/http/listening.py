"""Where the server listens."""

from __future__ import annotations

import socket

from core.foundation.errors import WiringError
from core.foundation.i18n import _


class AddressNotFree(WiringError):
    """An address on which the server cannot listen."""

    code = "ADDRESS_NOT_FREE"
    message = _("The server cannot listen on {host}:{port}: {reason}.")
    hint = _("End what listens there, or choose another place with --port, --host, RENDA_PORT or RENDA_HOST.")


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket that holds the address but does not listen yet, so that nobody waits while a database starts.

    Raises:
        AddressNotFree: if another program has it, or it is no address of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    bound = socket.socket(family)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((host, port))
    except OSError as error:
        bound.close()
        raise AddressNotFree(host=host, port=port, reason=error.strerror or str(error)) from error
    bound.set_inheritable(True)
    return bound


def address_of(bound: socket.socket) -> str:
    """The address one types into a browser on this machine."""
    host, port = bound.getsockname()[:2]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - compared, not bound
        host = "localhost"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
