"""One transaction of the house, with the time, calendar and rules that hold in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, is_dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import orjson

from service.domain.calendar import WorkCalendar
from service.domain.errors import KeyReused
from service.domain.periods import civil_day
from service.domain.rules import Rules
from service.engine import Process
from service.forms import Form
from service.store import requests
from service.store.database import Connection
from service.store.house import House, read_house, rules_version_at

if TYPE_CHECKING:
    from service.office.office import Office

Result = TypeVar("Result")


@dataclass(frozen=True, kw_only=True)
class RequestKey:
    """A request that may come twice: its key and a fingerprint of what it asks."""

    key: str
    fingerprint: str


class AlreadyDone(Exception):
    """The request was answered before; `result` is what it was told then. Nothing is done."""

    def __init__(self, result: Any) -> None:
        self.result = result
        super().__init__("this request was answered before")


class Unit:
    """Handed out by `Office.begin` and `Office.read`; committed by the end of the block."""

    def __init__(self, office: Office, connection: Connection) -> None:
        self.office = office
        self.connection = connection
        self.house: House = read_house(connection)
        self._day: date | None = None

    def look_again(self) -> None:
        """Read the house row anew, after this very transaction changed calendar or clock."""
        self.house = read_house(self.connection)

    @property
    def now(self) -> datetime:
        """The office's clock: aware, UTC; one instant for the whole transaction."""
        return self.house.now

    @property
    def today(self) -> date:
        """The civil day of `now`, Asia/Shanghai; that of the decision while it is carried out."""
        return self._day or civil_day(self.house.now)

    @contextmanager
    def on_day(self, day: date | None) -> Iterator[None]:
        """What is done in the block counts as done on this day; on the day it is for None."""
        self._day = day
        try:
            yield
        finally:
            self._day = None

    @property
    def calendar(self) -> WorkCalendar:
        return self.office.shelf.calendar(self.connection, self.house.calendar_version)

    @property
    def rules(self) -> Rules:
        """The rules in force now; a running case asks `rules_of` for the ones it began with."""
        return self.rules_of(self.house.rules_version)

    def rules_at(self, instant: datetime | None) -> Rules:
        """The rules as they were known at an instant; those of now for None."""
        if instant is None:
            return self.rules
        return self.rules_of(rules_version_at(self.connection, instant))

    def rules_of(self, version: int) -> Rules:
        return self.office.shelf.rules(self.connection, version)

    def consultee(self, province: str, subject: str) -> str | None:
        """The department of a province that is asked about `subject`."""
        return self.office.shelf.consultee(self.connection, province, subject)

    def process(self, version_id: int) -> Process:
        return self.office.shelf.process(self.connection, version_id)

    def form(self, form_id: int) -> Form:
        return self.office.shelf.form(self.connection, form_id)

    def newest_process(self, key: str) -> int | None:
        """Id of the version that new cases of this process start on."""
        return self._newest()[0].get(key)

    def newest_form(self, name: str) -> int:
        """Id of the newest form that a diagram names, with or without `.json`."""
        return self._newest()[1][name.removesuffix(".json")]

    def _newest(self) -> tuple[Mapping[str, int], Mapping[str, int]]:
        return self.office.shelf.newest(self.connection, self.house.definitions_version)

    def check_not_answered(self) -> None:
        """Raises AlreadyDone for a repeated request, KeyReused if it now asks something else."""
        wanted = self.office.request
        kept = requests.answered(self.connection, wanted.key) if wanted else None
        if wanted is None or kept is None:
            return
        if kept[0] != wanted.fingerprint:
            raise KeyReused
        raise AlreadyDone(kept[1])

    def done(self, result: Result) -> Result:
        """The action's answer, kept with the request's key in this same transaction."""
        wanted = self.office.request
        if wanted is not None:
            answer = as_json(result)
            at = self.house.clock_at
            requests.keep_answer(self.connection, wanted.key, wanted.fingerprint, answer, now=at)
        return result


def as_json(result: Any) -> Any:
    """A result as plain JSON values: dataclasses become objects, instants ISO text."""
    plain = asdict(result) if is_dataclass(result) and not isinstance(result, type) else result
    return orjson.loads(orjson.dumps(plain, default=str))
