"""What a story may do to the identity of entities: changes, successions."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

from service.actions.decide_change import decide_change
from service.actions.decide_succession import decide_succession
from service.actions.keep_document import keep_document
from service.actions.propose_succession import propose_succession
from service.actions.report_change import report_change
from service.actions.revoke_succession import revoke_succession
from service.actions.state_on_succession import state_on_succession
from service.actions.withdraw_change import withdraw_change
from service.domain.roles import Actor
from service.store import changes
from service.stories.acts.registry import act, somebody
from service.stories.people import failed

if TYPE_CHECKING:
    from service.stories.scene import Scene

ASSUMED = "故事的假设"


def _paper(scene: Scene, actor: Actor) -> tuple[int, ...]:
    stream = BytesIO(b"%PDF-1.4 proof")
    kept = keep_document(scene.office, actor=actor, name="proof.pdf", stream=stream)
    return (kept.document_id,)


def _code(scene: Scene, name: str | None) -> str:
    return scene.entity(name).code


@act("report_change")
def _report(
    scene: Scene,
    actor: Actor | None,
    *,
    kind: str,
    of: str | None = None,
    on: str | None = None,
    evidence: bool = True,
    **values: Any,
) -> None:
    """`of`: the entity, the first of the story if left out; the other words are new values."""
    who = somebody(actor)
    with scene.office.read() as unit:
        today = unit.today
    for name in ("into", "province"):
        if name in values:
            values[name] = _named(scene, name, values[name])
    if "parts" in values:
        values["parts"] = [_code(scene, part) for part in values["parts"]]
    report_change(
        scene.office, actor=who, code=_code(scene, of), kind=kind, values=values,
        effective_on=date.fromisoformat(str(on)) if on else today, explanation=ASSUMED,
        evidence=_paper(scene, who) if evidence else (),
    )  # fmt: skip


def _named(scene: Scene, field: str, name: str) -> str:
    return _code(scene, name) if field == "into" else scene.directory.province_of(name)


def _last_report(scene: Scene) -> int:
    """The newest report of the story."""
    with scene.office.read() as unit:
        rows, _ = changes.reports_page(unit.connection, changes.Reach(sees_all=True), limit=1)
    if not rows:
        raise failed("没有变更报告", "no change was reported")
    return int(rows[0]["id"])


@act("decide_change")
def _decide(
    scene: Scene,
    actor: Actor | None,
    *,
    decision: str = "accept",
    reason: str = ASSUMED,
    ends: dict[str, bool] | None = None,
) -> None:
    """`ends`: {center: whether its filing ends}."""
    known = {scene.directory.organisation(name): end for name, end in (ends or {}).items()}
    decide_change(
        scene.office, actor=somebody(actor), report_id=_last_report(scene), decision=decision,
        reason=reason, ends=known,
    )  # fmt: skip


@act("withdraw_change")
def _withdraw(scene: Scene, actor: Actor | None, *, reason: str = ASSUMED) -> None:
    number = _last_report(scene)
    withdraw_change(scene.office, actor=somebody(actor), report_id=number, reason=reason)


@act("propose_succession")
def _propose(
    scene: Scene,
    actor: Actor | None,
    *,
    predecessor: str,
    successor: str,
    kind: str = "same_controller",
    ban_follows: bool = True,
) -> None:
    who = somebody(actor)
    with scene.office.read() as unit:
        today = unit.today
    propose_succession(
        scene.office, actor=who, predecessor=_code(scene, predecessor),
        successor=_code(scene, successor), kind=kind, day=today, explanation=ASSUMED,
        ban_follows=ban_follows, evidence=_paper(scene, who),
    )  # fmt: skip


def _last_link(scene: Scene) -> int:
    with scene.office.read() as unit:
        rows, _ = changes.successions_page(unit.connection, provinces=None, limit=1)
    if not rows:
        raise failed("没有承继", "no succession was proposed")
    return int(rows[0]["id"])


@act("state_on_succession")
def _state(scene: Scene, actor: Actor | None, *, statement: str = ASSUMED) -> None:
    number = _last_link(scene)
    state_on_succession(
        scene.office, actor=somebody(actor), succession_id=number, statement=statement
    )


@act("decide_succession")
def _decide_link(
    scene: Scene,
    actor: Actor | None,
    *,
    confirm: bool = True,
    ban_follows: bool = True,
    reason: str = ASSUMED,
) -> None:
    decide_succession(
        scene.office, actor=somebody(actor), succession_id=_last_link(scene), confirm=confirm,
        ban_follows=ban_follows, reason=reason,
    )  # fmt: skip


@act("revoke_succession")
def _revoke(scene: Scene, actor: Actor | None, *, reason: str = ASSUMED) -> None:
    number = _last_link(scene)
    revoke_succession(scene.office, actor=somebody(actor), succession_id=number, reason=reason)
