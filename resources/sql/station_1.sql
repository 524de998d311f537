-- The configuration of a station, version 1. Rows keep the order in which they were written (rowid).

CREATE TABLE plc_connections (
    plc_code           TEXT    NOT NULL UNIQUE CHECK (plc_code <> ''),
    plc_name           TEXT    NOT NULL DEFAULT '',
    ip_address         TEXT    NOT NULL CHECK (ip_address <> ''),
    port               INTEGER NOT NULL DEFAULT 5010 CHECK (port BETWEEN 1 AND 65535),
    protocol           TEXT    NOT NULL DEFAULT 'MC_3E_BINARY'
                       CHECK (protocol IN ('MC_3E_BINARY', 'MC_3E_ASCII', 'MC_4E_BINARY', 'MC_4E_ASCII')),
    series             TEXT    NOT NULL DEFAULT 'Q'
                       CHECK (series IN ('Q', 'L', 'QnA', 'iQ-L', 'iQ-R', 'iQ-F')),
    network_no         INTEGER NOT NULL DEFAULT 0 CHECK (network_no BETWEEN 0 AND 255),
    station_no         INTEGER NOT NULL DEFAULT 255 CHECK (station_no BETWEEN 0 AND 255),
    module_io          INTEGER NOT NULL DEFAULT 1023 CHECK (module_io BETWEEN 0 AND 65535),
    multidrop_no       INTEGER NOT NULL DEFAULT 0 CHECK (multidrop_no BETWEEN 0 AND 255),
    connection_timeout REAL    NOT NULL DEFAULT 3.0 CHECK (connection_timeout BETWEEN 0.1 AND 60.0),
    pool_size          INTEGER NOT NULL DEFAULT 5 CHECK (pool_size BETWEEN 1 AND 16),
    is_active          INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1))
);

CREATE TABLE polling_groups (
    group_name          TEXT    NOT NULL UNIQUE CHECK (group_name <> ''),
    plc_code            TEXT    NOT NULL
                        REFERENCES plc_connections (plc_code) DEFERRABLE INITIALLY DEFERRED,
    polling_mode        TEXT    NOT NULL DEFAULT 'FIXED' CHECK (polling_mode IN ('FIXED', 'HANDSHAKE')),
    polling_interval_ms INTEGER NOT NULL DEFAULT 1000 CHECK (polling_interval_ms BETWEEN 100 AND 86400000),
    group_category      TEXT    NOT NULL DEFAULT 'OPERATION'
                        CHECK (group_category IN ('OPERATION', 'STATE', 'ALARM')),
    trigger_bit_address TEXT    CHECK (trigger_bit_address <> ''),
    ack_bit_address     TEXT    CHECK (ack_bit_address <> ''),
    allow_plc_writes    INTEGER NOT NULL DEFAULT 0 CHECK (allow_plc_writes IN (0, 1)),
    is_active           INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    description         TEXT    NOT NULL DEFAULT '',
    UNIQUE (group_name, plc_code)
);

CREATE TABLE tags (
    plc_code      TEXT    NOT NULL
                  REFERENCES plc_connections (plc_code) DEFERRABLE INITIALLY DEFERRED,
    tag_address   TEXT    NOT NULL CHECK (tag_address <> ''),
    tag_name      TEXT    NOT NULL CHECK (tag_name <> ''),
    tag_type      TEXT    NOT NULL
                  CHECK (tag_type IN ('BOOL', 'INT', 'UINT', 'DINT', 'UDINT', 'REAL', 'LREAL', 'BCD', 'STRING')),
    group_name    TEXT    NOT NULL,
    machine_code  TEXT    NOT NULL DEFAULT '',
    unit          TEXT    NOT NULL DEFAULT '',
    scale         REAL    NOT NULL DEFAULT 1.0 CHECK (scale <> 0),
    "offset"      REAL    NOT NULL DEFAULT 0.0,
    min_value     REAL,
    max_value     REAL,
    log_mode      TEXT    NOT NULL DEFAULT 'ALWAYS' CHECK (log_mode IN ('ALWAYS', 'ON_CHANGE', 'NEVER')),
    deadband      REAL    NOT NULL DEFAULT 0.0 CHECK (deadband >= 0),
    string_length INTEGER CHECK (string_length BETWEEN 1 AND 1920),
    is_active     INTEGER NOT NULL DEFAULT 1 CHECK (is_active IN (0, 1)),
    UNIQUE (plc_code, tag_address),
    CHECK (min_value <= max_value),
    CHECK ((tag_type = 'STRING') = (string_length IS NOT NULL)),
    -- a group is of one PLC, and so are its tags
    FOREIGN KEY (group_name, plc_code) REFERENCES polling_groups (group_name, plc_code)
        DEFERRABLE INITIALLY DEFERRED
);

CREATE INDEX tags_by_group ON tags (group_name, plc_code);
