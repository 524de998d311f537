"""An Oracle historian for tests of faults."""

from __future__ import annotations

from hmi.config.ddl import ddl_of
from hmi.historian.oracle import OracleHistorian, OracleSettings
from hmi.historian.oracle_tables import OracleTables
from hmi.historian.tag_directory import TagDirectory
from hmi.model.tables import OWN_MAPPINGS
from tests.servers.oracle.fixture import PASSWORD, USER
from tests.servers.oracle.server import OracleServer


def historian_of(server: OracleServer, *, limit_s: float = 0.7) -> OracleHistorian:
    """With its table; ``limit_s`` is what a login and each call may take, so that a test can wait for it."""
    settings = OracleSettings(
        server.host,
        server.service_name,
        USER,
        PASSWORD,
        port=server.port,
        connect_timeout=limit_s,
        call_timeout=limit_s,
    )
    historian = OracleHistorian(settings, OracleTables(OWN_MAPPINGS, TagDirectory()))
    historian.create_tables([statement.sql for statement in ddl_of(OWN_MAPPINGS)])
    return historian
