"""Clients of the WebSocket may be slow, dead, many or hostile: nobody else notices, and nothing is left."""

from __future__ import annotations

import asyncio
import gc
import http.client
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.frames import CloseCode

from hmi.api.live import Client
from hmi.api.sockets import CutSocket
from hmi.config.settings import ApiSettings
from tests.api.pages import PATIENCE_S, TOKEN, Watched, plant, served, wait_until, watched_station

MANY = 50
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with watched_station(tmp_path_factory.mktemp("station"), plant(resting=60)) as found:
        found.wait_until_connected()
        yield found


class Counted:
    """How many clients a face says it has."""

    def __init__(self) -> None:
        self.now = 0
        self.most = 0

    def __call__(self, count: int) -> None:
        self.now = count
        self.most = max(self.most, count)


def ws(url: str, **more: object) -> connect:
    return connect(f"{url.replace('http', 'ws', 1)}/ws/polling", compression=None, **more)  # type: ignore[arg-type]


@contextmanager
def deaf(url: str) -> Iterator[socket.socket]:
    """A client by hand with very little room, whose handshake is over and who never writes again."""
    parts = urlsplit(url)
    with closing(socket.socket()) as raw:
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        raw.settimeout(PATIENCE_S)
        raw.connect((parts.hostname, parts.port))
        raw.sendall(
            f"GET /ws/polling HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Key: {'A' * 22}==\r\nSec-WebSocket-Version: 13\r\n"
            f"Authorization: Bearer {TOKEN}\r\n\r\n".encode()
        )
        assert raw.recv(12) == b"HTTP/1.1 101"
        yield raw


def left_of(kind: type) -> int:
    """How many of them the program still holds."""
    gc.collect()
    return sum(type(one) is kind for one in gc.get_objects())


def nothing_is_left() -> bool:
    return left_of(CutSocket) == 0 and left_of(Client) == 0


async def statuses(client: ClientConnection, until: Callable[[], bool]) -> int:
    """How many it is told until then."""
    told = 0
    while not until():
        told += json.loads(await asyncio.wait_for(client.recv(), PATIENCE_S))["type"] == "status"
    return told


async def toggled(watched: Watched, until: Callable[[], bool]) -> None:
    """Have much to be told until then."""
    while not until():
        await asyncio.to_thread(watched.station.stop_group, "PRESS_SLOW")
        await asyncio.to_thread(watched.station.start_group, "PRESS_SLOW")


def test_a_client_that_does_not_read_is_dropped_and_the_others_are_told_meanwhile(watched: Watched) -> None:
    count = Counted()

    async def watch(url: str) -> list[int]:
        clients = await asyncio.gather(*(ws(url, additional_headers=BEARER) for _ in range(MANY)))
        dropped = lambda: count.most == MANY + 1 and count.now == MANY  # noqa: E731
        telling = asyncio.gather(*(statuses(client, dropped) for client in clients))
        await toggled(watched, dropped)
        told = await telling
        await asyncio.gather(*(client.close() for client in clients))
        return told

    with served(watched.station, count) as url, deaf(url):
        wait_until(lambda: count.now == 1)
        told = asyncio.run(watch(url))
        wait_until(nothing_is_left)  # though the one that never reads is still there
    assert min(told) >= 3


def test_who_does_not_answer_a_ping_is_dropped_and_who_does_stays(watched: Watched) -> None:
    count = Counted()

    async def watch(url: str) -> None:
        async with ws(url, additional_headers=BEARER) as client:
            await statuses(client, lambda: count.most == 2 and count.now == 1)
            await client.recv()

    with served(watched.station, count, ping_s=0.3) as url, deaf(url):
        wait_until(lambda: count.now == 1)
        asyncio.run(watch(url))
        wait_until(nothing_is_left)


def test_who_pings_and_does_not_read_the_answers_is_cut_off(watched: Watched) -> None:
    ping = b"\x89\xfd" + bytes(4) + bytes(125)
    count = Counted()
    with served(watched.station, count) as url, deaf(url) as raw:
        wait_until(lambda: count.now == 1)
        with suppress(ConnectionError):
            while True:
                raw.sendall(100 * ping)
        wait_until(nothing_is_left)


@pytest.mark.parametrize(
    "garbage",
    [b"\x00" * 100, b"\xff" * 100, b"GET / HTTP/1.1\r\n\r\n", b"\x81\x05hello"],
    ids=["zeros", "ones", "http", "unmasked"],
)
def test_garbage_ends_the_connection_and_nothing_else(watched: Watched, garbage: bytes) -> None:
    count = Counted()
    with served(watched.station, count) as url, deaf(url) as raw:
        wait_until(lambda: count.now == 1)
        raw.sendall(garbage)
        while raw.recv(65536):
            pass
        wait_until(nothing_is_left)


def test_clients_that_come_and_go_leave_nothing(watched: Watched) -> None:
    async def visit(url: str) -> None:
        async with ws(url, additional_headers=BEARER) as client:
            await client.recv()

    async def rounds(url: str) -> None:
        for _ in range(3):
            await asyncio.gather(*(visit(url) for _ in range(MANY)))

    count = Counted()
    with served(watched.station, count) as url:
        asyncio.run(rounds(url))
        wait_until(nothing_is_left)
    assert count.now == 0
    assert count.most > 1


def test_the_end_of_the_server_ends_every_connection_in_order(watched: Watched) -> None:
    async def watch(url: str, stack: ExitStack) -> list[int | None]:
        clients = await asyncio.gather(*(ws(url, additional_headers=BEARER) for _ in range(5)))
        await asyncio.gather(*(client.recv() for client in clients))
        await asyncio.to_thread(stack.close)
        for client in clients:
            with pytest.raises(ConnectionClosed):
                await statuses(client, lambda: False)
        return [client.close_code for client in clients]

    count = Counted()
    with ExitStack() as stack:
        url = stack.enter_context(served(watched.station, count))
        stack.enter_context(deaf(url))
        assert asyncio.run(watch(url, stack)) == [CloseCode.SERVICE_RESTART] * 5
        assert nothing_is_left()


def test_a_face_that_is_switched_off_ends_its_connections_and_one_switched_on_has_new_ones(
    watched: Watched,
) -> None:
    settings = ApiSettings(enabled=True, port=urlsplit(watched.url).port or 0)
    headers = {"Authorization": f"Bearer {watched.read}"}

    async def watch() -> None:
        async with ws(watched.url, additional_headers=headers) as client:
            await client.recv()
            assert watched.remote.status().watching == 1
            await asyncio.to_thread(watched.remote.apply, ApiSettings())
            with pytest.raises(ConnectionClosed):
                await statuses(client, lambda: False)
        assert watched.remote.status().watching == 0
        await asyncio.to_thread(watched.remote.apply, settings)
        async with ws(watched.url, additional_headers=headers) as client:
            await client.recv()

    asyncio.run(watch())


def test_a_browsers_session_opens_it_from_the_own_page_only(watched: Watched) -> None:
    place = urlsplit(watched.url).netloc
    with closing(http.client.HTTPConnection(place, timeout=PATIENCE_S)) as connection:
        connection.request("POST", "/api/session", headers={"Authorization": f"Bearer {watched.read}"})
        answer = connection.getresponse()
        assert answer.status == 204
        cookie = (answer.getheader("set-cookie") or "").partition(";")[0]

    async def told(**headers: str) -> str:
        async with ws(watched.url, additional_headers={"Cookie": cookie} | headers) as client:
            return str(json.loads(await client.recv())["type"])

    assert asyncio.run(told(Origin=f"http://{place}")) == "status"
    for headers in ({}, {"Origin": "http://elsewhere.example"}, {"Origin": f"http://{place}.example"}):
        with pytest.raises(InvalidStatus) as refused:
            asyncio.run(told(**headers))
        assert refused.value.response.status_code == 401
