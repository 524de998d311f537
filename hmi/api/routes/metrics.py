"""``/metrics``: what Prometheus collects."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

from fastapi import APIRouter
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from starlette.responses import Response

from hmi.api.context import Api
from hmi.api.errors import documented
from hmi.model.status import GroupState, LinkState, StationStatus, WriterState

router = APIRouter(tags=["metrics"])


@router.get(
    "/metrics",
    response_class=Response,
    responses=documented() | {200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
)
def metrics(api: Api) -> Response:
    """The status as Prometheus reads it; give its job this token as ``authorization.credentials``."""
    return Response(metrics_text(api.snapshots.take().status), media_type=CONTENT_TYPE_PLAIN_0_0_4)


def metrics_text(status: StationStatus) -> bytes:
    """A status in the form that Prometheus reads."""
    registry = CollectorRegistry()
    registry.register(_StatusCollector(status))
    return generate_latest(registry)


class _StatusCollector(Collector):
    """One status as metric families."""

    def __init__(self, status: StationStatus) -> None:
        self._status = status

    def collect(self) -> Iterator[Metric]:
        """Every family, once."""
        yield from _of_station(self._status)
        yield from _of_rows(self._status)
        yield from _of_groups(self._status)
        yield from _of_plcs(self._status)


def _of_station(status: StationStatus) -> Iterator[Metric]:
    info = GaugeMetricFamily("lineside_info", "Station and version.", labels=["station", "version"])
    info.add_metric([status.station, status.version], 1)
    yield info
    yield GaugeMetricFamily("lineside_uptime_seconds", "Since the start.", value=status.uptime_s)
    alarms = GaugeMetricFamily("lineside_alarms", "Alarms that stand, by severity.", labels=["severity"])
    for severity in sorted({alarm.severity for alarm in status.alarms}):
        alarms.add_metric([severity], sum(alarm.severity == severity for alarm in status.alarms))
    yield alarms


def _of_rows(status: StationStatus) -> Iterator[Metric]:
    """Accepted = stored + pending + backed_up + quarantined + dropped."""
    counts = asdict(status.rows)
    yield CounterMetricFamily("lineside_rows_accepted", "Rows read since the start.", counts.pop("accepted"))
    rows = GaugeMetricFamily("lineside_rows", "Where the accepted rows are.", labels=["place"])
    for place, count in counts.items():
        rows.add_metric([place], count)
    yield rows
    queue, buffer, writer = status.queue, status.buffer, status.writer
    for name, text, value in (
        ("queue_readings", "Readings in the data queue.", queue.current_size),
        ("queue_utilization_percent", "Of the data queue.", queue.utilization_pct),
        ("buffer_values", "Values in the circular buffer.", buffer.current_size),
        ("buffer_utilization_percent", "Of the circular buffer.", buffer.utilization_pct),
        ("writer_up", "Whether the historian takes rows.", writer.state is WriterState.RUNNING),
        ("writer_throughput_rows_per_second", "Over 5 minutes.", writer.throughput_rows_per_s),
        ("writer_row_age_p95_seconds", "Read to commit, over 5 minutes.", _seconds(writer.p95_row_age_ms)),
        ("writer_latency_seconds", "Of one batch, over 5 minutes.", _seconds(writer.avg_write_latency_ms)),
        ("backup_files", "CSV files whose rows wait.", status.backup.file_count),
        ("backup_bytes", "Their size.", status.backup.total_bytes),
        ("backup_pending_rows", "Their rows that are not confirmed.", status.backup.pending_rows),
    ):
        if value is not None:
            yield GaugeMetricFamily(f"lineside_{name}", text, value=float(value))
    for name, text, count in (
        ("buffer_overflows", "Readings that the full buffer sent another way.", buffer.overflow_count),
        ("writer_batches", "Batches that were stored.", writer.successful_writes),
        ("writer_failures", "Batches that were not stored.", writer.failed_writes),
        ("writer_retries", "New attempts at a batch.", writer.retries),
    ):
        yield CounterMetricFamily(f"lineside_{name}", text, float(count))


def _of_groups(status: StationStatus) -> Iterator[Metric]:
    labels = ["group", "plc"]
    up = GaugeMetricFamily("lineside_group_running", "1 while it runs and brings values.", labels=labels)
    bad = GaugeMetricFamily("lineside_group_bad_tags", "Tags without a value.", labels=labels)
    late = GaugeMetricFamily("lineside_group_start_late_p99_seconds", "How late polls start.", labels=labels)
    mean = GaugeMetricFamily("lineside_group_poll_seconds", "Mean time of a poll.", labels=labels)
    polls = CounterMetricFamily("lineside_group_polls", "Polls since the start.", labels=labels)
    errors = CounterMetricFamily("lineside_group_errors", "Polls that brought no value.", labels=labels)
    overruns = CounterMetricFamily("lineside_group_overruns", "Polls that were left out.", labels=labels)
    for group in status.groups:
        names = [group.group_name, group.plc_code]
        up.add_metric(names, group.state is GroupState.RUNNING)
        bad.add_metric(names, group.bad_tag_count)
        for family, ms in ((late, group.start_late_p99_ms), (mean, group.avg_poll_time_ms)):
            if ms is not None:
                family.add_metric(names, ms / 1000)
        for counter, count in (
            (polls, group.poll_count),
            (errors, group.error_count),
            (overruns, group.overrun_count),
        ):
            counter.add_metric(names, count)
    yield from (up, bad, late, mean, polls, errors, overruns)


def _of_plcs(status: StationStatus) -> Iterator[Metric]:
    up = GaugeMetricFamily("lineside_plc_up", "1 while it answers.", labels=["plc"])
    used = GaugeMetricFamily("lineside_plc_connections", "Open connections.", labels=["plc"])
    requests = CounterMetricFamily("lineside_plc_requests", "Requests since the start.", labels=["plc"])
    again = CounterMetricFamily("lineside_plc_reconnects", "Connections made anew.", labels=["plc"])
    for plc in status.plcs:
        up.add_metric([plc.plc_code], plc.state is LinkState.CONNECTED)
        used.add_metric([plc.plc_code], plc.connections_in_use + plc.connections_idle)
        requests.add_metric([plc.plc_code], plc.requests)
        again.add_metric([plc.plc_code], plc.reconnects)
    yield from (up, used, requests, again)


def _seconds(ms: float | None) -> float | None:
    return None if ms is None else ms / 1000
