"""The precise-service list: an entity that violated leaves it (M26)."""

from __future__ import annotations

from typing import Any

from service.casework.list_publishing import begin_version
from service.casework.listed import no_longer_listed
from service.casework.on_record import changed, decision_of, on_record
from service.casework.operations.registry import operation
from service.casework.work import Work
from service.store import list_versions, listings


@operation(
    "listing.remove",
    "移出精准服务名单",
    "Remove from the precise-service list",
    "M26",
    outputs=("removed",),
)
def remove(work: Work) -> dict[str, Any]:
    """Ends the entity's list rows on the decision's effective day; how many there were."""
    decision = decision_of(work)
    held = on_record(work, "listings")
    if held:
        on = decision["effective_on"]
        version = begin_version(work, kind="removal", on=on)
        listings.end_listings(
            work.connection,
            held,
            on=on,
            ended_for="removed_for_cause",
            case_id=work.case.id,
            now=work.now,
            version=version,
        )
        list_versions.finish_version(work.connection, version, removed=len(held))
        changed(work, "listings")
        no_longer_listed(work, work.entity_id)
    said = (
        {"zh": "移出精准服务名单。", "en": "Removed from the precise-service list."}
        if held
        else {"zh": "不在精准服务名单，无须移出。", "en": "Not on the list; nothing to remove."}
    )
    return {"removed": len(held), "said": said}
