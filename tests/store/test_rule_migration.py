"""A house from before proposals: when each version of its rules was recorded is not lost."""

from __future__ import annotations

from datetime import UTC, datetime

import sqlalchemy as sa

from service.store import house, schema
from service.store.database import Database
from service.store.record import Entry, append_to_house

FOUNDED = datetime(2026, 1, 5, 1, tzinfo=UTC)
CHANGED = datetime(2026, 3, 2, 1, tzinfo=UTC)
OLD = "INSERT INTO rule (key, value, unit, scope, document, article, valid_from, version)"


def test_versions_from_before_keep_the_moment_they_were_recorded(empty_database_url):
    database = Database(empty_database_url)
    schema.upgrade(database, "0001")
    with database.begin() as connection:
        for value, version in (("5", 1), ("3", 2), ("4", 3)):
            said = f"VALUES ('completeness', '{value}', 'working_day', 'nation', '', '', "
            connection.execute(sa.text(f"{OLD} {said} '2016-01-01', {version})"))
        for at, verb, detail in (
            (FOUNDED, "house.founded", {}),
            (CHANGED, "rule.changed", {"key": "completeness", "version": 2}),
        ):
            line = Entry(at=at, person_id=None, actor="系统", verb=verb, detail=detail)
            append_to_house(connection, line)
    schema.upgrade(database)
    with database.begin() as connection:
        rows = house.rule_rows(connection, 9)
        assert [row["recorded_at"] for row in rows] == [FOUNDED, CHANGED, None]
        assert [row["ends"] for row in rows] == [False, False, False]
        known = [house.rules_version_at(connection, at) for at in (FOUNDED, CHANGED)]
        assert known == [1, 2]
        assert house.rules_version_at(connection, datetime(2020, 1, 1, tzinfo=UTC)) == 1
    database.dispose()
