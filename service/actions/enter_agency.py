"""An agency comes into the register, is registered with a center, or leaves it there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from service.casework.agencies import needed, note
from service.casework.retry import repeated
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.roles import Actor, Level, Role
from service.office import Office, Unit
from service.store import agencies, people

CODE = re.compile(r"[0-9A-Z]{4,20}")
MAY = (Role.VIOLATION_OFFICER, Role.INTAKE_OFFICER, Role.PROVINCIAL_OFFICER)


@dataclass(frozen=True, kw_only=True)
class AgencyEntered:
    """`is_new` unless it was in the register already."""

    agency_id: int
    code: str
    is_new: bool


def enter_agency(
    office: Office, *, actor: Actor, code: str, name: str, province: str, ends: bool = False
) -> AgencyEntered:
    """Enter an agency, or bring its name and region up to date; at a center it is registered too.

    ends  it is not registered with the actor's center any more
    Registering decides nothing about its conduct. Raises NotAllowed, InvalidForm.
    """
    if not actor.holds(*MAY):
        raise NotAllowed(
            reason_zh="代理机构由中心或省局登记。",
            reason_en="centers and offices keep the register of agencies.",
        )
    value = code.strip().upper()

    def once(unit: Unit) -> AgencyEntered:
        _check(unit, value, name, province)
        row = agencies.agency_by_code(unit.connection, value)
        about = {"name": name.strip(), "province": province}
        if row is None:
            made = {"code": value, "entered_by": actor.person_id, "recorded_at": unit.now}
            agency_id = agencies.add_agency(unit.connection, about | made)
        else:
            agency_id = row["id"]
            agencies.change_agency(unit.connection, agency_id, **about)
        centers = [p.org_code for p in actor.posts if p.role.level is Level.CENTER]
        _register(unit, actor, agency_id, centers, ends)
        before = {"name_before": row["name"]} if row and row["name"] != about["name"] else {}
        said = {"code": value, **about, "centers": centers, "ends": ends, **before}
        note(unit, actor, "agency.entered", said)
        return unit.done(AgencyEntered(agency_id=agency_id, code=value, is_new=row is None))

    return repeated(office, once)


def _check(unit: Unit, code: str, name: str, province: str) -> None:
    wrong = []
    if not CODE.fullmatch(code):
        wrong.append(
            FieldError(
                field="code",
                zh="代理机构代码是 4 至 20 位数字或大写字母。",
                en="The code has 4 to 20 digits or capital letters.",
            )
        )
    found = people.organisation_by_code(unit.connection, province)
    if found is None or found["kind"] != "office":
        wrong.append(FieldError(field="province", zh="没有这个省局。", en="No such region."))
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
    needed(name=(name, 120, "名称", "its name"))


def _register(unit: Unit, actor: Actor, agency_id: int, centers: list[str], ends: bool) -> None:
    if ends:
        agencies.end_registrations(unit.connection, agency_id, centers, unit.today)
        return
    held = {
        row["center_code"]
        for row in agencies.registrations_of(unit.connection, agency_id)
        if row["to_day"] is None
    }
    common = {
        "agency_id": agency_id,
        "from_day": unit.today,
        "recorded_by": actor.person_id,
        "recorded_at": unit.now,
    }
    fresh = [common | {"center_code": center} for center in centers if center not in held]
    agencies.add_registrations(unit.connection, fresh)
