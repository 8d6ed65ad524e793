"""The precise-service list: rounds, what offices submit, versions and their differences."""

from __future__ import annotations

import hashlib
from typing import Any, NoReturn

from flask_smorest.fields import Upload
from marshmallow import Schema, fields

from service.actions.close_list_round import close_list_round
from service.actions.import_list_rows import import_list_rows
from service.actions.judge_list_rows import judge_list_rows
from service.actions.look_at_list import look_at_list
from service.actions.open_list_round import open_list_round
from service.api import door
from service.api.fields import LARGEST_ID, LARGEST_INTEGER, Day, Paging, one_of, text, whole
from service.api.list_shapes import (
    VERDICTS,
    DifferencesShown,
    MemberPage,
    RoundFull,
    RoundsShown,
    SubmissionFull,
    VersionsShown,
    differences_shown,
)
from service.api.parsing import Blueprint, no_nul
from service.casework.list_checking import check_rows
from service.casework.list_desk import submission_seen
from service.casework.list_reading import LIMITS
from service.casework.list_writing import member_json
from service.domain.errors import FieldError, InvalidForm, NotFound
from service.domain.roles import may_see_province
from service.store import list_versions, lists

blp = Blueprint("lists", __name__, description="精准服务名单 · The precise-service list")
ROUND = f"/list/rounds/<int(max={LARGEST_ID}):round_id>"
ONE = "/list/submissions/<string(maxlength=30):number>"
VERSION = f"/list/versions/<int(max={LARGEST_INTEGER}):version>"
Row = dict[str, Any]


class RoundAsked(Schema):
    """A round; left out, its day is counted by the rule and every office is asked."""

    year = whole(2000, 2200, required=True)
    name = text(60)
    name_en = text(80)
    due_day = fields.Date()
    offices = fields.List(text(6, 6))


class RoundOpened(Schema):
    round_id = fields.Integer(required=True)
    name = fields.String(required=True)
    due_day = Day(required=True)
    offices = fields.Integer(required=True)


class RoundClosed(Schema):
    round_id = fields.Integer(required=True)
    not_submitted = fields.List(fields.String(), required=True)


class ListFileAsked(Schema):
    """An xlsx or CSV file in the layout of the annex."""

    file = Upload(required=True)


class ImportAsked(Schema):
    good_only = fields.Boolean(load_default=False)
    replace = fields.Boolean(load_default=False)


class Imported(Schema):
    """How many rows were taken; faults are warnings, or the rows left out."""

    import_id = fields.Integer(required=True)
    rows = fields.Integer(required=True)
    good = fields.Integer(required=True)
    taken = fields.Integer(required=True)
    errors = fields.Integer(required=True)
    warnings = fields.Integer(required=True)


class VerdictAsked(Schema):
    """Rows by their ids; without them, every row that has no verdict yet."""

    verdict = one_of(*VERDICTS, required=True)
    reason = text(500, load_default="")
    row_ids = fields.List(whole(1, LARGEST_ID), load_default=None, allow_none=True)


class Judged(Schema):
    rows = fields.Integer(required=True)
    left = fields.Integer(required=True)


class MembersAsked(Paging):
    q = text(80, load_default="")
    category = whole(1, 3, strict=False, load_default=None)
    subtype = text(40, load_default="")
    province = text(6, load_default="")
    industry = text(40, load_default="")


class Since(Schema):
    before = whole(0, strict=False, metadata={"description": "The version before, if left out."})


@blp.route("/list/rounds", methods=["GET"])
@blp.response(200, RoundsShown)
def rounds() -> Any:
    """The rounds, newest first; for officers"""
    _officers_only()
    return {"items": lists.rounds(door.reading().connection)}


@blp.route("/list/rounds", methods=["POST"])
@blp.arguments(RoundAsked)
@blp.response(201, RoundOpened)
def open_round(asked: Row) -> Any:
    """Open a round: every regional office is asked for its list"""
    return door.answered(door.act(open_list_round, **asked), 201)


@blp.route(ROUND, methods=["GET"])
@blp.response(200, RoundFull)
def one_round(round_id: int) -> Any:
    """One round with the submissions that one may see"""
    _officers_only()
    connection = door.reading().connection
    found = lists.round_by_id(connection, round_id)
    if found is None:
        raise NotFound(what_zh="这一轮编报", what_en="such round")
    rows = lists.submissions(connection, round_id=round_id)
    seen = [row for row in rows if may_see_province(door.person(), row["province"])]
    return found | {"submissions": seen}


@blp.route(f"{ROUND}/close", methods=["POST"])
@blp.response(200, RoundClosed)
def close_round(round_id: int) -> Any:
    """Close a round; who submitted nothing is noted so"""
    return door.answered(door.act(close_list_round, round_id=round_id))


@blp.route(ONE, methods=["GET"])
@blp.response(200, SubmissionFull)
def submission(number: str) -> Any:
    """One office's list with its rows and what is wrong with them; others can not see it"""
    unit = door.reading()
    found = _seen(number)
    rows = lists.rows_of(unit.connection, found["id"])
    every = lists.submissions(unit.connection, province=found["province"])
    line = next(row for row in every if row["number"] == number)
    open_rows = [(r["number"], r) for r in rows if r["verdict"] not in ("accepted", "rejected")]
    live = found["state"] in lists.UNDER_WAY
    faults = check_rows(unit, found["province"], open_rows) if live else []
    return line | {"items": rows, "faults": [fault.as_json() for fault in faults]}


@blp.route(f"{ONE}/import", methods=["POST"])
@blp.arguments(ListFileAsked, location="files")
@blp.arguments(ImportAsked, location="query")
@blp.response(201, Imported)
def import_rows(sent: Row, asked: Row, number: str) -> Any:
    """Import a file of rows

    Nothing is taken while a row has errors, unless `good_only` leaves those rows out; each error
    is a field of the refusal: `rows.17.code`.
    """
    _seen(number)
    name = sent["file"].filename or "list"
    if "\0" in name:
        raise no_nul()
    content = sent["file"].stream.read(LIMITS.content + 1)
    said = b"\0".join((name.encode(), repr(asked).encode(), hashlib.sha256(content).digest()))
    done = door.act(
        import_list_rows, said=said, case_number=number, name=name, content=content, **asked
    )
    if done["errors"] and not done["taken"]:
        raise InvalidForm(fields=tuple(_field(fault) for fault in done["faults"]
                                       if not fault["is_warning"]))  # fmt: skip
    return door.answered(done, 201)


def _field(fault: Row) -> FieldError:
    where = ".".join(filter(None, ("rows", str(fault["row"] or ""), fault["field"])))
    value = f"“{fault['value']}” " if fault["value"] else ""
    return FieldError(field=where, zh=value + fault["zh"], en=value + fault["en"])


@blp.route(f"{ONE}/verdicts", methods=["POST"])
@blp.arguments(VerdictAsked)
@blp.response(200, Judged)
def judge(asked: Row, number: str) -> Any:
    """Accept, return or reject rows"""
    _seen(number)
    return door.answered(door.act(judge_list_rows, case_number=number, **asked))


@blp.route("/list/versions", methods=["GET"])
@blp.response(200, VersionsShown)
def versions() -> Any:
    """Versions of the national list, newest first"""
    _officers_only()
    return {"items": list_versions.versions(door.reading().connection)}


@blp.route(f"{VERSION}/rows", methods=["GET"])
@blp.arguments(MembersAsked, location="query")
@blp.response(200, MemberPage)
def members(asked: Row, version: int) -> Any:
    """Who is on the list in a version"""
    _version(version)
    rows, total = list_versions.members_page(
        door.reading().connection, list_versions.of_version(version), **asked
    )
    page = {"limit": asked["limit"], "offset": asked["offset"], "total": total}
    return page | {"items": [member_json(row) for row in rows]}


@blp.route(f"{VERSION}/changes", methods=["GET"])
@blp.arguments(Since, location="query")
@blp.response(200, DifferencesShown)
def changes(asked: Row, version: int) -> Any:
    """Who came, left or changed category since another version"""
    _version(version)
    before = asked.get("before", version - 1)
    found = list_versions.differences(door.reading().connection, before, version)
    return differences_shown(before, version, found)


def _version(version: int) -> None:
    _officers_only()
    if list_versions.version_by_number(door.reading().connection, version) is None:
        raise NotFound(what_zh="这一版名单", what_en="such version of the list")


def _seen(number: str) -> Row:
    """The submission. Raises NotFound, and keeps that somebody asked who may not (E7 81)."""
    try:
        return submission_seen(door.reading(), door.person(), number)[1]
    except NotFound:
        door.act(look_at_list, case_number=number)
        _missing()


def _missing() -> NoReturn:
    raise NotFound(what_zh="这份名单", what_en="such list")


def _officers_only() -> None:
    if door.is_entity():
        raise NotFound(what_zh="精准服务名单", what_en="such list")
