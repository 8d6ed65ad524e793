"""Files of the list: the template, a province's list in it, a version as CSV or JSON."""

from __future__ import annotations

from typing import Any

from flask import Response, current_app, request
from werkzeug.utils import secure_filename

from service.actions.import_list_rows import XLSX
from service.casework.list_checking import layout_of
from service.casework.list_writing import annex_of, member_json, version_csv
from service.domain.errors import NotFound
from service.store import list_versions, lists
from service.web.blueprint import web
from service.web.desk import is_entity, reading
from service.web.list_page import seen_list

MOST = 100_000
KINDS = ("csv", "json", "xlsx")
NEWEST = 2**31 - 1


@web.get("/lists/<number>/template.xlsx")
def list_template(number: str) -> Any:
    _, found = seen_list(number)
    unit = reading()
    content = annex_of(unit, layout_of(unit), found["province"], [])
    return sent(content, XLSX, f"list-template-{found['province']}.xlsx")


@web.get("/lists/<number>/list.xlsx")
def export_list(number: str) -> Any:
    """The rows to be listed; those that propose a removal are no part of the annex."""
    case, found = seen_list(number)
    unit = reading()
    rows = lists.rows_of(unit.connection, found["id"])
    puts = [row for row in rows if row["operation"] == "put"]
    content = annex_of(unit, layout_of(unit), found["province"], puts)
    return sent(content, XLSX, f"{case.number}.xlsx")


@web.get("/registers/list/versions/<key:version>/<kind>")
def export_version(version: int, kind: str) -> Any:
    """A version of the national list; of one office with ?province=, in the annex for xlsx."""
    if is_entity() or kind not in KINDS:
        raise NotFound(what_zh="这一页", what_en="such page")
    unit = reading()
    if version > NEWEST or list_versions.version_by_number(unit.connection, version) is None:
        raise NotFound(what_zh="这一版名单", what_en="such version")
    province = request.args.get("province", "")[:6]
    rows, _ = list_versions.members_page(
        unit.connection, list_versions.of_version(version), province=province, limit=MOST
    )
    name = f"list-{version}{'-' + province if province else ''}.{kind}"
    if kind == "csv":
        return sent(version_csv(rows), "text/csv; charset=utf-8", name)
    if kind == "xlsx":
        return sent(annex_of(unit, layout_of(unit), province, rows), XLSX, name)
    said = {"version": version, "members": [member_json(row) for row in rows]}
    return sent(current_app.json.dumps(said).encode(), "application/json", name)


def sent(content: bytes, media_type: str, name: str) -> Response:
    answer = Response(content, content_type=media_type)
    kept = secure_filename(name) or "list"
    answer.headers["Content-Disposition"] = f'attachment; filename="{kept}"'
    return answer
