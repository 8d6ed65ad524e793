"""Acts of information sharing, of the register of agencies, and of the assessment of regions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from service.actions.acknowledge_notice import acknowledge_notice
from service.actions.enter_agency import enter_agency
from service.actions.mark_region import mark_region
from service.actions.plan_assessments import plan_assessments
from service.actions.plan_digests import plan_digests
from service.actions.receive_shared_item import receive_shared_item
from service.actions.resume_agency import resume_agency
from service.actions.retract_shared_item import retract_shared_item
from service.actions.state_on_assessment import state_on_assessment
from service.actions.suspend_agency import suspend_agency
from service.domain.roles import Actor, Role
from service.store import assessments, sharing
from service.stories.acts.registry import act, somebody
from service.stories.people import failed

if TYPE_CHECKING:
    from service.stories.scene import Scene

Row = dict[str, Any]


def _item(scene: Scene, case: str | None) -> Row:
    with scene.office.read() as unit:
        found = sharing.item_of_case(unit.connection, scene.case_id(case))
    if found is None:
        raise failed("这件案件没有信息", "this case shares nothing")
    return found


def _receipts(scene: Scene, item: Row) -> list[Row]:
    with scene.office.read() as unit:
        rows = sharing.receipts_of(unit.connection, item["id"])
    return rows


@act("acknowledge_notice")
def _acknowledge(
    scene: Scene,
    actor: Actor | None,
    *,
    action: str = "none",
    note: str = "",
    revision: int | None = None,
    case: str | None = None,
) -> None:
    """For the organisation of whoever acts; the newest revision unless another is named."""
    who, item = somebody(actor), _item(scene, case)
    own = {post.org_code for post in who.posts}
    wanted = item["revision"] if revision is None else revision
    for row in _receipts(scene, item):
        if row["org_code"] in own and row["revision"] == wanted:
            acknowledge_notice(
                scene.office, actor=who, receipt_id=row["id"], measure=action, note=note
            )
            return
    raise failed("本单位没有收到这份通报", "this organisation got no such notice")


@act("acknowledge_all")
def _acknowledge_all(
    scene: Scene, actor: Actor | None, *, but: list[str] | None = None, case: str | None = None
) -> None:
    """Everybody who has not answered does, but for those named."""
    item = _item(scene, case)
    left_out = {scene.directory.organisation(name) for name in but or ()}
    for row in _receipts(scene, item):
        fresh = row["revision"] == item["revision"] and row["acknowledged_at"] is None
        if fresh and row["org_code"] not in left_out:
            office = row["org_code"] == row["province"]
            role = Role.PROVINCIAL_OFFICER if office else Role.VIOLATION_OFFICER
            who = scene.directory.holder(row["org_code"], role)
            acknowledge_notice(scene.office, actor=who, receipt_id=row["id"], measure="checked")


@act("retract_shared_item")
def _retract(
    scene: Scene, actor: Actor | None, *, reason: str = "认定被撤销", case: str | None = None
) -> None:
    item = _item(scene, case)
    retract_shared_item(scene.office, actor=somebody(actor), item_id=item["id"], reason=reason)


@act("receive_shared_item")
def _receive(
    scene: Scene,
    actor: Actor | None,
    *,
    external_id: str,
    revision: int = 1,
    outcome: str = "opened",
    called: str | None = None,
    **said: Any,
) -> None:
    """What a center's platform sends; `outcome` is what it must be answered."""
    given = scene.story.entities[0].code if scene.story.entities else ""
    usual: Row = {"subject": "entity", "code": given, "kind": "abnormal", "level": "minor",
             "facts": "平台报送的事实。"}  # fmt: skip
    with scene.office.read() as unit:
        usual["verified_on"] = unit.today
    done = receive_shared_item(
        scene.office,
        actor=somebody(actor),
        external_id=external_id,
        revision=revision,
        report=usual | said,
    )
    if done.outcome != outcome:
        raise failed(f"答复是 {done.outcome}", f"the answer was {done.outcome}")
    if outcome == "opened":
        with scene.office.read() as unit:
            item = sharing.item_by_id(unit.connection, done.item_id) or {}
        scene.opened("information_sharing", item["case_id"], called)


@act("enter_agency")
def _enter(
    scene: Scene,
    actor: Actor | None,
    *,
    code: str,
    name: str = "某专利代理事务所",
    province: str = "浙江局",
    ends: bool = False,
) -> None:
    place = scene.directory.organisation(province, "office")
    enter_agency(
        scene.office, actor=somebody(actor), code=code, name=name, province=place, ends=ends
    )


@act("suspend_agency")
def _suspend(
    scene: Scene,
    actor: Actor | None,
    *,
    code: str,
    document: str = "地方管理办法",
    article: str = "29",
    reason: str = "在代理机构管理平台列为经营异常。",
) -> None:
    suspend_agency(
        scene.office, actor=somebody(actor), code=code, document=document, article=article,
        reason=reason,
    )  # fmt: skip


@act("resume_agency")
def _resume(
    scene: Scene,
    actor: Actor | None,
    *,
    code: str,
    applied_on: str | None = None,
    reason: str = "异常状态已解除。",
) -> None:
    day = date.fromisoformat(str(applied_on)) if applied_on else None
    resume_agency(scene.office, actor=somebody(actor), code=code, applied_on=day, reason=reason)


@act("plan_digests")
def _plan_digests(scene: Scene, actor: Actor | None) -> None:
    plan_digests(scene.office, actor=actor)


@act("plan_assessments")
def _plan_assessments(scene: Scene, actor: Actor | None) -> None:
    plan_assessments(scene.office, actor=actor)


def _assessment(scene: Scene, case: str | None) -> int:
    with scene.office.read() as unit:
        found = assessments.assessment_of_case(unit.connection, scene.case_id(case))
    if found is None:
        raise failed("这件案件不是评估", "this case is no assessment")
    return int(found["id"])


@act("state_on_assessment")
def _state(
    scene: Scene,
    actor: Actor | None,
    *,
    province: str | None = None,
    statement: str = "数据无误。",
    innovation: str = "",
    case: str | None = None,
) -> None:
    who = somebody(actor)
    place = scene.directory.organisation(province) if province else who.posts[0].org_code
    state_on_assessment(
        scene.office, actor=who, assessment_id=_assessment(scene, case), province=place,
        statement=statement, innovation=innovation,
    )  # fmt: skip


@act("state_all")
def _state_all(scene: Scene, actor: Actor | None, *, case: str | None = None) -> None:
    """Every office that has not stated does."""
    number = _assessment(scene, case)
    with scene.office.read() as unit:
        rows = assessments.regions_of(unit.connection, number)
    for row in rows:
        if row["stated_at"] is None:
            who = scene.directory.holder(row["province"], Role.PROVINCIAL_OFFICER)
            state_on_assessment(
                scene.office, actor=who, assessment_id=number, province=row["province"],
                statement="数据无误。",
            )  # fmt: skip


@act("mark_region")
def _mark(
    scene: Scene,
    actor: Actor | None,
    *,
    province: str,
    group: str = "innovation",
    mark: int | None = 80,
    reasons: str = "省内信息互通机制有实效。",
    case: str | None = None,
) -> None:
    mark_region(
        scene.office, actor=somebody(actor), assessment_id=_assessment(scene, case),
        province=scene.directory.organisation(province), group=group, mark=mark, reasons=reasons,
    )  # fmt: skip
