"""One database, SQLite or PostgreSQL: engine, column types, transactions.

The only clock of the house is the database's; `Database` opens transactions and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection as Connection
from sqlalchemy.engine import Engine
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
metadata = sa.MetaData(naming_convention=NAMING)

SQLITE_INSTANT = "%Y-%m-%dT%H:%M:%S.%fZ"


class Instant(TypeDecorator[datetime]):
    """An aware instant, UTC. SQLite keeps it as text of fixed width, so that it sorts."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        if dialect.name == "sqlite":
            return dialect.type_descriptor(sa.String(27))
        return dialect.type_descriptor(sa.DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> Any:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must carry its zone")
        value = value.astimezone(UTC)
        return value.strftime(SQLITE_INSTANT) if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> datetime | None:
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.strptime(value, SQLITE_INSTANT).replace(tzinfo=UTC)
        return value.astimezone(UTC)  # type: ignore[no-any-return]


class Hundredths(TypeDecorator[Decimal]):
    """A figure with two decimals, kept as whole hundredths: sums are exact on every database."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | int | None, dialect: sa.Dialect) -> int | None:
        if value is None:
            return None
        exact = Decimal(value) * 100
        if exact != int(exact):
            raise ValueError(f"{value} has more than two decimals")
        return int(exact)

    def process_result_value(self, value: Any, dialect: sa.Dialect) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-2)


Json = sa.JSON().with_variant(JSONB(), "postgresql")
BigId = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def dumps(value: Any) -> str:
    """JSON text, UTF-8, keys sorted (the record's hashes stand on it)."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS).decode()


def loads(text: Any) -> Any:
    """The value of a JSON column; SQLite keeps a bare number as one, not as its text."""
    return text if isinstance(text, int | float) else orjson.loads(text)


class Database:
    """A place to keep everything; `kind` is "sqlite" or "postgresql"."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.engine: Engine = _open_engine(url)
        self.kind = self.engine.dialect.name

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """One writing transaction; committed at the end of the block, rolled back on any error."""
        with self.engine.connect() as connection:
            if self.kind == "sqlite":
                # A read that later writes would fail with SQLITE_BUSY whatever the timeout.
                connection.exec_driver_sql("BEGIN IMMEDIATE")
            with connection.begin() if self.kind != "sqlite" else _sqlite_transaction(connection):
                yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One reading transaction, always rolled back."""
        with self.engine.connect() as connection:
            if self.kind == "sqlite":
                connection.exec_driver_sql("BEGIN")
            yield connection
            connection.rollback()

    def dispose(self) -> None:
        self.engine.dispose()


@contextmanager
def _sqlite_transaction(connection: Connection) -> Iterator[None]:
    try:
        yield
    except BaseException:
        connection.rollback()
        raise
    connection.commit()


def _open_engine(url: str) -> Engine:
    options: dict[str, Any] = {"json_serializer": dumps, "json_deserializer": loads}
    # What failed is told to logs and incidents; with what values (who informed) is told nowhere.
    options["hide_parameters"] = True
    if url.startswith("sqlite"):
        engine = sa.create_engine(url, **options)
        sa.event.listen(engine, "connect", _set_pragmas)
        return engine
    if url.startswith("postgresql://"):
        url = "postgresql+psycopg://" + url.removeprefix("postgresql://")
    return sa.create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=10, **options)


def _set_pragmas(dbapi_connection: Any, _: Any) -> None:
    # Autocommit in the driver: transactions are begun by Database.begin, not by pysqlite.
    dbapi_connection.isolation_level = None
    cursor = dbapi_connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "foreign_keys=ON",
        "busy_timeout=15000",
        "synchronous=NORMAL",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


RACES = (
    "request_key", "uq_entity_", "rule_proposal", "calendar_proposal", "pk_list_version",
    "uq_planned_opening_", "pk_service_kind", "uq_agency_", "uq_list_round_",
)  # fmt: skip


def is_serialization_failure(error: BaseException) -> bool:
    """Whether the database asks to try again: a deadlock, a lost race, a locked SQLite file."""
    if isinstance(error, sa.exc.IntegrityError):
        # Two requests with one key, two first applications of an entity, two proposals, plans,
        # kinds or rounds of one name, at the same moment: the second finds what the first wrote.
        return any(name in str(error.orig) for name in RACES)
    if not isinstance(error, sa.exc.OperationalError):
        return False
    code = getattr(error.orig, "sqlstate", None)
    return code in ("40001", "40P01", "55P03") or "database is locked" in str(error.orig)


def is_unreachable(error: BaseException) -> bool:
    """Whether the database is not there at all, or its address can not be read."""
    away = (sa.exc.OperationalError, sa.exc.InterfaceError, sa.exc.ArgumentError)
    return isinstance(error, away)
