"""What statements that define something do to the catalog, and to SQLite."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from tests.servers.oracle.sql.catalog import (
    ADMIN,
    Index,
    TableDef,
    identity_sequence,
    quoted,
)
from tests.servers.oracle.sql.errors import ora
from tests.servers.oracle.sql.expressions import Context, ExpressionCompiler
from tests.servers.oracle.sql.syntax import (
    AlterTable,
    ChangeUser,
    Column,
    Condition,
    Constraint,
    CreateIndex,
    CreateSequence,
    CreateSynonym,
    CreateTable,
    Ddl,
    DropSequence,
    DropTable,
    Grant,
    Table,
)
from tests.servers.oracle.sql.users import Step, UserChange


class DdlChange(UserChange):
    """The change of a catalog's copy by one statement."""

    def apply(self, node: Ddl) -> list[Step]:
        """Change the catalog; what is left to do in SQLite. Raises OraError."""
        changes: dict[type, Callable[[Any], None]] = {
            CreateTable: self._create_table,
            AlterTable: self._alter_table,
            DropTable: self._drop_table,
            CreateIndex: self._create_index,
            CreateSequence: self._create_sequence,
            DropSequence: self._drop_sequence,
            CreateSynonym: self._create_synonym,
            ChangeUser: self._change_user,
            Grant: self._grant,
        }
        changes[type(node)](node)
        return self._steps

    def _new_place(self, named: Table, right: str) -> tuple[str, str]:
        """Where something is made, by a user who may, with a name that is free."""
        place = (named.owner or self._schema, named.name)
        if place[0] not in self._catalog.users:
            raise ora(1918, place[0])
        self._need(right if place[0] == self._user else right.replace("CREATE", "CREATE ANY"))
        if self._catalog.is_taken(place):
            raise ora(955)
        return place

    def _table(self, named: Table, right: str) -> TableDef:
        """A table to change; a synonym is none. An empty right is the owner's."""
        place = (named.owner or self._schema, named.name)
        table = self._catalog.tables.get(place)
        if table is None or not (rights := self._catalog.rights_on(self._user, place)):
            raise ora(942, *place)
        if self._user not in (place[0], ADMIN) and right not in rights:
            raise ora(1031)
        return table

    def _create_table(self, node: CreateTable) -> None:
        place = self._new_place(node.table, "CREATE TABLE")
        names = [column.name for column in node.columns]
        if len(set(names)) < len(names):
            raise ora(957)
        table = TableDef(*place, node.columns, (), node.partitioned_by)
        if node.partitioned_by:
            table.column(node.partitioned_by)
        self._catalog.tables[place] = table
        for column in table.columns:
            self._check_default(column)
            if column.is_identity:
                self._catalog.sequences.add((table.owner, identity_sequence(table, column)))
        for part in [part for column in node.columns for part in column.constraints] + list(node.constraints):
            table = self._add_constraint(table, part)
        self._steps = [Step(self._create_text(table, table.kept_as)), *self._index_steps(table)]

    def _check_default(self, column: Column) -> None:
        if column.default is not None:
            ExpressionCompiler(Context(self._catalog, self._user, self._schema)).check_default(column.default)

    def _check_text(self, table: TableDef, condition: Condition) -> str:
        return ExpressionCompiler(Context(self._catalog, self._user, self._schema)).check_text(
            table, condition
        )

    def _add_constraint(self, table: TableDef, new: Constraint) -> TableDef:
        catalog, columns = self._catalog, new.columns
        for name in columns:
            table.column(name)
        if new.kind in ("", "N", "P"):
            table = _with_nulls(table, columns, allowed=new.kind == "")
        if new.kind == "":
            kept = tuple(one for one in table.constraints if (one.kind, one.columns) != ("N", columns))
            return catalog.change_table(table, constraints=kept)
        if new.kind == "P" and any(one.kind == "P" for one in table.constraints):
            raise ora(2260)
        name = new.name or catalog.made_name()
        if any(
            (other.owner, one.name) == (table.owner, name)
            for other in catalog.tables.values()
            for one in other.constraints
        ):
            raise ora(2264)
        if new.condition is not None:
            text = self._check_text(table, new.condition)
            columns = tuple(column.name for column in table.columns if quoted(column.name) in text)
        if new.kind in "PU":
            self._add_key_index(table, name, columns)
        return catalog.change_table(
            table, constraints=(*table.constraints, replace(new, name=name, columns=columns))
        )

    def _add_key_index(self, table: TableDef, name: str, columns: tuple[str, ...]) -> None:
        """The index of a key: one that is there for the same columns, else a new one of the key's name."""
        if any(one.kind in "PU" and one.columns == columns for one in table.constraints):
            raise ora(2261)
        if any(index.columns == columns and index.unique for index in self._catalog.indexes_of(table)):
            return
        if (table.owner, name) in self._catalog.indexes:
            raise ora(955)
        self._catalog.indexes[table.owner, name] = Index(table.owner, name, table.key, columns, unique=True)

    def _create_text(self, table: TableDef, name: str) -> str:
        """CREATE TABLE for SQLite: no types, for values keep their form; CHECKs and NOT NULL inside."""
        lines = [
            quoted(column.name)
            + (" COLLATE RTRIM" if column.type.name in ("CHAR", "NCHAR") else "")
            + ("" if column.nullable else " NOT NULL")
            for column in table.columns
        ]
        for one in table.constraints:
            if one.condition is not None:
                text = self._check_text(table, one.condition)
                lines.append(f"CONSTRAINT {quoted(one.name)} CHECK ({text})")
        return f"CREATE TABLE {name} ({', '.join(lines)})"

    def _index_steps(self, table: TableDef) -> list[Step]:
        return [self._index_step(index, table) for index in self._catalog.indexes_of(table)]

    def _index_step(self, index: Index, table: TableDef) -> Step:
        refused = ora(1452)
        for one in table.constraints:
            if one.kind in "PU" and one.columns == index.columns:
                refused = ora(2437 if one.kind == "P" else 2299, f"{table.owner}.{one.name}")
        columns = ", ".join(map(quoted, index.columns))
        unique = "UNIQUE " if index.unique else ""
        name = quoted(f"{index.owner}.{index.name} (index)")
        return Step(f"CREATE {unique}INDEX {name} ON {table.kept_as} ({columns})", refused)

    def _alter_table(self, node: AlterTable) -> None:
        before = table = self._table(node.table, "ALTER")
        for column in node.columns:
            table = self._modified(table, column)
        for part in [part for column in node.columns for part in column.constraints] + list(node.constraints):
            table = self._add_constraint(table, part)
        self._rebuild(before, table)

    def _modified(self, table: TableDef, change: Column) -> TableDef:
        old = table.column(change.name)
        new = replace(old, type=change.type if change.type.name else old.type)
        if change.default is not None:
            new = replace(new, default=change.default, default_text=change.default_text)
        if new.type.family != old.type.family or new.type.size < old.type.size:
            raise ora(3001)  # what Oracle allows where there are no rows
        self._check_default(new)
        columns = tuple(new if column is old else column for column in table.columns)
        return self._catalog.change_table(table, columns=columns)

    def _rebuild(self, before: TableDef, table: TableDef) -> None:
        """Make the table anew around its rows: SQLite can not alter a constraint."""
        fresh = quoted(f"{table.owner}.{table.name} (new)")
        code = (
            2293
            if [one.nullable for one in before.columns] == [one.nullable for one in table.columns]
            else 2296
        )
        copied = f"INSERT INTO {fresh} SELECT * FROM {table.kept_as}"
        self._steps = [
            Step(self._create_text(table, fresh)),
            Step(copied, ora(code, f"{table.owner}.{table.name}")),
            Step(f"DROP TABLE {table.kept_as}"),
            Step(f"ALTER TABLE {fresh} RENAME TO {table.kept_as}"),
            *self._index_steps(table),
        ]

    def _drop_table(self, node: DropTable) -> None:
        catalog, table = self._catalog, self._table(node.table, "")
        for index in catalog.indexes_of(table):
            del catalog.indexes[index.owner, index.name]
        for column in table.columns:
            catalog.sequences.discard((table.owner, identity_sequence(table, column)))
        catalog.grants = frozenset(grant for grant in catalog.grants if grant[:2] != table.key)
        del catalog.tables[table.key]
        self._steps.append(Step(f"DROP TABLE {table.kept_as}"))

    def _create_index(self, node: CreateIndex) -> None:
        table = self._table(node.table, "INDEX")
        owner, name = node.index.owner or self._schema, node.index.name
        if (owner, name) in self._catalog.indexes:
            raise ora(955)
        for column in node.columns:
            table.column(column)
        if any(index.columns == node.columns for index in self._catalog.indexes_of(table)):
            raise ora(1408)
        index = Index(owner, name, table.key, node.columns, node.unique)
        self._catalog.indexes[owner, name] = index
        self._steps.append(self._index_step(index, table))

    def _create_sequence(self, node: CreateSequence) -> None:
        self._catalog.sequences.add(self._new_place(node.sequence, "CREATE SEQUENCE"))

    def _drop_sequence(self, node: DropSequence) -> None:
        place = (node.sequence.owner or self._schema, node.sequence.name)
        if place not in self._catalog.sequences:
            raise ora(2289)
        if self._user not in (place[0], ADMIN):
            raise ora(1031)
        self._catalog.sequences.remove(place)

    def _create_synonym(self, node: CreateSynonym) -> None:
        place = self._new_place(node.synonym, "CREATE SYNONYM")
        self._catalog.synonyms[place] = (node.target.owner or self._schema, node.target.name)


def _with_nulls(table: TableDef, names: tuple[str, ...], *, allowed: bool) -> TableDef:
    columns = tuple(
        replace(column, nullable=allowed) if column.name in names else column for column in table.columns
    )
    return replace(table, columns=columns)
