"""Requests for services: registered, accepted or declined, provided; each in the log (M06, M09)."""

from __future__ import annotations

from datetime import date
from typing import Any

from service.casework.operations.registry import before, operation
from service.casework.providers import standing_today, who_provides
from service.casework.refusals import one_wrong
from service.casework.work import Work
from service.domain.services import ProviderLevel, ServiceKind, ServiceState, why_not
from service.store import services

Row = dict[str, Any]
ACCEPT = "accept"


@operation(
    "service.request",
    "登记服务申请",
    "Register the request",
    "M06, M09; D22",
    outputs=("level", "office", "kind"),
)
def request(work: Work) -> dict[str, Any]:
    """Puts the request into the log and names who gives the service.

    Where there is no center, the provincial office does, if the rule lets others help (Q16).
    """
    said = work.data["service_opened"]
    kind = services.kinds(work.connection)[said["kind"]]
    held = standing_today(work.unit, work.entity_id)
    by = who_provides(work.unit, work.entity_id, held, kind, work.case.center_code)
    level = by.level if by else ProviderLevel.AT_PROVINCE
    office = by.code if by else str(work.case.province)
    services.add_record(
        work.connection,
        {
            "entity_id": work.entity_id,
            "kind": kind.key,
            "case_id": work.case.id,
            "level": level.value,
            "provider": office,
            "province": str(work.case.province),
            "state": ServiceState.REQUESTED.value,
            "requested_on": work.unit.today,
            "subject": said["subject"],
            "people": said.get("contact_name") or "",
            "recorded_by": work.actor.person_id or None,
            "recorded_at": work.now,
            "changed_at": work.now,
        },
    )
    line = {"zh": f"申请{kind.zh}。", "en": f"Asked for: {kind.en}."}
    return {"level": level.value, "office": office, "kind": kind.key, "said": line}


@before("service.answer")
def _check_entitled(work: Work, answer: Row) -> None:
    """Raises InvalidForm to whoever accepts what the entity may not have today."""
    if answer["outcome"] != ACCEPT:
        return
    reason = why_not(_kind_of(work), standing_today(work.unit, work.entity_id))
    if reason is not None:
        raise one_wrong("outcome", reason.zh, reason.en, reason.source)


def _kind_of(work: Work) -> ServiceKind:
    return services.kinds(work.connection)[work.data["service_opened"]["kind"]]


@operation(
    "service.answer",
    "核对资格并登记答复",
    "Check and note the answer",
    "M06, M09, M30",
    inputs=("answer",),
    outputs=("accepted",),
)
def answer(work: Work, answer: Row) -> dict[str, Any]:
    """Accepted only if the entity may have the service today; else refused, naming why."""
    kind = _kind_of(work)
    accepted = answer["outcome"] == ACCEPT
    state = ServiceState.ACCEPTED if accepted else ServiceState.DECLINED
    words = answer.get("plan" if accepted else "reasons") or ""
    services.change_record(
        work.connection,
        work.case.id,
        state=state.value,
        answered_on=work.unit.today,
        result=words,
        changed_at=work.now,
    )
    named = [kind.zh, kind.en]
    org = str(work.case.entity_org)
    work.tell(org, f"service_{state.value}", service=named, words=words)
    zh, en = ("受理", "Accepted") if accepted else ("不予受理", "Declined")
    return {"accepted": accepted, "said": {"zh": f"{zh}：{kind.zh}。", "en": f"{en}: {kind.en}."}}


@operation(
    "service.provide",
    "登记服务结果",
    "Note the result",
    "M06, M09; D22",
    inputs=("given",),
)
def provide(work: Work, given: Row) -> dict[str, Any]:
    """The service was given: day, people and result go into the log; the entity is told."""
    kind = _kind_of(work)
    services.change_record(
        work.connection,
        work.case.id,
        state=ServiceState.PROVIDED.value,
        given_on=date.fromisoformat(given["given_on"]),
        people=given.get("people") or "",
        result=given["result"],
        changed_at=work.now,
    )
    named = [kind.zh, kind.en]
    org = str(work.case.entity_org)
    work.tell(org, "service_provided", service=named, words=given["result"])
    return {"said": {"zh": f"已提供{kind.zh}。", "en": f"Provided: {kind.en}."}}


@operation(
    "service.end", "终止对接或服务", "End contact or service", "M06, M26", inputs=("reason",)
)
def end(work: Work, reason: str) -> dict[str, Any]:
    """Ends what is under way: the entity left the list, or takes its request back.

    reason  left_list | taken_back
    """
    row = services.request_of_case(work.connection, work.case.id)
    said = {
        "left_list": ("离开名单，对接和服务终止。", "Off the list: contact and services end."),
        "taken_back": ("主体撤回申请。", "The entity takes the request back."),
    }[reason]
    if row is not None:
        services.change_record(work.connection, work.case.id, state=reason, changed_at=work.now)
        role = {"center": "intake_officer", "province": "provincial_officer"}
        work.tell(
            row["provider"],
            f"service_{reason}",
            role=role.get(row["level"], "examination_side"),
            entity=work.case.entity_name,
        )
        work.tell(str(work.case.entity_org), f"service_{reason}")
    return {"said": {"zh": said[0], "en": said[1]}}
