"""Clients that trickle, that do not read, that come in crowds: none keeps the server from the others."""

import contextlib
import socket
import struct
import threading
import time

import pytest

from .conftest import SECONDS, Serve, Server, children, command, patiently

SHORT = {"head_seconds": "0.5", "body_seconds": "0.5", "write_seconds": "0.5"}
HEAD = b"POST /api/v1/graphs HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"


def connected(server: Server) -> socket.socket:
    url = server.client.base_url
    return socket.create_connection((url.host, url.port or 80), timeout=SECONDS)


def rest(connection: socket.socket) -> bytes:
    """What is still to come until the server ends the connection."""
    received = b""
    while True:
        try:
            some = connection.recv(65_536)
        except ConnectionResetError:
            return received
        if not some:
            return received
        received += some


@pytest.mark.parametrize("said", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "])
def test_a_request_that_never_comes_to_its_end_is_hung_up_on(serve: Serve, said: bytes) -> None:
    with connected(serve(**SHORT)) as connection:
        connection.sendall(said)
        assert rest(connection) == b""


def test_a_head_that_trickles_is_no_reason_to_wait_longer(serve: Serve) -> None:
    server = serve(**SHORT)
    start = time.monotonic()
    with connected(server) as connection:
        with contextlib.suppress(OSError):
            for byte in HEAD * 1000:
                connection.sendall(bytes([byte]))
                time.sleep(0.02)
        assert time.monotonic() - start < SECONDS / 2
    assert server.client.get("/healthz").status_code == 200


@pytest.mark.parametrize(
    "said", [b"GET /", b"GET / HTTP/1.1\r\nHost: x\r\nX-Large: ", b"GET / HTTP/1.1\r\nHost: x\r\n"]
)
def test_a_head_without_end_is_not_read_to_its_end(serve: Serve, said: bytes) -> None:
    server = serve()
    sent = 0
    with connected(server) as connection, contextlib.suppress(ConnectionError):
        connection.sendall(said)
        for number in range(1000):
            more = (
                b"x" * 50_000 if said[-1:] != b"\n" else b"".join(b"X-%d-%d: y\r\n" % (number, n) for n in range(2000))
            )
            connection.sendall(more)
            sent += len(more)
    # What the two kernels hold between them is much, but not 30 MB.
    assert sent < 20_000_000
    assert server.client.get("/healthz", headers={"X-Long": "x" * 30_000}).status_code == 200


def test_a_second_request_on_a_connection_has_the_same_patience(serve: Serve) -> None:
    with connected(serve(**SHORT)) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\nGET /hea")
        assert rest(connection).startswith(b"HTTP/1.1 200")


def test_a_body_that_trickles_is_answered_408(serve: Serve) -> None:
    with connected(serve(**SHORT)) as connection:
        connection.sendall(HEAD + b'Content-Length: 1000\r\n\r\n{"sou')
        answer = rest(connection)
    assert answer.startswith(b"HTTP/1.1 408")
    assert b"urn:gradwalk:problem:too-slow" in answer


def test_a_length_that_lies_does_not_make_the_server_wait(serve: Serve) -> None:
    body = b'{"source": "x = 1"}'
    with connected(serve(**SHORT)) as connection:
        connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % (len(body) + 50) + body)
        assert rest(connection).startswith(b"HTTP/1.1 408")


def test_a_client_that_does_not_read_is_hung_up_on(serve: Serve) -> None:
    server = serve(**SHORT)
    server.runs()
    source = "import torch\nx = torch.ones(3, requires_grad=True)\nfor _ in range(200):\n    x = x * 2\n"
    made = server.post(source)
    get = f"GET {made.headers['location']} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode()
    connection = socket.socket()
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    url = server.client.base_url
    connection.connect((url.host, url.port or 80))
    # Pipelined, and never read: the buffers on the way are full long before the last answer.
    connection.settimeout(SECONDS)
    hung_up = False
    while not hung_up:
        try:
            connection.sendall(get * 50)
        except OSError:
            hung_up = True
    connection.close()
    assert server.client.get("/healthz").status_code == 200


def test_a_client_that_leaves_ends_its_run(serve: Serve) -> None:
    server = serve()
    server.runs()
    connection = connected(server)
    body = b'{"source": "while True:\\n    pass\\n"}'
    connection.sendall(HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)
    for _ in patiently():
        if _running(server) == 1:
            break
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.close()
    for _ in patiently():
        if _running(server) == 0:
            return


def _running(server: Server) -> int:
    lines = server.client.get("/metrics").text.splitlines()
    return int(float(next(line.split()[1] for line in lines if line.startswith("gradwalk_sandbox_running "))))


def test_a_hundred_that_say_nothing_leave_room_for_one_that_does(serve: Serve) -> None:
    server = serve(head_seconds="3")
    silent = [connected(server) for _ in range(100)]
    try:
        assert server.client.get("/healthz").status_code == 200
    finally:
        for connection in silent:
            connection.close()


def test_where_every_connection_is_taken_one_more_is_told_when_to_come_back(serve: Serve) -> None:
    server = serve(connections="5", head_seconds="30")
    silent = [connected(server) for _ in range(5)]
    # The kernel has taken them; the server does so in its own time.
    for _ in patiently():
        answer = server.client.get("/healthz")
        if answer.status_code == 503:
            break
    assert answer.json()["type"] == "urn:gradwalk:problem:busy"
    assert int(answer.headers["retry-after"]) > 0
    assert "content-security-policy" in answer.headers
    assert "x-problem" not in answer.headers
    for connection in silent:
        connection.close()
    for _ in patiently():
        if server.client.get("/healthz").status_code == 200:
            return


def test_a_crowd_is_turned_away_with_a_time_to_come_back_and_nothing_worse(serve: Serve) -> None:
    server = serve(places="1", queue="2")
    server.runs()
    statuses: list[int] = []
    retries: list[str] = []

    def post(number: int) -> None:
        answer = server.post(f"import time\ntime.sleep(0.3)\nprint({number})\n")
        statuses.append(answer.status_code)
        if answer.status_code == 503:
            retries.append(answer.headers["retry-after"])

    crowd = [threading.Thread(target=post, args=(number,)) for number in range(10)]
    for thread in crowd:
        thread.start()
    for thread in crowd:
        thread.join()
    assert set(statuses) == {201, 503}
    assert all(1 <= int(retry) <= 60 for retry in retries)
    assert not [pid for pid in children(server.pid) if "defunct" in command(pid)]
