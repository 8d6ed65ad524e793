"""One case sets off another."""

from __future__ import annotations

from typing import Any

from service.casework.operations.registry import operation
from service.casework.work import OpenFollowUp, Work


@operation("case.open", "开立后续案件", "Open a follow-up case", "M28", inputs=("process",))
def open_follow_up(work: Work, process: str) -> dict[str, Any]:
    """Opens a case of `process` about the same entity, in this same transaction."""
    work.effects.append(OpenFollowUp(process_key=process, about=work.same, values={}))
    said = {"zh": "开立后续案件。", "en": "A follow-up case is opened."}
    return {"said": said}
