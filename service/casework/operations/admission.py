"""Admission: the gate, the one correction, the approval."""

from __future__ import annotations

from typing import Any

from service.casework.on_record import alone, changed, on_record
from service.casework.openings.admission import said_of_entity
from service.casework.operations.filings import move
from service.casework.operations.registry import operation
from service.casework.work import Work
from service.domain.admission import GateFacts, PriorCancellation, gate
from service.domain.errors import WrongState
from service.domain.filings import FILED, LIVE, FilingState
from service.store import entities, filings, sanctions

OPENING = "application_submitted"


@operation(
    "admission.check_gate",
    "准入闸口",
    "The admission gate",
    "M13, M17, M28",
    inputs=("stage",),
    outputs=("passed", "checks", "stage", "day"),
)
def check_gate(work: Work, stage: str) -> dict[str, Any]:
    """Holds the gate: at submission (which begins the filing's life) and again at decision."""
    alone(work)
    found = gate(_gate_facts(work, stage), work.rules)
    if stage == "submission":
        _open_filing(work)
        if found.passed:
            _take_over_what_is_said(work)
    failed = [check.key for check in found.failed]
    said = {
        "zh": "准入闸口：通过。" if found.passed else f"准入闸口：{found.failed[0].zh}",
        "en": "The gate: passed." if found.passed else f"The gate: {found.failed[0].en}",
    }
    work.note("gate.checked", "", {"stage": stage, "failed": failed, **found.as_json()})
    return found.as_json() | {"stage": stage, "day": str(work.unit.today), "said": said}


def _open_filing(work: Work) -> None:
    row = {
        "entity_id": work.entity_id,
        "center_code": work.case.center_code,
        "number": work.case.number,
        "case_id": work.case.id,
    }
    row |= {"id": filings.open_filing(work.connection, row), "period": None}
    filings.move_filing(
        work.connection,
        row,
        FilingState.SUBMITTED,
        on=work.unit.today,
        now=work.now,
        case_id=work.case.id,
    )
    changed(work, "filings")


def _take_over_what_is_said(work: Work) -> None:
    """The register follows the application, but not one that the gate refused."""
    said = said_of_entity(work.data[OPENING], str(work.case.province))
    kept = {key: value for key, value in said.items() if key not in ("name", "province")}
    entities.change_entity(work.connection, work.entity_id, **kept)
    changed(work, "itself")


def _gate_facts(work: Work, stage: str) -> GateFacts:
    application = work.data.get(OPENING, {})
    about = on_record(work, "itself")[0]
    center = next(iter(on_record(work, "center")), {})
    fields = tuple(filter(None, (center.get("industries") or "").split(";")))
    held = on_record(work, "filings")
    events = on_record(work, "violations")
    others = [row for row in held if row["case_id"] != work.case.id]
    return GateFacts(
        stage=stage,
        day=work.unit.today,
        center=str(work.case.center_code),
        center_province=center.get("province") or "",
        entity_province=about["province"],
        code=about["code"],
        bans=tuple(sanctions.with_stays(on_record(work, "bans"), on_record(work, "stays"))),
        live_at=tuple(row["center_code"] for row in others if row["state"] in LIVE),
        filed_here=any(
            row["state"] in FILED and row["center_code"] == work.case.center_code for row in others
        ),
        entity_district=application.get("district_code") or about["district_code"],
        industry=_field_of(application.get("industry") or "", fields),
        center_industries=fields,
        commitment_signed=bool(application.get("commitment", {}).get("agreed")),
        prior_cancellations=tuple(
            PriorCancellation(row["center_code"], row["from_day"])
            for row in held
            if row["state"] is FilingState.CANCELLED
        ),
        under_investigation=any(event["under_investigation"] for event in events),
        dissolved_day=about["dissolved_day"],
        substitute_code=about["code_kind"] == "substitute",
    )


def _field_of(said: str, fields: tuple[str, ...]) -> str:
    """The center's field that the applicant's words name, or the words as they are."""
    return next((field for field in fields if field in said), said.strip())


@operation(
    "admission.request_correction", "通知补正（一次告知）", "Ask for correction, once", "M13; L5 32"
)
def request_correction(work: Work) -> dict[str, Any]:
    """The applicant is told everything to be put right, once. Raises WrongState a second time."""
    if work.case.participants.get("correct_application"):
        raise WrongState(
            reason_zh="补正已经通知过一次；一次告知全部事项，不能再通知第二次。请改选其他结果。",
            reason_en="correction was asked once; it may not be asked again. Choose another.",
            source="M13; 行政许可法 32",
        )
    move(work, FilingState.CORRECTION)
    work.tell(str(work.case.entity_org), "correction_requested", center=work.case.center_code)
    return {"said": {"zh": "一次告知需要补正的事项。", "en": "The applicant was told, once."}}


@operation("admission.record_correction", "登记补正", "Record the correction", "M13")
def record_correction(work: Work) -> dict[str, Any]:
    """The application is with the center again."""
    move(work, FilingState.SUBMITTED)
    return {"said": {"zh": "收到补正材料。", "en": "The correction was received."}}


@operation("admission.begin_review", "转入审查", "The review begins", "M13, M16; domain.md C1")
def begin_review(work: Work) -> dict[str, Any]:
    """Complete: the filing is under review from today."""
    move(work, FilingState.UNDER_REVIEW)
    return {"said": {"zh": "材料齐全，转入审查。", "en": "Complete; the review begins."}}


@operation("admission.approve", "同意备案", "Approve the filing", "M13, M16")
def approve(work: Work) -> dict[str, Any]:
    """The center has said yes; the nation re-checks."""
    move(work, FilingState.DECIDED_YES)
    said = {"zh": "同意备案，上报国家复核。", "en": "Approved; sent to the nation for re-check."}
    return {"said": said}


@operation("admission.return_to_review", "退回审查", "Back to review", "domain.md C1")
def return_to_review(work: Work) -> dict[str, Any]:
    """The nation sent the filing back to the center."""
    move(work, FilingState.UNDER_REVIEW)
    return {"said": {"zh": "国家复核退回，重新审查。", "en": "Returned; under review again."}}
