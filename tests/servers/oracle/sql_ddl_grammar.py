"""Oracle's grammar of CREATE TABLE, ALTER TABLE and CREATE INDEX."""

from __future__ import annotations

from tests.servers.oracle.sql_catalog import Partitioning
from tests.servers.oracle.sql_ddl_syntax import (
    AlterTable,
    ColumnSpec,
    ConstraintSpec,
    CreateIndex,
    CreateTable,
    SequenceOptions,
)
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_grammar import DmlGrammar
from tests.servers.oracle.sql_syntax import Condition, Expression
from tests.servers.oracle.sql_tokens import Lex

_STORAGE = ("PCTFREE", "PCTUSED", "INITRANS", "MAXTRANS")
_STORAGE_WORDS = (
    "LOGGING",
    "NOLOGGING",
    "NOCOMPRESS",
    "CACHE",
    "NOCACHE",
    "NOPARALLEL",
    "ONLINE",
)


class TableGrammar(DmlGrammar):
    """Reads the definitions of tables and indexes."""

    def sequence_options(self) -> SequenceOptions:
        """START WITH, INCREMENT BY and the rest; in the parentheses of IDENTITY too."""
        raise NotImplementedError

    def create_table(self) -> CreateTable:
        """After CREATE TABLE."""
        owner, name = self.qualified()
        self.expect("(", 906 if self.token.lex is Lex.END else 922)
        columns, constraints = self._elements()
        self.expect(")", 907)
        self._storage()
        partitioning = self._partitions() if self.accept("PARTITION") else None
        self._storage()
        if self.sees("AS"):
            raise ora(3001)
        if self.token.lex is not Lex.END:
            raise ora(922)
        if not columns:
            raise ora(904, "")
        return CreateTable(owner, name, columns, constraints, partitioning)

    def _elements(self) -> tuple[tuple[ColumnSpec, ...], tuple[ConstraintSpec, ...]]:
        columns: list[ColumnSpec] = []
        constraints: list[ConstraintSpec] = []
        while True:
            if self._sees_constraint():
                constraints.append(self._table_constraint())
            else:
                columns.append(self._column())
            if not self.accept(","):
                return tuple(columns), tuple(constraints)

    def _sees_constraint(self) -> bool:
        if self.token.lex is not Lex.WORD:
            return False
        if self.token.text == "CONSTRAINT":
            return True
        return self.token.text in ("PRIMARY", "UNIQUE", "CHECK", "FOREIGN") and (
            self.ahead().text in ("KEY", "(")
        )

    def _column(self, *, typed: bool = True) -> ColumnSpec:
        if not self.sees_name:
            raise ora(904, "")
        name = self.take().text
        kind = self.data_type() if typed or not self._sees_column_option() else None
        default, text, identity, options = None, "", "", None
        if self.accept("DEFAULT"):
            if self.sees("ON"):
                raise ora(3001)
            start = self.token.start
            default = self.expression()
            text = self.sql[start : self.back().end]
        elif self.accept("GENERATED"):
            identity = self._identity()
            options = self.sequence_options() if self.accept("(") else SequenceOptions()
            if self.back().text != "IDENTITY":
                self.expect(")", 907)
        constraints: list[ConstraintSpec] = []
        while (constraint := self._column_constraint(name)) is not None:
            constraints.append(constraint)
        return ColumnSpec(name, kind, default, text, identity, options, tuple(constraints))

    def _sees_column_option(self) -> bool:
        words = ("NOT", "NULL", "DEFAULT", "CONSTRAINT", "PRIMARY", "UNIQUE", "CHECK")
        return self.token.lex is not Lex.WORD or self.token.text in words

    def _identity(self) -> str:
        if self.accept("BY", "DEFAULT"):
            kind = "BY DEFAULT ON NULL" if self.accept("ON", "NULL") else "BY DEFAULT"
        else:
            self.accept("ALWAYS")
            kind = "ALWAYS"
        if not self.accept("AS", "IDENTITY"):
            raise ora(3001)
        return kind

    def _column_constraint(self, column: str) -> ConstraintSpec | None:
        name = self.name(2250) if self.accept("CONSTRAINT") else None
        if self.accept("NOT"):
            self.expect("NULL", 908)
            found = ConstraintSpec("N", name, (column,))
        elif self.accept("NULL"):
            found = ConstraintSpec("", name, (column,))
        elif self.accept("PRIMARY"):
            self.expect("KEY", 905)
            found = ConstraintSpec("P", name, (column,), index=self._using_index())
        elif self.accept("UNIQUE"):
            found = ConstraintSpec("U", name, (column,), index=self._using_index())
        elif self.accept("CHECK"):
            condition, text = self._check()
            found = ConstraintSpec("C", name, (column,), condition, text)
        elif name is not None or self.sees("REFERENCES"):
            raise ora(3001)
        else:
            return None
        self._constraint_state()
        return found

    def _constraint_state(self) -> None:
        if self.sees("DISABLE") or self.sees("NOVALIDATE") or self.sees("DEFERRABLE"):
            raise ora(3001)
        self.accept("ENABLE")
        self.accept("VALIDATE")

    def _check(self) -> tuple[Condition, str]:
        self.expect("(", 906)
        start = self.token.start
        condition = self.condition()
        text = self.sql[start : self.back().end]
        self.expect(")", 907)
        return condition, text

    def _table_constraint(self) -> ConstraintSpec:
        name = self.name(2250) if self.accept("CONSTRAINT") else None
        if self.accept("CHECK"):
            condition, text = self._check()
            self._constraint_state()
            return ConstraintSpec("C", name, (), condition, text)
        if self.accept("PRIMARY"):
            self.expect("KEY", 905)
            kind = "P"
        elif self.accept("UNIQUE"):
            kind = "U"
        else:
            raise ora(3001 if self.sees("FOREIGN") else 904, "")
        columns = self.column_list()
        found = ConstraintSpec(kind, name, columns, index=self._using_index())
        self._constraint_state()
        return found

    def column_list(self) -> tuple[str, ...]:
        """Names in parentheses, ASC and DESC passed over."""
        self.expect("(", 906)
        names = [self.name(904)]
        self.accept_one("ASC", "DESC")
        while self.accept(","):
            names.append(self.name(904))
            self.accept_one("ASC", "DESC")
        self.expect(")", 907)
        return tuple(names)

    def _using_index(self) -> tuple[str, ...]:
        if self.accept("USING"):
            self.expect("INDEX", 905)
            if self.sees("("):
                raise ora(3001)
            self._index_storage()
        return ()

    def _index_storage(self) -> None:
        while self.accept_one("LOCAL", "REVERSE", "GLOBAL") or self._storage_option():
            pass

    def _storage(self) -> None:
        while self._storage_option():
            pass

    def _storage_option(self) -> bool:
        if self.accept("TABLESPACE"):
            if self.name(959) != "USERS":
                raise ora(959, self.back().text)
        elif self.accept("SEGMENT"):
            self.expect("CREATION", 905)
            if self.accept_one("IMMEDIATE", "DEFERRED") is None:
                raise ora(922)
        elif self.accept_one(*_STORAGE):
            self.integer()
        elif self.accept("COMPRESS"):
            if self.token.lex is Lex.NUMBER:
                self.integer()
        elif self.accept("ORGANIZATION"):
            self.expect("HEAP", 3001)
        else:
            return self.accept_one(*_STORAGE_WORDS) is not None
        return True

    def _partitions(self) -> Partitioning:
        self.expect("BY", 924)
        if not self.accept("RANGE"):
            raise ora(3001)
        (column,) = self.column_list()
        interval = self.accept("INTERVAL")
        if interval:
            self.expect("(", 906)
            self.expression()
            self.expect(")", 907)
        self.expect("(", 906)
        high = self._partition()
        while self.accept(","):
            high = self._partition()
        self.expect(")", 907)
        return Partitioning(column, interval, high)

    def _partition(self) -> Expression | None:
        self.expect("PARTITION", 905)
        if not self.sees("VALUES"):
            self.name(922)
        for word in ("VALUES", "LESS", "THAN"):
            self.expect(word, 905)
        self.expect("(", 906)
        high = None if self.accept("MAXVALUE") else self.expression()
        self.expect(")", 907)
        self._storage()
        return high

    def alter_table(self) -> AlterTable:
        """After ALTER TABLE."""
        owner, name = self.qualified()
        if self.accept("ADD"):
            parenthesis = self.accept("(")
            columns, constraints = self._elements()
            if parenthesis:
                self.expect(")", 907)
            return AlterTable(owner, name, "ADD", columns, constraints)
        if self.accept("MODIFY"):
            return AlterTable(owner, name, "MODIFY", self._modified())
        if self.accept("DROP", "CONSTRAINT"):
            return AlterTable(owner, name, "DROP CONSTRAINT", dropped=self.name(2250))
        if self.sees("DROP") or self.sees("RENAME") or self.sees("ENABLE") or self.sees("DISABLE"):
            raise ora(3001)
        raise ora(1735)

    def _modified(self) -> tuple[ColumnSpec, ...]:
        parenthesis = self.accept("(")
        columns = [self._column(typed=False)]
        while parenthesis and self.accept(","):
            columns.append(self._column(typed=False))
        if parenthesis:
            self.expect(")", 907)
        return tuple(columns)

    def create_index(self, unique: bool) -> CreateIndex:
        """After CREATE [UNIQUE] INDEX."""
        owner, name = self.qualified(953)
        self.expect("ON", 969)
        table_owner, table = self.qualified()
        columns = self.column_list()
        self._index_storage()
        return CreateIndex(owner, name, unique, table_owner, table, columns)
