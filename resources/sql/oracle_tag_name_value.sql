-- One value a row with its quality. TAG_VALUE is text, so that it holds strings too, and is NULL where QUALITY
-- is BAD. Where no tag is a STRING it may as well be made NUMBER or BINARY_DOUBLE.
CREATE TABLE {table} (
  TAG_NAME    VARCHAR2(400 CHAR) NOT NULL,
  TAG_VALUE   VARCHAR2(4000),
  "TIMESTAMP" TIMESTAMP(6)       NOT NULL,
  QUALITY     VARCHAR2(10)       NOT NULL,
  CONSTRAINT {pk} PRIMARY KEY (TAG_NAME, "TIMESTAMP")
);
