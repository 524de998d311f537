-- One value a row, told by time and name. VALUE is text, so that it holds strings too, and is NULL where the
-- value is BAD. Where no tag is a STRING it may as well be made NUMBER or BINARY_DOUBLE.
CREATE TABLE {table} (
  TIME  TIMESTAMP(6)       NOT NULL,
  NAME  VARCHAR2(400 CHAR) NOT NULL,
  VALUE VARCHAR2(4000),
  CONSTRAINT {pk} PRIMARY KEY (NAME, TIME)
);
