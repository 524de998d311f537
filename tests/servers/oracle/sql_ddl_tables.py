"""What CREATE, ALTER and DROP of tables and indexes do to the catalog, and to SQLite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from tests.servers.oracle.engine import OraError
from tests.servers.oracle.sql_catalog import (
    ADMIN,
    Catalog,
    Column,
    Constraint,
    Index,
    SequenceDef,
    TableDef,
    names_in,
    quoted,
)
from tests.servers.oracle.sql_compile import Compiler, identity_sequence
from tests.servers.oracle.sql_ddl_syntax import (
    AlterTable,
    ColumnSpec,
    ConstraintSpec,
    CreateIndex,
    CreateTable,
    DropIndex,
    DropTable,
    SequenceOptions,
    TruncateTable,
)
from tests.servers.oracle.sql_errors import ora
from tests.servers.oracle.sql_partitions import bound_of
from tests.servers.oracle.sql_scope import Context
from tests.servers.oracle.sql_types import ANY


class Step(NamedTuple):
    """A statement of SQLite's, and the error where rows that are there do not allow it."""

    sql: str
    refused: OraError | None = None


class TableChange:
    """The change of a catalog's copy by one statement; ``has_rows`` tells whether a table holds any."""

    def __init__(
        self,
        catalog: Catalog,
        user: str,
        schema: str,
        *,
        partitioning: bool = True,
        has_rows: Callable[[TableDef], bool] = lambda _table: False,
    ) -> None:
        self.catalog = catalog
        self.user = user
        self.schema = schema
        self._partitioning = partitioning
        self._has_rows = has_rows
        self.steps: list[Step] = []

    def owner_of(self, owner: str | None, right: str, right_elsewhere: str) -> str:
        """The schema in which something is made by a user who has the right to."""
        owner = owner or self.schema
        if owner not in self.catalog.users:
            raise ora(1918, owner)
        needed = right if owner == self.user else right_elsewhere
        if not self.catalog.may(self.user, needed):
            raise ora(1031)
        return owner

    def _table(self, owner: str | None, name: str, right: str, any_right: str) -> TableDef:
        table = self.catalog.tables.get((owner or self.schema, name))
        if table is None or not (rights := self.catalog.rights_on(self.user, *table.key)):
            raise ora(942, owner or self.schema, name)
        if table.is_dictionary:
            raise ora(1031)
        is_own = self.user in (table.owner, ADMIN)
        if not is_own and right not in rights and not self.catalog.may(self.user, any_right):
            raise ora(1031)
        return table

    def create_table(self, node: CreateTable) -> None:
        owner = self.owner_of(node.owner, "CREATE TABLE", "CREATE ANY TABLE")
        if self.catalog.is_taken(owner, node.name):
            raise ora(955)
        if node.partitioning is not None and not self._partitioning:
            raise ora(439, "Partitioning")
        names = [spec.name for spec in node.columns]
        if len(set(names)) < len(names):
            raise ora(957)
        table = TableDef(owner, node.name, tuple(_column(spec) for spec in node.columns), ())
        if node.partitioning is not None:
            table = replace(table, partitioning=node.partitioning)
            table.column(node.partitioning.column)
            if node.partitioning.high is not None:
                bound_of(node.partitioning.high)
        self._check_defaults(table)
        self.catalog.tables[table.key] = table
        for spec in node.columns:
            self._add_identity(table, spec)
        specs = [part for spec in node.columns for part in spec.constraints] + list(node.constraints)
        for part in sorted(specs, key=lambda part: part.kind not in "PU"):
            table = self._add_constraint(table, part)
        self.steps = [Step(self._create_text(table)), *self._index_steps(table)]

    def _check_defaults(self, table: TableDef) -> None:
        """Names in defaults that mean nothing are refused at once, as Oracle does."""
        for column in table.columns:
            if column.default is not None:
                compiler = Compiler(Context(self.catalog, self.user, self.schema))
                compiler.sequences_allowed = True
                compiler.expression(column.default)

    def _add_identity(self, table: TableDef, spec: ColumnSpec) -> None:
        if spec.identity_options is None:
            return
        column = table.column(spec.name)
        sequence = sequence_of(table.owner, identity_sequence(table, column), spec.identity_options)
        self.catalog.sequences[table.owner, sequence.name] = sequence

    def _add_constraint(self, table: TableDef, spec: ConstraintSpec) -> TableDef:
        catalog = self.catalog
        for name in spec.columns:
            table.column(name)
        if spec.kind in ("", "N"):
            columns = tuple(
                replace(column, nullable=spec.kind == "") if column.name in spec.columns else column
                for column in table.columns
            )
            table = catalog.change_table(table, columns=columns)
            if spec.kind == "":
                return table
        if spec.kind == "P":
            if any(constraint.kind == "P" for constraint in table.constraints):
                raise ora(2260)
            columns = tuple(
                replace(column, nullable=False) if column.name in spec.columns else column
                for column in table.columns
            )
            table = catalog.change_table(table, columns=columns)
        name = spec.name or catalog.made_name()
        if any(
            name == constraint.name
            for other in catalog.tables.values()
            if other.owner == table.owner
            for constraint in other.constraints
        ):
            raise ora(2264)
        return self._put_constraint(table, spec, name)

    def _put_constraint(self, table: TableDef, spec: ConstraintSpec, name: str) -> TableDef:
        kind = "C" if spec.kind == "N" else spec.kind
        columns = spec.columns
        text = f'"{columns[0]}" IS NOT NULL' if spec.kind == "N" else spec.text
        index = ""
        if kind in "PU":
            if any(
                constraint.kind in "PU" and constraint.columns == columns for constraint in table.constraints
            ):
                raise ora(2261)
            index = self._key_index(table, name, columns)
        elif spec.condition is not None:
            Compiler(Context(self.catalog, self.user, self.schema)).check_text(table, spec.condition)
            columns = tuple(dict.fromkeys(names_in(spec.condition)))
        constraint = Constraint(name, kind, columns, spec.condition, text, index, spec.name is None)
        return self.catalog.change_table(table, constraints=(*table.constraints, constraint))

    def _key_index(self, table: TableDef, name: str, columns: tuple[str, ...]) -> str:
        """The index of a key: one that is there for the same columns, else a new one of the key's name."""
        for index in self.catalog.indexes_of(table):
            if index.columns == columns and index.unique:
                return index.name
        if (table.owner, name) in self.catalog.indexes:
            raise ora(955)
        index = Index(table.owner, name, table.owner, table.name, columns, unique=True)
        self.catalog.indexes[table.owner, name] = index
        return name

    def _create_text(self, table: TableDef, name: str = "") -> str:
        """CREATE TABLE for SQLite: no types, for values keep their form; CHECKs and NOT NULL inside."""
        lines = [
            quoted(column.name)
            + (" COLLATE RTRIM" if column.type.name in ("CHAR", "NCHAR") else "")
            + ("" if column.nullable else " NOT NULL")
            for column in table.columns
        ]
        for constraint in table.constraints:
            if constraint.condition is not None:
                compiler = Compiler(Context(self.catalog, self.user, self.schema))
                text = compiler.check_text(table, constraint.condition).replace(f"{table.kept_as}.", "")
                lines.append(f"CONSTRAINT {quoted(constraint.name)} CHECK ({text})")
        return f"CREATE TABLE {name or table.kept_as} ({', '.join(lines)})"

    def _index_steps(self, table: TableDef) -> list[Step]:
        return [self._index_step(index, table) for index in self.catalog.indexes_of(table)]

    def _index_step(self, index: Index, table: TableDef) -> Step:
        code = 1452
        names: tuple[str, ...] = ()
        for constraint in table.constraints:
            if constraint.index == index.name and constraint.kind in "PU":
                code = 2437 if constraint.kind == "P" else 2299
                names = (f"{table.owner}.{constraint.name}",)
        columns = ", ".join(quoted(column) for column in index.columns)
        unique = "UNIQUE " if index.unique else ""
        name = quoted(f"{index.owner}.{index.name} (index)")
        return Step(f"CREATE {unique}INDEX {name} ON {table.kept_as} ({columns})", ora(code, *names))

    def alter_table(self, node: AlterTable) -> None:
        table = before = self._table(node.owner, node.name, "ALTER", "ALTER ANY TABLE")
        if node.action == "ADD":
            table = self._add(table, node)
        elif node.action == "MODIFY":
            for spec in node.columns:
                table = self._modify(table, spec)
        else:
            table = self._drop_constraint(table, node.dropped)
        self._rebuild(before, table)

    def _add(self, table: TableDef, node: AlterTable) -> TableDef:
        for spec in node.columns:
            if any(column.name == spec.name for column in table.columns):
                raise ora(1430)
            has_rows = self._has_rows(table)
            if has_rows and spec.default is None and any(part.kind in "NP" for part in spec.constraints):
                raise ora(1758)
            if has_rows and (spec.default is not None or spec.identity):
                raise ora(3001)
            table = self.catalog.change_table(table, columns=(*table.columns, _column(spec)))
            self._check_defaults(table)
            self._add_identity(table, spec)
        for part in [part for spec in node.columns for part in spec.constraints] + list(node.constraints):
            table = self._add_constraint(table, part)
        return table

    def _modify(self, table: TableDef, spec: ColumnSpec) -> TableDef:
        old = table.column(spec.name)
        new = replace(
            old,
            type=spec.type or old.type,
            default=spec.default if spec.default_text else old.default,
            default_text=spec.default_text or old.default_text,
        )
        if self._has_rows(table) and new.type != old.type:
            if new.type.family != old.type.family:
                raise ora(1439)
            if new.type.size < old.type.size:
                raise ora(1441)
            if (new.type.precision or 38) < (old.type.precision or 38):
                raise ora(1440)
        columns = tuple(new if column is old else column for column in table.columns)
        table = self.catalog.change_table(table, columns=columns)
        self._check_defaults(table)
        for part in spec.constraints:
            table = self._add_constraint(table, part)
        return table

    def _drop_constraint(self, table: TableDef, name: str) -> TableDef:
        constraint = next((one for one in table.constraints if one.name == name), None)
        if constraint is None:
            raise ora(2443)
        if constraint.index:
            self.catalog.indexes.pop((table.owner, constraint.index), None)
        columns = table.columns
        if constraint.kind == "P" or (constraint.kind == "C" and constraint.condition is None):
            columns = tuple(
                replace(column, nullable=True) if column.name in constraint.columns else column
                for column in columns
            )
        rest = tuple(one for one in table.constraints if one is not constraint)
        return self.catalog.change_table(table, columns=columns, constraints=rest)

    def _rebuild(self, before: TableDef, table: TableDef) -> None:
        """Make the table anew around its rows: SQLite can not alter a constraint."""
        fresh = quoted(f"{table.owner}.{table.name} (new)")
        names = ", ".join(quoted(column.name) for column in before.columns)
        refused = ora(2293, f"{table.owner}.{table.name}")
        if sum(not column.nullable for column in table.columns) > sum(not c.nullable for c in before.columns):
            refused = ora(2296, f"{table.owner}.{table.name}")
        self.steps = [
            Step(self._create_text(table, fresh)),
            Step(f"INSERT INTO {fresh} ({names}) SELECT {names} FROM {table.kept_as}", refused),
            Step(f"DROP TABLE {table.kept_as}"),
            Step(f"ALTER TABLE {fresh} RENAME TO {table.kept_as}"),
            *self._index_steps(table),
        ]

    def drop_table(self, node: DropTable) -> None:
        table = self._table(node.owner, node.name, "DROP", "DROP ANY TABLE")
        self.forget_table(table)
        self.steps.append(Step(f"DROP TABLE {table.kept_as}"))

    def forget_table(self, table: TableDef) -> None:
        catalog = self.catalog
        del catalog.tables[table.key]
        for index in catalog.indexes_of(table):
            del catalog.indexes[index.owner, index.name]
        for column in table.columns:
            catalog.sequences.pop((table.owner, identity_sequence(table, column)), None)
        catalog.grants = frozenset(grant for grant in catalog.grants if grant[:2] != table.key)

    def truncate(self, node: TruncateTable) -> None:
        table = self._table(node.owner, node.name, "DROP", "DROP ANY TABLE")
        self.steps.append(Step(f"DELETE FROM {table.kept_as}"))

    def create_index(self, node: CreateIndex) -> None:
        table = self._table(node.table_owner, node.table, "INDEX", "CREATE ANY INDEX")
        owner = node.owner or self.schema
        if (owner, node.name) in self.catalog.indexes:
            raise ora(955)
        for name in node.columns:
            table.column(name)
        if any(index.columns == node.columns for index in self.catalog.indexes_of(table)):
            raise ora(1408)
        index = Index(owner, node.name, table.owner, table.name, node.columns, node.unique)
        self.catalog.indexes[owner, node.name] = index
        self.steps.append(self._index_step(index, table))

    def drop_index(self, node: DropIndex) -> None:
        index = self.catalog.indexes.get((node.owner or self.schema, node.name))
        if index is None or self.user not in (index.owner, ADMIN):
            raise ora(1418)
        table = self.catalog.tables[index.table_owner, index.table]
        if any(constraint.index == index.name for constraint in table.constraints):
            raise ora(2429)
        del self.catalog.indexes[index.owner, index.name]
        self.steps.append(Step(f"DROP INDEX {quoted(f'{index.owner}.{index.name} (index)')}"))


def _column(spec: ColumnSpec) -> Column:
    return Column(
        spec.name,
        spec.type or ANY,
        nullable=not spec.identity,
        default=spec.default,
        default_text=spec.default_text,
        identity=spec.identity,
    )


def sequence_of(owner: str, name: str, options: SequenceOptions) -> SequenceDef:
    if options.step == 0:
        raise ora(4002)
    if options.cache == 1 or options.cache < 0:
        raise ora(4010)
    up = options.step > 0
    low = options.low if options.low is not None else (1 if up else -(10**27) + 1)
    high = options.high if options.high is not None else (10**28 - 1 if up else -1)
    if low >= high:
        raise ora(4004)
    start = options.start if options.start is not None else (low if up else high)
    return SequenceDef(owner, name, start, options.step, options.cache, low, high, options.cycle)
