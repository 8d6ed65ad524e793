"""Acts of tracking: facts are imported and taken back, monitoring and evaluation begin or end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from service.actions.call_off_case import call_off_case
from service.actions.import_facts import import_facts
from service.actions.start_tracking import start_tracking
from service.actions.stop_tracking import stop_tracking
from service.actions.take_back_facts import take_back_facts
from service.domain.roles import Actor
from service.sheets import write_rows
from service.store import facts
from service.stories.acts.registry import act, number_of, somebody

if TYPE_CHECKING:
    from service.stories.scene import Scene


@act("import_facts")
def _import(
    scene: Scene,
    actor: Actor | None,
    *,
    layout: str,
    columns: list[str],
    rows: list[list[Any]],
    only_good: bool = False,
) -> None:
    """A CSV file with these columns and rows; <code> in a cell stands for the entity's code."""
    filled = [[_cell(scene, value) for value in row] for row in rows]
    content = write_rows("csv", "facts", [columns, *filled])
    import_facts(
        scene.office, actor=somebody(actor), layout=layout, name="故事.csv", content=content,
        only_good=only_good,
    )  # fmt: skip


def _cell(scene: Scene, value: Any) -> str:
    text = "" if value is None else str(value)
    if text[:1] != "<":
        return text
    return scene.gap(text[1:-1], scene.about(scene.entity(), None))


@act("take_back_facts")
def _take_back(scene: Scene, actor: Actor | None, *, reason: str = "导错了文件") -> None:
    """The newest batch."""
    with scene.office.read() as unit:
        rows, _ = facts.batches_page(unit.connection, None, limit=1)
    take_back_facts(scene.office, actor=somebody(actor), number=rows[0]["number"], reason=reason)


@act("start_tracking")
def _start(scene: Scene, actor: Actor | None, *, process: str, org: str) -> None:
    start_tracking(scene.office, actor=somebody(actor), process=process, org=scene.org_code(org))


@act("stop_tracking")
def _stop(scene: Scene, actor: Actor | None, *, process: str, org: str) -> None:
    stop_tracking(scene.office, actor=somebody(actor), process=process, org=scene.org_code(org))


@act("call_off_case")
def _call_off(
    scene: Scene, actor: Actor | None, *, reason: str = "数据有误", case: str | None = None
) -> None:
    number = number_of(scene, case)
    call_off_case(scene.office, actor=somebody(actor), case_number=number, reason=reason)
