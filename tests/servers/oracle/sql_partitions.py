"""Which rows a table partitioned by range takes."""

from __future__ import annotations

from tests.servers.oracle.sql_catalog import Partitioning
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_formats import parse_time
from tests.servers.oracle.sql_scope import Convert
from tests.servers.oracle.sql_syntax import Call, Expression, Literal
from tests.servers.oracle.sql_types import Stored, Value, encode


def with_partition_check(store: Convert, partitioning: Partitioning) -> Convert:
    """A column's conversion that raises ORA-14400 for what no partition takes.

    An interval makes a partition for whatever comes; MAXVALUE takes all, NULL too.
    """
    if partitioning.high is None:
        return store
    high = None if partitioning.interval else encode(bound_of(partitioning.high))

    def convert(value: Value) -> Stored:
        kept = store(value)
        if kept is None or (high is not None and kept >= high):  # type: ignore[operator]  # of one type
            raise ora(14400)
        return kept

    return convert


def bound_of(node: Expression) -> Value:
    """The bound that VALUES LESS THAN tells."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Call) and node.name in ("TO_DATE", "TO_TIMESTAMP") and len(node.args) > 1:
        text, form = (arg.value if isinstance(arg, Literal) else None for arg in node.args[:2])
        if isinstance(text, str) and isinstance(form, str):
            return parse_time(text.strip(), form.replace("SYYYY", "YYYY"))
    raise ora(14019)
