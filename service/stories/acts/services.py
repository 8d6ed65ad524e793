"""Acts of services: counts that make a total, uses of a grant, the log, kinds of service."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from service.actions.add_service_kind import add_service_kind
from service.actions.close_service_kind import close_service_kind
from service.actions.log_service import log_service
from service.actions.record_cross_region_use import record_cross_region_use
from service.actions.void_cross_region_use import void_cross_region_use
from service.casework.retry import repeated
from service.domain.periods import civil_day
from service.domain.roles import Actor
from service.office import Unit
from service.store import cross_region, preexam
from service.stories.acts.registry import act, somebody
from service.stories.people import failed

if TYPE_CHECKING:
    from service.stories.scene import Scene


@act("enter_counts")
def _counts(
    scene: Scene,
    actor: Actor | None,
    *,
    center: str,
    accepted: int,
    month: str = "",
    entity: str | None = None,
) -> None:
    """Requests that a center accepted in a month (in June of last year), as its platform says."""
    code = scene.directory.organisation(center, "center")
    province = scene.directory.province_of(center)

    def keep(unit: Unit) -> None:
        given = scene.entity_id(unit, scene.entity(entity))
        first = date.fromisoformat(f"{month}-01") if month else date(unit.today.year - 1, 6, 1)
        counted = {"received": accepted, "accepted": accepted, "qualified": accepted}
        row = counted | {
            "center_code": code, "province": province, "entity_id": given, "month": first,
            "kind": "invention", "as_co_applicant": 0, "source": "故事", "recorded_at": unit.now,
        }  # fmt: skip
        preexam.put_counts(unit.connection, [row])

    repeated(scene.office, keep)


@act("use_service")
def _use(
    scene: Scene,
    actor: Actor | None,
    *,
    on: str | None = None,
    case: str | None = None,
    invention: int = 0,
    utility_model: int = 0,
    design: int = 0,
) -> None:
    """The center takes requests under the grant of a case."""
    grant, today = _grant(scene, case)
    record_cross_region_use(
        scene.office,
        actor=somebody(actor),
        grant_id=grant,
        used_on=date.fromisoformat(on) if on else today,
        counts={"invention": invention, "utility_model": utility_model, "design": design},
    )


@act("void_use")
def _void(
    scene: Scene, actor: Actor | None, *, why: str, nth: int = 1, case: str | None = None
) -> None:
    """What was used, in the order of the days, is withdrawn or found abnormal today."""
    grant, today = _grant(scene, case)
    with scene.office.read() as unit:
        uses = cross_region.uses_of(unit.connection, [grant])
    void_cross_region_use(
        scene.office, actor=somebody(actor), use_id=uses[nth - 1]["id"], why=why, on=today
    )


def _grant(scene: Scene, case: str | None) -> tuple[int, date]:
    with scene.office.read() as unit:
        found = cross_region.grant_of_case(unit.connection, scene.case_id(case))
        if found is None:
            raise failed("这件案件没有批准的服务", "this case has no grant")
        return int(found["id"]), civil_day(unit.now)


@act("add_service_kind")
def _add_kind(
    scene: Scene,
    actor: Actor | None,
    *,
    key: str,
    zh: str,
    en: str,
    level: str,
    categories: list[int],
) -> None:
    add_service_kind(
        scene.office,
        actor=somebody(actor),
        key=key,
        zh=zh,
        en=en,
        level=level,
        categories=tuple(categories),
    )


@act("close_service_kind")
def _close_kind(scene: Scene, actor: Actor | None, *, key: str) -> None:
    close_service_kind(scene.office, actor=somebody(actor), key=key)


@act("log_service")
def _log(
    scene: Scene, actor: Actor | None, *, kind: str, result: str, on: str | None = None
) -> None:
    """Something was given without a request, today or on a day."""
    with scene.office.read() as unit:
        today = unit.today
    log_service(
        scene.office,
        actor=somebody(actor),
        entity_code=scene.entity().code,
        kind=kind,
        given_on=date.fromisoformat(on) if on else today,
        result=result,
    )
