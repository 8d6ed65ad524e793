"""What never changes once written, kept in memory: published versions, rules, calendars."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

from service.domain.calendar import WorkCalendar
from service.domain.rules import DEFINITIONS, RuleParameter, Rules
from service.engine import Process, compile_process
from service.forms import Form, load_form
from service.store import definitions, house, people
from service.store.database import Connection


class Shelf:
    """A cache by version number; safe to share between threads."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, Any], Any] = {}
        self._lock = Lock()

    def copy(self) -> Shelf:
        """A shelf with the same on it, for a house that is a copy of this one's."""
        other = Shelf()
        with self._lock:
            other._kept.update(self._kept)
        return other

    def _take(self, kind: str, key: Any, make: Callable[[], Any]) -> Any:
        found = self._kept.get((kind, key))
        if found is None:
            found = make()
            with self._lock:
                found = self._kept.setdefault((kind, key), found)
        return found

    def calendar(self, connection: Connection, version: int) -> WorkCalendar:
        """The working-day calendar as of `version`, which must be the house's current one."""

        def make() -> WorkCalendar:
            days, years = house.calendar_rows(connection)
            return WorkCalendar.from_rows(version, days, years)

        return self._take("calendar", version, make)  # type: ignore[no-any-return]

    def rules(self, connection: Connection, version: int) -> Rules:
        """The rule parameters as they stood at rules version `version`."""

        def make() -> Rules:
            rows = house.rule_rows(connection, version)
            return Rules(tuple(_parameter(row) for row in rows))

        return self._take("rules", version, make)  # type: ignore[no-any-return]

    def process(self, connection: Connection, version_id: int) -> Process:
        def make() -> Process:
            kept = definitions.process_by_id(connection, version_id)
            return compile_process({name: text.encode() for name, text in kept.files.items()})

        return self._take("process", version_id, make)  # type: ignore[no-any-return]

    def form(self, connection: Connection, form_id: int) -> Form:
        def make() -> Form:
            kept = definitions.form_by_id(connection, form_id)
            return load_form(kept.definition.encode(), kept.key)

        return self._take("form", form_id, make)  # type: ignore[no-any-return]

    def consultee(self, connection: Connection, province: str, subject: str) -> str | None:
        """Code of a province's department; organisations keep their codes."""

        def look() -> str | None:
            found: str | None = people.consultee_code(connection, province, subject)
            return found

        return self._take("consultee", (province, subject), look)  # type: ignore[no-any-return]

    def newest(
        self, connection: Connection, version: int
    ) -> tuple[Mapping[str, int], Mapping[str, int]]:
        """({process key: version id}, {form key: form id}) that new cases and tasks are given."""

        def make() -> tuple[dict[str, int], dict[str, int]]:
            processes = definitions.newest_processes(connection)
            forms = definitions.newest_forms(connection)
            return (
                {key: kept.id for key, kept in processes.items()},
                {key: kept.id for key, kept in forms.items()},
            )

        return self._take("newest", version, make)  # type: ignore[no-any-return]


def _parameter(row: dict[str, Any]) -> RuleParameter:
    fields = RuleParameter.__dataclass_fields__
    values = {key: value for key, value in row.items() if key in fields}
    return RuleParameter(**values | {"value": DEFINITIONS[row["key"]].read(row["value"])})
