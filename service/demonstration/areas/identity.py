"""Changes reported, decided and waiting; a banned entity and a possible successor."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO
from typing import Any

from service.actions.decide_change import decide_change
from service.actions.keep_document import keep_document
from service.actions.propose_succession import propose_succession
from service.actions.report_change import report_change
from service.demonstration.areas.registry import area
from service.demonstration.cast import Cast
from service.demonstration.people import CENTERS
from service.domain.roles import Actor, Role
from service.office import Office
from service.store import as_of, entities
from service.store.standing import as_entity

Row = dict[str, Any]
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
CHANGES: tuple[tuple[str, dict[str, Any], bool], ...] = (
    ("rename", {"name": "示例新名科技有限公司"}, True),
    ("legal_representative", {"legal_representative": "示例某"}, True),
    ("dormancy", {"until": ""}, True),
    ("move", {"city": "示例市", "address": "示例新区创新路 8 号"}, False),
    ("dissolution", {}, False),
)


@area(70)
def demonstrate(office: Office, cast: Cast) -> None:
    """Three changes accepted, two waiting, one succession to be decided."""
    for (kind, values, decided), center in zip(CHANGES, _centers(), strict=False):
        _change(office, cast, center, kind, values, decided=decided)
    _succession(office, cast)


def _centers() -> list[str]:
    staffed = [center.code for center in CENTERS]
    return [staffed[n % len(staffed)] for n in range(len(CHANGES))]


def _paper(office: Office, actor: Actor) -> tuple[int, ...]:
    kept = keep_document(office, actor=actor, name="登记通知书.pdf", stream=BytesIO(PDF))
    return (kept.document_id,)


def _filed_at(office: Office, center: str, skip: int) -> Row | None:
    """An entity filed at the center today and not banned; each asks for another one."""
    with office.read() as unit:
        where = (as_of.filed(unit.today, None), ~as_of.banned(unit.today, None))
        rows, _ = entities.search(unit.connection, where=where, limit=200)
        known = as_of.facts_of_many(unit.connection, [as_entity(r) for r in rows])
        for row in rows:
            held = [
                p
                for p in known[row["id"]].filings
                if p.retracted_at is None and p.center == center and p.holds_on(unit.today)
            ]
            if held and row["dissolved_day"] is None:
                skip -= 1
                if skip < 0:
                    return row
    return None


def _change(
    office: Office, cast: Cast, center: str, kind: str, values: dict[str, Any], *, decided: bool
) -> None:
    row = _filed_at(office, center, [c[0] for c in CHANGES].index(kind))
    if row is None:
        return
    officer = cast.holder(center, Role.INTAKE_OFFICER)
    with office.read() as unit:
        today = unit.today
    said = dict(values)
    if kind == "dormancy":
        said["until"] = (today + timedelta(days=365)).isoformat()
    if kind == "move":
        said |= {"province": row["province"], "district_code": f"{row['province'][:2]}0100"}
    done = report_change(
        office, actor=officer, code=row["code"], kind=kind, values=said,
        effective_on=today - timedelta(days=3), explanation="登记机关已核准，材料附后。",
        evidence=_paper(office, officer),
    )  # fmt: skip
    if decided:
        head = cast.holder(center, Role.CENTER_HEAD)
        decide_change(office, actor=head, report_id=done.report_id, decision="accept")


def _succession(office: Office, cast: Cast) -> None:
    """The reviewer of the banned entity's center suspects a successor; the leader decides."""
    with office.read() as unit:
        where = (as_of.banned(unit.today, None),)
        banned, _ = entities.search(unit.connection, where=where, limit=1)
        free = (~as_of.banned(unit.today, None), ~as_of.filed(unit.today, None))
        others, _ = entities.search(unit.connection, where=free, limit=1)
        today = unit.today
    if not banned or not others:
        return
    reviewer = cast.holder(CENTERS[0].code, Role.REVIEWER)
    propose_succession(
        office, actor=reviewer, predecessor=banned[0]["code"], successor=others[0]["code"],
        kind="same_controller", day=today - timedelta(days=30), ban_follows=True,
        explanation="两家主体的联系人、场地与研发人员相同，申报内容延续。",
        evidence=_paper(office, reviewer),
    )  # fmt: skip
