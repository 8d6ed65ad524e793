"""Answers to a notice: who is silent is named upwards, who answered is counted, all is closed."""

from __future__ import annotations

from typing import Any

from service.casework.operations.registry import operation
from service.casework.operations.sharing import own_item
from service.casework.work import Work
from service.domain.errors import FieldError, InvalidForm, SeparationOfDuties, WrongState
from service.domain.roles import NATION_CODE
from service.store import sharing


@operation(
    "share.escalate",
    "督办未反馈",
    "Report who is silent",
    "M34",
    inputs=("level",),
    outputs=("silent",),
)
def escalate(work: Work, level: str) -> dict[str, Any]:
    """Who has not answered is named to the office of its region, then to the nation."""
    item = own_item(work)
    found = sharing.silent(work.connection, item["id"], item["revision"])
    gaps = {"name": item["subject_name"], "item": item["id"]}
    every = [org for orgs in found.values() for org in orgs]
    if level == "province":
        for province, orgs in found.items():
            work.tell(province, "notice_silence", orgs=orgs, **gaps)
        sharing.mark_silent(
            work.connection, item["id"], item["revision"], province_told_at=work.now
        )
    else:
        work.tell(NATION_CODE, "notice_silence", role="national_officer", orgs=every, **gaps)
        sharing.mark_silent(work.connection, item["id"], item["revision"], nation_told_at=work.now)
    said = {
        "zh": f"{len(every)} 个单位没有反馈，已报{'省局' if level == 'province' else '国家局'}。",
        "en": f"{len(every)} did not answer; the {level} was told.",
    }
    return {"silent": len(every), "said": said}


@operation(
    "share.gather",
    "汇总反馈",
    "Gather the answers",
    "M34",
    outputs=("national", "answered", "silent"),
)
def gather(work: Work) -> dict[str, Any]:
    """How many answered, and who closes: the nation its notice, the office its circular."""
    item = own_item(work)
    found = sharing.silent(work.connection, item["id"], item["revision"])
    orgs = [org for there in found.values() for org in there]
    everybody = sharing.holders(work.connection, item["id"], item["revision"])
    return {
        "national": item["state"] == "national",
        "answered": len(everybody) - len(orgs),
        "silent": orgs,
        "said": {
            "zh": f"{len(everybody) - len(orgs)} 个单位已反馈，{len(orgs)} 个没有。",
            "en": f"{len(everybody) - len(orgs)} answered, {len(orgs)} did not.",
        },
    }


@operation(
    "share.close",
    "登记办结",
    "Note the closing",
    "M34; domain.md b",
    inputs=("conclusion", "silent_note"),
)
def close(work: Work, conclusion: str, silent_note: str | None = None) -> dict[str, Any]:
    """Closed when all have answered, or with the silent named; never by who reported it."""
    item = own_item(work)
    if any(post.org_code == item["center_code"] for post in work.actor.posts):
        raise SeparationOfDuties(earlier=("登记信息", "Register the item"), source="domain.md b")
    found = sharing.silent(work.connection, item["id"], item["revision"])
    orgs = [org for there in found.values() for org in there]
    if orgs and not (silent_note or "").strip():
        wrong = FieldError(
            field="silent_note",
            zh=f"还有 {len(orgs)} 个单位没有反馈，请写明怎样处理。",
            en=f"{len(orgs)} have not answered; say what becomes of that.",
        )
        raise InvalidForm(fields=(wrong,))
    closing = {"note": conclusion, "silent_note": silent_note or "", "silent": orgs}
    by = work.actor.person_id or None
    sharing.close_notices(
        work.connection, item["id"], closed_at=work.now, closed_by=by, closing=closing
    )
    sharing.change_item(work.connection, item["id"], state="closed", closed_at=work.now)
    zh, en = "通报办结。", "The notice is closed."
    if orgs:
        zh, en = f"通报办结，{len(orgs)} 个单位没有反馈。", f"Closed; {len(orgs)} stayed silent."
    return {"said": {"zh": zh, "en": en, "silent": orgs}}


@operation("share.note_retraction", "登记撤销", "Note the retraction", "M34", inputs=("reason",))
def note_retraction(work: Work, reason: str | None = None) -> dict[str, Any]:
    """The item was taken back by another case; this one ends."""
    if own_item(work)["state"] != "retracted":
        raise WrongState(reason_zh="信息没有撤销。", reason_en="the item was not retracted.")
    said = {"zh": "信息已撤销，更正通报已发。", "en": "Taken back; the correction was sent."}
    return {"said": said | {"note": reason or ""}}
