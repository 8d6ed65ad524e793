"""What the entity's page tells of its identity over time; hints only for officers."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import url_for

from service.casework.changes import number_of as report_number
from service.casework.changes import reach_of
from service.casework.successions import PROPOSERS, READERS, number_of
from service.domain.hints import hint
from service.domain.roles import Role
from service.office import Unit
from service.store import changes, identity
from service.store.signs import banned_twins
from service.web.change_words import kind_words
from service.web.change_words import state_tag as change_tag
from service.web.desk import is_entity, org_words, person
from service.web.succession_page import state_tag
from service.web.tongue import gettext, pick
from service.web.views import Fact, Link

Row = dict[str, Any]


def history_facts(unit: Unit, row: Row, known_at: datetime | None) -> tuple[Fact, ...]:
    """Codes, homes, representatives by day where there were several; dormancy; the end."""
    parts = (
        (gettext("代码"), identity.CODES, lambda r: r["value"]),
        (gettext("住所"), identity.HOMES, _home),
        (gettext("法定代表人"), identity.PEOPLE, lambda r: r["legal_representative"] or "—"),
    )
    made = []
    for term, table, said in parts:
        rows = [
            r for r in identity.stretches(unit.connection, table, row["id"])
            if known_at is None or r["recorded_at"] <= known_at
        ]  # fmt: skip
        if len(rows) > 1:
            made += [Fact(term, f"{said(r)}（{_days(r, known_at)}）") for r in rows]
    for rest in identity.dormancies_of(unit.connection, row["id"]):
        if known_at is None or rest["recorded_at"] <= known_at:
            made.append(Fact(gettext("歇业"), f"{rest['from_day']} — {rest['last_day']}"))
    gone = row["dissolved_day"]
    if gone and (known_at is None or row["dissolved_at"] <= known_at):
        made.append(Fact(gettext("终止"), gone.isoformat(), strong=True))
    return tuple(made)


def _home(row: Row) -> str:
    return " ".join((org_words(row["province"]), row["city"], row["address"])).strip()


def _days(row: Row, known_at: datetime | None) -> str:
    unknown = known_at is not None and row["ended_at"] is not None and row["ended_at"] > known_at
    if row["to_day"] is None or unknown:
        return gettext("%(day)s 起", day=row["from_day"].isoformat())
    return gettext("%(first)s 起，%(last)s 前", first=row["from_day"].isoformat(),
                   last=row["to_day"].isoformat())  # fmt: skip


def identity_links(unit: Unit, entity_id: int) -> tuple[Link, ...]:
    """Reports and successions that the reader may see."""
    reports, _ = changes.reports_page(
        unit.connection, reach_of(person()), entity_id=entity_id, limit=20
    )
    made = [
        Link(
            f"{kind_words(row['kind'])} {report_number(row)}",
            url_for("web.change", report_id=row["id"]),
            title=change_tag(row["state"]).words,
        )
        for row in reports
    ]
    for link in changes.successions_of(unit.connection, entity_id):
        told = person().entity_id == link["to_id"] and link["ban_follows"]
        if told or (not is_entity() and person().holds(*READERS)):
            made.append(
                Link(
                    f"{gettext('承继')} {number_of(link)}：{link['from_name']} → {link['to_name']}",
                    url_for("web.succession", succession_id=link["id"]),
                    title=state_tag(link["state"]).words,
                )
            )
    return tuple(made)


def hint_rows(unit: Unit, entity_id: int) -> list[tuple[Row, str]]:
    """Banned entities with something in common, each with what it is; never for an entity."""
    if is_entity() or not person().holds(*READERS):
        return []
    by_other: dict[int, tuple[Row, list[str]]] = {}
    for twin in banned_twins(unit.connection, [entity_id], unit.today):
        found = by_other.setdefault(twin["other_id"], (twin, []))
        said = hint(twin["kind"])
        found[1].append(pick(said.zh, said.en))
    return [(twin, pick("、", ", ").join(signs)) for twin, signs in by_other.values()]


def hint_links(unit: Unit, row: Row) -> tuple[Link, ...]:
    """The same as links: to the other entity, with what is alike; to a proposal."""
    made = []
    for twin, signs in hint_rows(unit, row["id"]):
        words = gettext("%(name)s：禁期到 %(day)s", name=twin["name"], day=str(twin["last_day"]))
        made.append(Link(words, url_for("web.entity", code=twin["code"]), title=signs))
        if person().holds(*PROPOSERS):
            made.append(_proposal(twin, row["code"]))
    return tuple(made)


def _proposal(twin: Row, code: str) -> Link:
    asked = {"from": twin["code"], "to": code, "kind": "same_controller"}
    return Link(gettext("据此提出承继…"), url_for("web.new_succession", **asked))


def report_link(row: Row) -> tuple[Link, ...]:
    """To the form, for those who may report for this entity."""
    own = person().entity_id == row["id"]
    if row["dissolved_day"] or not (
        own or person().holds(Role.INTAKE_OFFICER, Role.PROVINCIAL_OFFICER)
    ):
        return ()
    return (Link(gettext("报告变更"), url_for("web.new_change", code=row["code"]), icon="edit"),)
