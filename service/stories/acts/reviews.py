"""Acts on re-reviews and on plans."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from service.actions.clear_the_silent import clear_the_silent
from service.actions.give_up_filing import give_up_filing
from service.actions.note_publication_correction import note_publication_correction
from service.actions.start_plan import start_plan
from service.actions.stop_plan import stop_plan
from service.domain.roles import Actor
from service.store import planned, publications
from service.stories.acts.registry import act, number_of, somebody
from service.stories.people import failed

if TYPE_CHECKING:
    from service.stories.scene import Scene


@act("give_up_filing")
def _give_up(
    scene: Scene, actor: Actor | None, *, reason: str = "不再需要预审", case: str | None = None
) -> None:
    number = number_of(scene, case)
    give_up_filing(scene.office, actor=somebody(actor), case_number=number, reason=reason)


@act("clear_the_silent")
def _clear(
    scene: Scene,
    actor: Actor | None,
    *,
    case: str | None = None,
    reasons: str = "窗口内未提交，也没有陈述。",
    legal_basis: str = "本中心公布的备案管理规定",
) -> None:
    """The case is the campaign's; cleared from today."""
    with scene.office.read() as unit:
        today = unit.today
    clear_the_silent(
        scene.office,
        actor=somebody(actor),
        case_number=number_of(scene, case),
        effective_on=today,
        legal_basis=legal_basis,
        reasons=reasons,
    )


@act("note_publication_correction")
def _note(
    scene: Scene,
    actor: Actor | None,
    *,
    entity: str | None = None,
    batch: int = 1,
    note: str = "复议后更正",
    case: str | None = None,
) -> None:
    """Beside the line of an entity in a batch."""
    given = scene.entity(entity)
    with scene.office.read() as unit:
        found = scene.case(unit, case)
        rows = publications.published_lines(unit.connection, found.id, int(batch))
    line = next((row for row in rows if row["code"] == given.code), None)
    if line is None:
        raise failed("这一批没有公布这家主体", "this batch has no line about the entity")
    note_publication_correction(
        scene.office, actor=somebody(actor), case_number=found.number, line_id=line["id"], note=note
    )


@act("start_plan")
def _start(
    scene: Scene, actor: Actor | None, *, plan: str, place: str, first_day: str = ""
) -> None:
    """From a day on, or from tomorrow."""
    with scene.office.read() as unit:
        day = date.fromisoformat(str(first_day)) if first_day else unit.today + timedelta(days=1)
    code = scene.directory.organisation(place)
    start_plan(scene.office, actor=somebody(actor), plan=plan, place=code, first_day=day)


@act("stop_plan")
def _stop(
    scene: Scene, actor: Actor | None, *, plan: str, place: str, reason: str = "改为不定期"
) -> None:
    key = f"plan:{plan}:{scene.directory.organisation(place)}"
    with scene.office.read() as unit:
        rows, _ = planned.planned_page(unit.connection, None, recurring=True, limit=500)
    row = next((row for row in rows if row["key"] == key), None)
    if row is None:
        raise failed(f"没有计划“{key}”", f"there is no plan {key}")
    stop_plan(scene.office, actor=somebody(actor), planned_id=row["id"], reason=reason)
