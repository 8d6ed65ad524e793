"""Under a local rule, a center takes no new requests through an agency."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from service.casework.agencies import agency_held, needed, note, own_center
from service.domain.errors import FieldError, InvalidForm, WrongState
from service.domain.roles import Actor, Role
from service.office import Office, Unit
from service.store import agencies, people


@dataclass(frozen=True, kw_only=True)
class AgencySuspended:
    suspension_id: int
    center: str
    from_day: date


def suspend_agency(
    office: Office,
    *,
    actor: Actor,
    code: str,
    document: str,
    article: str,
    reason: str,
    from_day: date | None = None,
    center: str = "",
) -> AgencySuspended:
    """Stop new requests through an agency at one center (Q13); its entities keep their filing.
    document, article  the local rule it stands on
    from_day           its first day; today for None, never earlier
    Raises NotFound, NotAllowed, WrongState (no rule allows it, or it is suspended), InvalidForm.
    """
    with office.begin() as unit:
        place = own_center(actor, Role.CENTER_HEAD, center.strip())
        row = agency_held(unit, code)
        _check_rule(unit, place)
        needed(
            document=(document, 200, "依据的地方规定", "the local rule"),
            article=(article, 100, "条款", "its article"),
            reason=(reason, 1000, "理由", "the reasons"),
        )
        first = from_day or unit.today
        _check_free(unit, row["id"], place, first)
        told = {"document": document.strip(), "article": article.strip()}
        values = told | {
            "agency_id": row["id"],
            "center_code": place,
            "from_day": first,
            "reason": reason.strip(),
            "suspended_by": actor.person_id,
            "recorded_at": unit.now,
        }
        found = agencies.add_suspension(unit.connection, values)
        said = told | {"code": row["code"], "center": place, "from_day": str(first)}
        note(unit, actor, "agency.suspended", said)
        return unit.done(AgencySuspended(suspension_id=found, center=place, from_day=first))


def _check_rule(unit: Unit, center: str) -> None:
    about = people.organisation_by_code(unit.connection, center) or {}
    value = unit.rules.choice("agency_measures", unit.today, about.get("province"), center)
    if value != "suspend":
        raise WrongState(
            reason_zh="本中心的规则是只记录、通报，没有地方规定可以暂停代理机构。",
            reason_en="the rule here is to record and share; no local rule allows a suspension.",
            source="Q13",
        )


def _check_free(unit: Unit, agency_id: int, center: str, first: date) -> None:
    if first < unit.today:
        wrong = FieldError(field="from_day", zh="不能早于今天。", en="Not before today.")
        raise InvalidForm(fields=(wrong,))
    if any(
        row["center_code"] == center and (row["to_day"] is None or row["to_day"] > unit.today)
        for row in agencies.suspensions_of(unit.connection, agency_id)
    ):
        raise WrongState(
            reason_zh="本中心已经暂停这个代理机构。", reason_en="it is suspended here already."
        )
