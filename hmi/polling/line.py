"""What one PLC needs while any of its groups runs: connections, and the worker that polls over them."""

from __future__ import annotations

from hmi.melsec.pool import ConnectionPool
from hmi.melsec.scan_time import ScanMeter
from hmi.model.plant import Plc
from hmi.model.worker import WorkerHandle, WorkerHost
from hmi.polling.poller import PlcPoller
from hmi.polling.reader import SharedReader
from hmi.polling.subscriber import Subscriber

_LAST_ANSWER_S = 2.0


class PlcLine:
    """The way to one PLC; made at the start of its first group and closed after the end of its last.

    ``scan`` is what is known of the PLC's scan; it outlives the line.
    """

    def __init__(self, plc: Plc, host: WorkerHost, scan: ScanMeter) -> None:
        self.plc = plc
        self.pool = ConnectionPool(plc, scan=scan)
        self.poller = PlcPoller(plc.plc_code, SharedReader(plc, self.pool))
        self._host = host
        self._handle: WorkerHandle | None = None

    def subscribe(self, subscriber: Subscriber) -> None:
        """Have it polled; the worker is started with the first one."""
        self.poller.add(subscriber)
        if self._handle is None:
            self._handle = self._host.start(self.poller)

    def close(self) -> None:
        """End the worker and close the connections; breaks off what still hangs in the PLC."""
        if self._handle is not None:
            self._handle.request_stop()
            self.poller.wake()
        self.pool.close()
        if self._handle is not None:
            self._handle.join(_LAST_ANSWER_S)
