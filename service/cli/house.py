"""The office that commands work in, and whether its database is ready."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from service.app import config_from_environment, open_office
from service.config import Config
from service.domain.errors import Fault
from service.office import Office
from service.store import schema


class NotReady(Fault):
    """The database lacks something that a command would put right; the message names it."""


@contextmanager
def office_of(config: Config | None = None) -> Iterator[Office]:
    """The office over the configured database, whatever is in it; closed at the end."""
    office = open_office(config or config_from_environment())
    try:
        yield office
    finally:
        office.database.dispose()


@contextmanager
def ready_office(config: Config | None = None) -> Iterator[Office]:
    """The same, of the current schema and founded. Raises NotReady."""
    with office_of(config) as office:
        check_ready(office)
        yield office


def check_ready(office: Office) -> None:
    """Raises NotReady, naming the command that helps."""
    stands = schema.current_revision(office.database)
    if stands is None:
        raise NotReady("the database is empty: run `mingdan db upgrade` and `mingdan db found`")
    if stands != schema.newest_revision():
        raise NotReady("the database is of another version: run `mingdan db upgrade`")
    with office.read() as unit:
        if unit.house.rules_version == 0:
            raise NotReady("nobody has founded this house yet: run `mingdan db found`")
