"""The monthly digest: collected and frozen, checked and sent by the office."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from service.casework.functions import due_of
from service.casework.operations.registry import operation
from service.casework.work import Work
from service.domain.errors import WrongState
from service.domain.periods import ONE_DAY, civil_day, interval_before
from service.domain.roles import NATION_CODE
from service.domain.sharing import KINDS
from service.store import digests, shared_pages

Row = dict[str, Any]


@operation(
    "digest.collect",
    "归集当月信息",
    "Collect the month",
    "M32",
    outputs=("id", "first_day", "last_day", "count"),
)
def collect(work: Work) -> dict[str, Any]:
    """Freezes what the region registered since its last digest, up to yesterday."""
    province = str(work.case.province)
    first, last = _span(work, province)
    rows = shared_pages.items_between(work.connection, province, first, last)
    lines = [_line(row) for row in rows]
    due = due_of(work, "digest_check")
    found = digests.add_digest(
        work.connection,
        {
            "case_id": work.case.id,
            "province": province,
            "first_day": first,
            "last_day": last,
            "content": {"lines": lines, "counts": _counts(lines)},
            "line_count": len(lines),
            "due_day": due.last_day,
            "collected_at": work.now,
        },
    )
    said = {
        "zh": f"{first} 至 {last}：{f'{len(lines)} 条信息' if lines else '没有信息'}。",
        "en": f"{first} to {last}: {len(lines) or 'no'} items.",
    }
    return {
        "id": found,
        "first_day": str(first),
        "last_day": str(last),
        "count": len(lines),
        "said": said,
    }


def _span(work: Work, province: str) -> tuple[date, date]:
    """From the day after the last digest to yesterday; the first one reaches one interval back."""
    last = work.unit.today - ONE_DAY
    held = digests.last_collected(work.connection, province)
    if held is not None and held >= last:
        raise WrongState(
            reason_zh=f"归集已经到 {held}，还没有新的一天。",
            reason_en=f"the digests reach {held} already.",
        )
    if held is not None:
        return held + ONE_DAY, last
    length = work.rules.limit("digest_interval", work.unit.today, province, None)
    return interval_before(work.unit.today, length.value, length.unit), last


def _line(row: Row) -> Row:
    return {
        "item": row["id"],
        "number": row["number"],
        "subject": "entity" if row["entity_id"] is not None else "agency",
        "name": row["subject_name"],
        "code": row["subject_code"],
        "kind": row["kind"],
        "level": row["level"],
        "center": row["center_code"],
        "decision_no": row["decision_no"],
        "verified_on": str(row["verified_on"]),
        "registered_on": str(civil_day(row["recorded_at"])),
        "state": row["state"],
    }


def _counts(lines: list[Row]) -> Row:
    """By subject, kind, level and center; what was taken back is counted apart."""
    kept = [line for line in lines if line["state"] != "retracted"]
    by_kind = Counter((line["subject"], line["kind"]) for line in kept)
    return {
        "entities": sum(line["subject"] == "entity" for line in kept),
        "agencies": sum(line["subject"] == "agency" for line in kept),
        "minor": sum(line["level"] == "minor" for line in kept),
        "serious": sum(line["level"] == "serious" for line in kept),
        "retracted": len(lines) - len(kept),
        "kinds": {
            kind: {who: by_kind[who, kind] for who in ("entity", "agency")}
            for kind in KINDS
            if by_kind["entity", kind] or by_kind["agency", kind]
        },
        "centers": dict(Counter(line["center"] or "" for line in kept)),
    }


@operation("digest.send", "报送归集", "Send the digest", "M32", inputs=("note",))
def send(work: Work, note: str | None = None) -> dict[str, Any]:
    """The nation has it from now on; late is late."""
    row = digests.digest_of_case(work.connection, work.case.id)
    assert row is not None, "digest.collect comes first in the diagram"
    digests.change_digest(
        work.connection,
        row["id"],
        sent_at=work.now,
        sent_by=work.actor.person_id or None,
        note=note or "",
    )
    late = work.unit.today > row["due_day"]
    work.tell(NATION_CODE, "digest_sent", role="national_officer", province=row["province"],
              digest=row["id"], count=row["line_count"])  # fmt: skip
    said = {"zh": "归集已报送。", "en": "The digest was sent."}
    if late:
        said = {"zh": "归集逾期报送。", "en": "The digest was sent late."}
    return {"said": said}
