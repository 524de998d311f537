-- Every value of every tag once. TS is the time of the read, in UTC. TAG_VALUE holds numbers, BOOL as 0 or 1.
-- TAG_TEXT holds strings, and whole numbers exactly, for a BINARY_DOUBLE rounds beyond 2**53.
-- Both are NULL where QUALITY is BAD.
-- The primary key makes a repeated write harmless. It begins with the tag, because trends are read by tag
-- and because the rows of a batch then lie in the leaf blocks of many tags instead of all in the last one.
-- It repeats the tag in every entry: USING INDEX COMPRESS 2 halves it where disk is dearer than CPU.
-- A heap on purpose: rows come in the order of time. ORGANIZATION INDEX would read a trend from fewer blocks,
-- and cost several times as much at each insert once the index is larger than the buffer cache.
-- INITRANS can stay as it is: one session writes.
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
);
