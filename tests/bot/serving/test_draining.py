"""A listener that lets no one in keeps the connections that stand, with what they have sent."""

import socket
import sys

import pytest

from bot.serving.draining import let_none_in


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's packet filter is Linux's")
def test_who_stands_is_kept_and_who_knocks_is_not_let_in() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        with socket.create_connection(address) as standing:
            let_none_in(listener)
            standing.sendall(b"a request")
            with pytest.raises(TimeoutError):
                socket.create_connection(address, timeout=0.2)
            taken, _ = listener.accept()
            with taken:
                assert taken.recv(100) == b"a request"
                taken.sendall(b"an answer")
            assert standing.recv(100) == b"an answer"
