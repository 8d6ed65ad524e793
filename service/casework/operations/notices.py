"""Telling: the party's rights, the end of a ban, silence reported upwards."""

from __future__ import annotations

from typing import Any

from service.casework.operations.bans import centers_to_tell, is_last_to_end
from service.casework.operations.registry import operation
from service.casework.work import Work
from service.store import sanctions

TO_CENTERS = frozenset({"ban_ending", "ban_ended"})
WORDS = {
    "statement_right": ("告知主体可以陈述申辩。", "The entity was told it may state its case."),
    "removal_statement_right": (
        "告知主体拟移出取消，可以陈述申辩。",
        "The entity was told of the proposed removal and that it may state its case.",
    ),
    "ban_ending": ("告知主体和中心禁期将满。", "Entity and centers were told the ban will end."),
    "ban_ended": ("告知主体和中心可以重新申报。", "Entity and centers were told it may apply."),
}


@operation("notice.tell", "告知", "Tell", "M28; domain.md 8.4", inputs=("kind",))
def tell(work: Work, kind: str) -> dict[str, Any]:
    """A notice of this kind to the case's entity, and to its centers where it concerns them.

    Of bans that join, only the last to end speaks of the end: nobody is told twice.
    """
    if kind in TO_CENTERS and not is_last_to_end(work):
        said = {"zh": "禁期相接，由后一禁期告知。", "en": "The later ban of the run tells."}
        return {"said": said}
    work.tell(str(work.case.entity_org), kind)
    if kind in TO_CENTERS:
        for center in centers_to_tell(work):
            work.tell(center, kind, entity=work.case.entity_name)
    zh, en = WORDS.get(kind, ("已告知。", "Told."))
    return {"said": {"zh": zh, "en": en}}


@operation(
    "notice.escalate_silence",
    "逾期未确认，上报",
    "Report silence upwards",
    "M27; E3 32",
    outputs=("centers",),
)
def escalate_silence(work: Work) -> dict[str, Any]:
    """Centers that did not acknowledge in time are reported to the province and the nation;
    the ban is in force anyway."""
    silent = sanctions.silent_centers(work.connection, work.case.id)
    for org in filter(None, ("CNIPA", work.case.province)):
        work.tell(org, "acknowledgement_overdue", centers=silent)
    said = {
        "zh": f"{len(silent)} 个中心逾期未确认执行，已上报。",
        "en": f"{len(silent)} centers did not acknowledge in time; reported.",
    }
    return {"centers": silent, "said": said}
