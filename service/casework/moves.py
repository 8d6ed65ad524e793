"""Everything that can move a case: it opens, a task is completed, time passes, a message comes.

Each move runs the diagram on to its next waiting points, lets the effects on other cases follow
in the same transaction, and makes the store agree. Nothing here commits.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from service import engine
from service.casework.functions import due_of, functions_of
from service.casework.openings import Opening, opener_post
from service.casework.operations import call, check_before
from service.casework.settle import keep, save, settle
from service.casework.turn import Moved, Turn
from service.casework.work import CLOCK, OpenFollowUp, SendMessage, Work
from service.domain.errors import NotFound, NotWaiting
from service.domain.periods import civil_day
from service.domain.procedures import series_of
from service.domain.roles import Actor
from service.engine import ArmedTimer, Element, Process
from service.forms import redacted
from service.office import Unit
from service.store import cases, work_items
from service.store.cases import Case
from service.store.record import START

# What a form handed in earlier brings into a case that takes it over; the rest is the new case's.
_HANDED_IN = frozenset(
    {
        "task_id", "element", "label", "label_en", "role", "org_code", "form_id", "round", "state",
        "revision", "opened_at", "is_provisional", "answers", "ended_by", "ended_as", "ended_at",
    }
)  # fmt: skip


def load(unit: Unit, case: Case, actor: Actor) -> Work:
    """Work on a case, held from now on. Raises Moved when somebody saved it since it was read."""
    if not cases.hold_case(unit.connection, case):
        raise Moved
    return work_on(unit, case, actor, Turn())


def work_on(unit: Unit, case: Case, actor: Actor, turn: Turn) -> Work:
    """Work on a case that this transaction holds already."""
    turn.held[case.id] = case
    process = unit.process(case.version_id)
    return Work(unit=unit, case=case, process=process, actor=actor, turn=turn)


def open_case(
    unit: Unit,
    *,
    process_key: str,
    actor: Actor,
    about: Opening,
    values: dict[str, Any],
    parent_id: int | None = None,
) -> Case:
    """Start a case of the newest version of a process; `values` answer its opening form.

    about  the entity or subject it is about, and where it belongs

    Raises NotFound for a process that is not published.
    """
    columns = about.columns | {"parent_id": parent_id}
    work = _start(unit, process_key, actor, columns, values, Turn())
    save(work)
    return work.case


def _start(
    unit: Unit,
    process_key: str,
    actor: Actor,
    about: dict[str, Any],
    values: dict[str, Any],
    turn: Turn,
) -> Work:
    version_id = unit.newest_process(process_key)
    if version_id is None:
        raise NotFound(what_zh=f"流程“{process_key}”", what_en=f"process “{process_key}”")
    case = _insert(unit, process_key, version_id, actor, about)
    work = work_on(unit, case, actor, turn)
    start = start_of(work.process)
    data = {"case": _about(case), start.id: values}
    work.data = data
    total = work.process.properties.get("limit")
    case.due_at = due_of(work, total).at if total else None
    work.note("case.opened", start.id, {"label": start.label, "process": process_key})
    settle(work, None, engine.start(work.process, data, _step(work)))
    _follow(work)
    return work


def start_of(process: Process) -> Element:
    """The start event outside every event subprocess."""
    starts = [e for e in process.elements.values() if e.kind == "startEvent"]
    return next(e for e in starts if e.id not in process.messages)


def shown_to_all(unit: Unit, form_id: int | None, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers without the protected ones: only these reach the diagram."""
    return redacted(unit.form(form_id), answers) if form_id else answers


def opening_row(
    unit: Unit,
    case: Case,
    actor: Actor,
    start: Element,
    form_id: int | None,
    answers: dict[str, Any],
) -> dict[str, Any]:
    """The opening form as a finished work item, so that the record shows it like any other."""
    post = opener_post(actor, case.process_key, case.center_code)
    return {
        "case_id": case.id,
        "task_id": "opening",
        "element": start.id,
        "label": start.label,
        "label_en": start.properties.get("name_en", start.label),
        "role": post.role.value,
        "org_code": post.org_code,
        "form_id": form_id,
        "round": 1,
        "state": "done",
        "revision": 1,
        "opened_at": unit.now,
        "is_provisional": False,
        "answers": answers,
        "ended_by": actor.person_id,
        "ended_as": actor.name,
        "ended_at": unit.now,
    }


def _insert(
    unit: Unit, process_key: str, version_id: int, actor: Actor, about: dict[str, Any]
) -> Case:
    series = series_of(process_key, about["province"], unit.today.year)
    return cases.insert_case(
        unit.connection,
        about
        | {
            "number": cases.next_number(unit.connection, series),
            "process_key": process_key,
            "version_id": version_id,
            "status": "open",
            "state": b"",
            "revision": 1,
            "participants": {},
            "rules_version": unit.house.rules_version,
            "opened_by": actor.person_id or None,
            "opened_at": unit.now,
            "changed_at": unit.now,
            "record_count": 0,
            "record_hash": START,
        },
    )


def _about(case: Case) -> dict[str, Any]:
    """What every diagram may say of its case, as `case.…`."""
    return {
        "id": case.id,
        "number": case.number,
        "process": case.process_key,
        "entity_id": case.entity_id,
        "entity_code": case.entity_code,
        "entity_name": case.entity_name,
        "entity_org": case.entity_org,
        "subject": case.subject,
        "center": case.center_code,
        "province": case.province,
        "opened_at": case.opened_at.isoformat(),
    }


def complete(work: Work, task_id: str, element: str, values: dict[str, Any]) -> None:
    """A task was completed with these answers. Raises Moved, or what an operation refuses."""
    before = engine.view(work.process, work.case.state)
    work.data = before.data | {element: values}
    done_by = work.case.participants.setdefault(element, [])
    done_by.append(work.actor.person_id)
    after = engine.complete(work.process, work.case.state, task_id, values, _step(work))
    settle(work, before, after, finished=task_id)
    _follow(work)
    save(work)


def fire(work: Work, timer_ids: Iterable[str]) -> None:
    """Time has passed: let these timers of the engine go off, if they are really due."""
    before = engine.view(work.process, work.case.state)
    work.data = before.data
    keys = list(timer_ids)
    left = [timer for timer in before.timers if timer.id in keys and _is_later(work, timer)]
    if left:
        work.actor = _doer(left[0])
        work.data = work.data | _by_element(work)
    with work.unit.on_day(civil_day(left[0].due_at) if left else None):
        after = engine.fire(work.process, work.case.state, keys, _step(work))
        settle(work, before, after)
        _follow(work)
        save(work)


def _is_later(work: Work, timer: ArmedTimer) -> bool:
    return work.process.elements[timer.element].is_later


def _by_element(work: Work) -> dict[str, Any]:
    """Answers by their task, as they are while it is completed, where they go by another name."""
    named = [(e.id, e.properties.get("result")) for e in work.process.elements.values()]
    return {key: work.data[name] for key, name in named if name and name in work.data}


def _doer(left: ArmedTimer) -> Actor:
    """In whose name it is done: of whoever set it off, whenever the clock comes to it."""
    by = left.basis.get("by") or {}
    return Actor(by["person_id"], "", by["name"]) if by.get("person_id") else CLOCK


def send(work: Work, message: str, payload: dict[str, Any]) -> None:
    """A message reaches the case. Raises NotWaiting when it waits for no such message."""
    _receive(work, message, payload)
    save(work)


def _receive(work: Work, message: str, payload: dict[str, Any]) -> None:
    before = engine.view(work.process, work.case.state)
    work.data = before.data | {message: payload}
    after = engine.send(work.process, work.case.state, message, payload, _step(work))
    work.note(f"message.{message}", message, payload)
    settle(work, before, after)
    _follow(work)


def _step(work: Work) -> engine.Step:
    return engine.Step(
        now=work.now,
        functions=functions_of(work),
        operations=lambda name, inputs: call(work, name, inputs),
        checks=lambda name, inputs: check_before(work, name, inputs),
        by={"person_id": work.actor.person_id, "name": work.actor.name},
    )


def deliver(work: Work) -> None:
    """What an errand tells cases reaches them; the caller writes the turn."""
    _follow(work)


def _follow(work: Work) -> None:
    """What this case set off in others; their own effects follow theirs."""
    effects, work.effects = work.effects, []
    told = [effect.case_id for effect in effects if isinstance(effect, SendMessage)]
    work.turn.hold(work.connection, told)
    for effect in effects:
        if isinstance(effect, SendMessage):
            _deliver(work, effect)
        else:
            _open_follow_up(work, effect)


def _deliver(work: Work, effect: SendMessage) -> None:
    case = work.turn.held.get(effect.case_id)
    if case is None or case.status != "open":
        return
    other = work_on(work.unit, case, CLOCK, work.turn)
    try:
        _receive(other, effect.message, effect.payload)
    except NotWaiting:
        other.note(f"message.{effect.message}", "", effect.payload | {"ignored": True})
        keep(other)


def _open_follow_up(work: Work, effect: OpenFollowUp) -> None:
    about = effect.about.columns | {"parent_id": work.case.id}
    opened = _start(work.unit, effect.process_key, CLOCK, about, effect.values, work.turn)
    if effect.handed_in is not None:
        row = {name: value for name, value in effect.handed_in.items() if name in _HANDED_IN}
        work_items.insert_items(work.connection, [row | {"case_id": opened.case.id}])
    work.note("case.follow_up", "", {"number": opened.case.number}, actor=CLOCK)
    keep(work)
