-- Every value of every tag once, in one partition a day. Needs the paid Partitioning option.
-- TS is the time of the read, in UTC. TAG_VALUE holds numbers, BOOL as 0 or 1.
-- TAG_TEXT holds strings, and whole numbers exactly, for a BINARY_DOUBLE rounds beyond 2**53.
-- Both are NULL where QUALITY is BAD.
-- The primary key makes a repeated write harmless. Its index is LOCAL, so that dropping an old day is a matter
-- of a moment and leaves no index unusable: ALTER TABLE ... DROP PARTITION FOR (TIMESTAMP '...').
-- Only today's part of the index is written to, and it stays in the buffer cache.
CREATE TABLE {table} (
  TS          TIMESTAMP(6)       NOT NULL,
  PLC_CODE    VARCHAR2(64 CHAR)  NOT NULL,
  TAG_ADDRESS VARCHAR2(64 CHAR)  NOT NULL,
  TAG_NAME    VARCHAR2(255 CHAR),
  TAG_VALUE   BINARY_DOUBLE,
  TAG_TEXT    VARCHAR2(4000),
  QUALITY     VARCHAR2(10)       NOT NULL,
  GROUP_NAME  VARCHAR2(255 CHAR),
  INSERTED_AT TIMESTAMP(6)       DEFAULT SYS_EXTRACT_UTC(SYSTIMESTAMP) NOT NULL,
  CONSTRAINT {pk} PRIMARY KEY (PLC_CODE, TAG_ADDRESS, TS)
    USING INDEX LOCAL
)
PARTITION BY RANGE (TS) INTERVAL (NUMTODSINTERVAL(1, 'DAY'))
  (PARTITION P_FIRST VALUES LESS THAN (TIMESTAMP '2020-01-01 00:00:00'));
