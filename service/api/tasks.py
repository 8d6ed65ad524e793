"""Tasks: the inbox, one task, and what may be done with it."""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, fields

from service.actions.claim_task import claim_task
from service.actions.complete_task import complete_task
from service.actions.release_task import release_task
from service.actions.save_draft import save_draft
from service.api import door
from service.api.fields import LARGEST_ID, Instant, Paging, one_of, text, whole
from service.api.parsing import Blueprint
from service.api.seeing import task_seen
from service.api.task_shapes import TaskPage, TaskShown, full, line_of
from service.domain.errors import NotAllowed
from service.store import inbox

blp = Blueprint("tasks", __name__, description="待办 · Tasks")
ONE = f"/tasks/<int(max={LARGEST_ID}):task_id>"


class TasksAsked(Paging):
    scope = one_of(*inbox.SCOPES, load_default="mine")
    due = one_of("over", "today")
    process = text(60)
    element = text(80)
    q = text(80)
    order = one_of("due", "entity", "opened", load_default="due")


class Revision(Schema):
    """The task's revision as it was seen."""

    revision = whole(1, required=True)


class Answers(Revision):
    """The answers to the task's form, as its definition asks for them."""

    values = fields.Dict(keys=fields.String(), required=True)


class Held(Schema):
    item_id = fields.Integer(required=True)
    revision = fields.Integer(required=True)


class DraftKept(Held):
    saved_at = Instant(required=True)


class Completed(Schema):
    """What completing did. `revision` is the case's; `outcome` the end reached, if it ended."""

    case_number = fields.String(required=True)
    item_id = fields.Integer(required=True)
    revision = fields.Integer(required=True)
    ended = fields.Boolean(required=True)
    outcome = fields.String(required=True, allow_none=True)


@blp.route("/tasks", methods=["GET"])
@blp.arguments(TasksAsked, location="query")
@blp.response(200, TaskPage)
def tasks(asked: dict[str, Any]) -> Any:
    """The inbox, the earliest deadline first"""
    unit = door.reading()
    wanted = inbox.Wanted(
        person_id=door.person().person_id,
        posts=door.post_pairs(),
        today=unit.today,
        scope=asked["scope"],
        due=asked.get("due", ""),
        process_key=asked.get("process", ""),
        element=asked.get("element", ""),
        q=asked.get("q", "").strip(),
        order=asked["order"],
    )
    page = {"limit": asked["limit"], "offset": asked["offset"]}
    rows = inbox.rows(unit.connection, wanted, **page)
    total = inbox.count(unit.connection, wanted)
    return page | {"items": [line_of(row) for row in rows], "total": total}


@blp.route(ONE, methods=["GET"])
@blp.response(200, TaskShown)
def task(task_id: int) -> Any:
    """One task: its form, draft, deadline, case, and why one can not do it"""
    case, _ = task_seen(task_id)
    unit = door.reading()
    return full(case, inbox.row_of(unit.connection, task_id, today=unit.today))


@blp.route(f"{ONE}/claim", methods=["POST"])
@blp.arguments(Revision)
@blp.response(200, Held)
def claim(asked: dict[str, Any], task_id: int) -> Any:
    """Take the task, so that nobody else completes it"""
    return _done(claim_task, task_id, **asked)


@blp.route(f"{ONE}/release", methods=["POST"])
@blp.arguments(Revision)
@blp.response(200, Held)
def release(asked: dict[str, Any], task_id: int) -> Any:
    """Give the task back; its draft stays"""
    return _done(release_task, task_id, **asked)


@blp.route(f"{ONE}/draft", methods=["POST"])
@blp.arguments(Answers)
@blp.response(200, DraftKept)
def draft(asked: dict[str, Any], task_id: int) -> Any:
    """Keep answers unchecked beside the open task"""
    return _done(save_draft, task_id, **asked)


@blp.route(f"{ONE}/complete", methods=["POST"])
@blp.arguments(Answers)
@blp.response(200, Completed)
def complete(asked: dict[str, Any], task_id: int) -> Any:
    """Check the answers and run the case on; all of it or nothing"""
    return _done(complete_task, task_id, **asked)


def _done(action: Any, task_id: int, **asked: Any) -> Any:
    try:
        return door.answered(door.act(action, item_id=task_id, **asked))
    except NotAllowed:
        task_seen(task_id)  # whoever may not see it learns nothing of it
        raise
