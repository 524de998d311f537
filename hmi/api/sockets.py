"""The connection of one WebSocket, which ends when it is to end."""

from __future__ import annotations

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

_CUT_S = 2.0
"""For what is left to be sent to a client that may take nothing."""


class CutSocket(WebSocketsSansIOProtocol):
    """Cuts the connection where its client does not take the rest.

    A transport that is closed waits until everything is sent; to a client that never reads, for ever.
    """

    async def run_asgi(self) -> None:
        """Serve it to its end."""
        await super().run_asgi()
        self._cut_soon()

    def keepalive_timeout(self) -> None:
        """It has not answered a ping."""
        super().keepalive_timeout()
        self._cut_soon()

    def shutdown(self) -> None:
        """The server ends."""
        super().shutdown()
        if self.transport.get_write_buffer_size():
            self.transport.abort()

    def handle_ping(self) -> None:
        """Answer, unless the answers before were not taken: they would pile up."""
        if self.writable.is_set():
            super().handle_ping()
        else:
            self.transport.abort()

    def _cut_soon(self) -> None:
        self.loop.call_later(_CUT_S, self.transport.abort)
