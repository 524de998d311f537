-- A log of changes. OTIME is the time of the read, CTIME that of writing the row.
-- VALUE_NUM holds numbers, BOOL as 0 or 1, VALUE_STR strings, VALUE_RAW either as the PLC has it, before scale
-- and offset. All three are NULL where the value is BAD.
-- The numbers of the sequence have gaps, because rows are written in batches.
CREATE SEQUENCE {sequence} CACHE 1000;

CREATE TABLE {table} (
  ID           NUMBER(19)         NOT NULL,
  CTIME        TIMESTAMP(6)       NOT NULL,
  OTIME        TIMESTAMP(6)       NOT NULL,
  DATATAG_NAME VARCHAR2(400 CHAR) NOT NULL,
  DATATAG_TYPE VARCHAR2(16),
  VALUE_STR    VARCHAR2(4000),
  VALUE_NUM    BINARY_DOUBLE,
  VALUE_RAW    VARCHAR2(4000),
  CONSTRAINT {pk} PRIMARY KEY (ID),
  CONSTRAINT {uk} UNIQUE (DATATAG_NAME, OTIME)
);
