"""An officer logs a service that was given without a request."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework.openings.places import entity_named
from service.casework.providers import NATION, home_province
from service.casework.refusals import one_wrong
from service.domain.errors import FieldError, InvalidForm, NotAllowed
from service.domain.roles import Actor, Level, Post, Role
from service.domain.services import ProviderLevel, ServiceState
from service.office import Office, Unit
from service.store import services
from service.store.record import Entry, append_to_house

LOGGING = (
    Role.INTAKE_OFFICER,
    Role.PROVINCIAL_OFFICER,
    Role.NATIONAL_OFFICER,
    Role.EXAMINATION_SIDE,
)
LEVELS = {
    Level.CENTER: ProviderLevel.AT_CENTER,
    Level.PROVINCE: ProviderLevel.AT_PROVINCE,
    Level.NATION: ProviderLevel.AT_NATION,
}


@dataclass(frozen=True, kw_only=True)
class ServiceLogged:
    record_id: int


def log_service(
    office: Office,
    *,
    actor: Actor,
    entity_code: str,
    kind: str,
    given_on: date,
    result: str,
    people: str = "",
) -> ServiceLogged:
    """Write into the log what the actor's own organisation gave an entity on a day (M06, D22).

    Raises NotAllowed, InvalidForm.
    """
    post = _post(actor)
    with office.begin() as unit:
        entity_id = entity_named(unit, entity_code, "entity_code")
        _check(unit, kind, given_on, result.strip(), people.strip())
        record_id = services.add_record(
            unit.connection,
            {
                "entity_id": entity_id,
                "kind": kind,
                "level": LEVELS[post.role.level].value,
                "provider": post.org_code,
                "province": post.province or _place(unit, entity_id),
                "state": ServiceState.PROVIDED.value,
                "given_on": given_on,
                "people": people.strip(),
                "result": result.strip(),
                "recorded_by": actor.person_id,
                "recorded_at": unit.now,
                "changed_at": unit.now,
            },
        )
        _note(unit, actor, {"record": record_id, "kind": kind, "entity": entity_id})
        return unit.done(ServiceLogged(record_id=record_id))


def _note(unit: Unit, actor: Actor, said: dict[str, object]) -> None:
    line = Entry(
        at=unit.now,
        person_id=actor.person_id,
        actor=actor.name,
        verb="service.logged",
        detail=said,
    )
    append_to_house(unit.connection, line)


def _post(actor: Actor) -> Post:
    """The post by which the service was given. Raises NotAllowed."""
    found = next((post for post in actor.posts if post.role in LOGGING), None)
    if found is None:
        raise NotAllowed(
            reason_zh="服务由提供的单位登记。", reason_en="whoever gave the service logs it."
        )
    return found


def _place(unit: Unit, entity_id: int) -> str:
    return home_province(unit, entity_id) or NATION


def _check(unit: Unit, kind: str, given_on: date, result: str, people: str) -> None:
    if kind not in services.kinds(unit.connection, given_on):
        raise one_wrong("kind", "没有这种服务，或已停用。", "There is no such kind of service.")
    wrong = []
    if given_on > unit.today:
        wrong.append(
            FieldError(field="given_on", zh="不能晚于今天。", en="It can not be after today.")
        )
    if not 2 <= len(result) <= 3000:
        wrong.append(
            FieldError(
                field="result",
                zh="写明做了什么，2 至 3000 字。",
                en="Say what was done (2 to 3000).",
            )
        )
    if len(people) > 200:
        wrong.append(FieldError(field="people", zh="最多 200 字。", en="At most 200."))
    if wrong:
        raise InvalidForm(fields=tuple(wrong))
