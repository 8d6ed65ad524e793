"""An entity that was filed or listed before this service began is entered with what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.domain.errors import BadCode, FieldError, InvalidForm, NotAllowed
from service.domain.filings import FILED, FilingState
from service.domain.identity import IdentifierKind, SubstituteCode, normalise_code
from service.domain.roles import Actor, Role
from service.office import Office, Unit
from service.store import entities, filings, listings, people
from service.store.record import Entry, append_to_house


@dataclass(frozen=True, kw_only=True)
class FilingHeld:
    """A filing in force at a center since a day, or suspended there."""

    center: str
    since: date
    suspended: bool = False


@dataclass(frozen=True, kw_only=True)
class PlaceOnList:
    """A row of the list: category 1 to 3, sub-class, and the day it began."""

    category: int
    since: date
    subtype: str = ""


@dataclass(frozen=True, kw_only=True)
class EntityEntered:
    entity_id: int
    code: str


def enter_entity(
    office: Office,
    *,
    actor: Actor | None,
    code: str,
    name: str,
    province: str,
    kind: str = "enterprise",
    substitute_proof: str = "",
    filings_held: tuple[FilingHeld, ...] = (),
    place_on_list: PlaceOnList | None = None,
) -> EntityEntered:
    """Take over one entity's present facts from the papers kept so far (M01, M05, M13).

    code              a credit code, or with `substitute_proof` a substitute
    province          code of the regional office of its home
    actor             an administrator; None from the command line of whoever runs the house
    Raises NotAllowed, InvalidForm (also for an entity that is on file already).
    """
    if actor is not None and not actor.holds(Role.ADMINISTRATOR):
        raise NotAllowed(
            reason_zh="既有主体由管理员登记。",
            reason_en="administrators enter entities from before.",
        )
    with office.begin() as unit:
        value = _code(unit, code, substitute_proof)
        _check(unit, name, province, filings_held, place_on_list)
        about = {"code": value, "name": name.strip(), "kind": kind, "province": province}
        entity_id = _register(unit, about, substitute_proof)
        for held in filings_held:
            _file(unit, entity_id, held)
        if place_on_list is not None:
            _list(unit, entity_id, about, place_on_list)
        said = {"code": value, "filed_at": [held.center for held in filings_held]}
        by = (actor.person_id, actor.name) if actor else (None, "系统")
        line = Entry(at=unit.now, person_id=by[0], actor=by[1], verb="entity.entered", detail=said)
        append_to_house(unit.connection, line)
        return unit.done(EntityEntered(entity_id=entity_id, code=value))


def _code(unit: Unit, code: str, proof: str) -> str:
    try:
        value = SubstituteCode.read(code, proof).value if proof else normalise_code(code)
    except BadCode as bad:
        raise _invalid("code", bad.message("zh"), bad.message("en")) from bad
    if entities.entity_id_of(unit.connection, value) is not None:
        raise _invalid("code", f"{value} 已在名册里。", f"{value} is on file already.")
    return value


def _check(
    unit: Unit,
    name: str,
    province: str,
    filings_held: tuple[FilingHeld, ...],
    place: PlaceOnList | None,
) -> None:
    if not 1 <= len(name.strip()) <= 120:
        raise _invalid("name", "请填写名称，120 字以内。", "Give a name of at most 120.")
    for code, kind, field in (
        (province, "office", "province"),
        *((held.center, "center", "filings_held") for held in filings_held),
    ):
        found = people.organisation_by_code(unit.connection, code)
        if found is None or found["kind"] != kind:
            raise _invalid(field, f"没有这个单位：{code}。", f"No such organisation: {code}.")
    if place is not None and place.category not in (1, 2, 3):
        raise _invalid("place_on_list", "名单类别是 1、2 或 3。", "The category is 1, 2 or 3.")
    days = [held.since for held in filings_held] + ([place.since] if place else [])
    if any(day > unit.today for day in days):
        raise _invalid("since", "起始日不能晚于今天。", "It can not begin after today.")


def _register(unit: Unit, about: dict[str, str], proof: str) -> int:
    kind = IdentifierKind.SUBSTITUTE if proof else IdentifierKind.CREDIT_CODE
    place = {"district_code": f"{about['province'][:2]}0000", "city": "", "address": ""}
    unknown = place | {"legal_representative": "", "contact_phone": ""}
    return entities.register(
        unit.connection,
        unknown | about | {"profile": {}},
        code_kind=kind.value,
        reason=proof,
        on=unit.today,
        now=unit.now,
    )


def _file(unit: Unit, entity_id: int, held: FilingHeld) -> None:
    state = FilingState.SUSPENDED if held.suspended else FilingState.ACTIVE
    assert state in FILED
    row = {
        "entity_id": entity_id,
        "center_code": held.center,
        "number": f"E{entity_id}-{held.center}",
        "case_id": None,
    }
    row |= {"id": filings.open_filing(unit.connection, row), "period": None}
    filings.move_filing(
        unit.connection, row, state, on=held.since, now=unit.now, case_id=None, reason="entered"
    )


def _list(unit: Unit, entity_id: int, about: dict[str, str], place: PlaceOnList) -> None:
    row = {
        "entity_id": entity_id,
        "host_code": about["code"],
        "unit_name": about["name"],
        "category": place.category,
        "subtype": place.subtype,
        "from_day": place.since,
        "recorded_at": unit.now,
    }
    listings.add_listing(unit.connection, row)


def _invalid(field: str, zh: str, en: str) -> InvalidForm:
    return InvalidForm(fields=(FieldError(field=field, zh=zh, en=en),))
