"""Clients of the remote face, in a process of their own.

The token comes in the environment; what was seen goes to stdout as one JSON object.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from typing import Any
from urllib.parse import urlsplit

from websockets.asyncio.client import connect

from tests.bench.figures import percentile

TOKEN = "HMI_API_READ_TOKEN"
_OPENING = 25
"""WebSockets that are opened at the same time."""


async def measure(url: str, seconds: float, pause_s: float, polling: int, watching: int) -> dict[str, Any]:
    """``polling`` clients ask for the status, each with a pause in between; ``watching`` have a WebSocket."""
    opened = asyncio.Semaphore(_OPENING)
    ready: asyncio.Queue[None] = asyncio.Queue()
    begin = asyncio.Event()
    asked: list[float] = []
    gaps: list[float] = []
    end = [0.0]
    tasks = [
        asyncio.ensure_future(_poll(url, pause_s, number / max(1, polling), asked, ready, begin, end))
        for number in range(polling)
    ]
    tasks += [asyncio.ensure_future(_watch(url, gaps, ready, opened, begin, end)) for _ in range(watching)]
    together = asyncio.gather(*tasks)
    for _ in tasks:
        await _first(asyncio.ensure_future(ready.get()), together)
    end[0] = time.monotonic() + seconds
    begin.set()
    await together
    return {
        "asked": len(asked),
        "p50_ms": percentile(asked, 0.5) if asked else None,
        "p99_ms": percentile(asked, 0.99) if asked else None,
        "max_ms": max(asked, default=None),
        "messages": len(gaps),
        "gap_p99_s": percentile(gaps, 0.99) if gaps else None,
    }


async def _first(coming: asyncio.Future[None], failing: asyncio.Future[Any]) -> None:
    """Wait for one that is ready; a client that fails ends the waiting."""
    await asyncio.wait([coming, failing], return_when=asyncio.FIRST_COMPLETED)
    if not coming.done():
        await failing


async def _poll(
    url: str,
    pause_s: float,
    share: float,
    asked: list[float],
    ready: asyncio.Queue[None],
    begin: asyncio.Event,
    end: list[float],
) -> None:
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    question = (
        f"GET /api/status HTTP/1.1\r\nHost: {parts.netloc}\r\n"
        f"Authorization: Bearer {os.environ[TOKEN]}\r\n\r\n"
    ).encode()
    await ready.put(None)
    await begin.wait()
    await asyncio.sleep(pause_s * share)  # not all in the same instant
    while time.monotonic() < end[0]:
        begun = time.perf_counter()
        writer.write(question)
        await _answer(reader)
        asked.append(1000.0 * (time.perf_counter() - begun))
        await asyncio.sleep(pause_s)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    if not head.startswith(b"http/1.1 200"):
        raise RuntimeError(head.decode())
    await reader.readexactly(int(head.partition(b"content-length: ")[2].partition(b"\r\n")[0]))


async def _watch(
    url: str,
    gaps: list[float],
    ready: asyncio.Queue[None],
    opened: asyncio.Semaphore,
    begin: asyncio.Event,
    end: list[float],
) -> None:
    headers = {"Authorization": f"Bearer {os.environ[TOKEN]}"}
    address = url.replace("http", "ws", 1) + "/ws/polling"
    async with opened:
        socket = await connect(address, additional_headers=headers, compression=None)
    try:
        await socket.recv()
        await ready.put(None)
        while not begin.is_set():
            await socket.recv()
        last = time.monotonic()
        while last < end[0]:
            await socket.recv()
            now = time.monotonic()
            gaps.append(now - last)
            last = now
    finally:
        await socket.close()


def main(arguments: list[str]) -> None:
    """URL, seconds, pause of each polling client in s, how many poll, how many watch."""
    url, seconds, pause_s, polling, watching = arguments
    found = asyncio.run(measure(url, float(seconds), float(pause_s), int(polling), int(watching)))
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
