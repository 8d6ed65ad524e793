"""A file is imported while the page shows how far it is; then what was found in it.

The answer is one stream: a line for each step, only the last of them shown, no script needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from queue import Queue
from threading import Thread
from typing import Any

from flask import Response, request, stream_template, url_for

from service.actions.import_list_rows import ListRowsImported, import_list_rows
from service.casework.list_desk import COMPILING
from service.casework.list_reading import LIMITS
from service.domain.errors import InvalidForm, NotFound, Refusal, TooLarge, WrongState
from service.office import Office
from service.sheets import check_file
from service.store import list_files
from service.web.blueprint import web
from service.web.desk import close_reading, office, person, reading
from service.web.labels import name_of
from service.web.list_page import seen_list, show_list, waits_at
from service.web.list_words import fault_line
from service.web.page import chrome, page
from service.web.tongue import gettext, lang, pick
from service.web.views import Link
from service.web.views_lists import ImportReport

SHOWN = 200
Row = dict[str, Any]


@dataclass(frozen=True)
class ImportStep:
    """A line of the stream: how far, or the end with where to go on."""

    words: str
    done: int = 0
    total: int = 0
    href: str = ""
    is_fault: bool = False


@dataclass(frozen=True)
class ImportRunning:
    title: str
    sub: str
    steps: Iterator[ImportStep]


@web.post("/lists/<number>/import")
def import_list(number: str) -> Any:
    case, _ = seen_list(number)
    if waits_at(reading(), case) not in COMPILING:
        raise WrongState(
            reason_zh="名单现在不在编制阶段。", reason_en="the list is not being compiled now."
        )
    try:
        said = _file()
    except (InvalidForm, TooLarge) as refusal:
        words = [pick(f.zh, f.en) for f in refusal.fields] or [refusal.message(lang())]
        return show_list(number, {"file": words[0]}, status=refusal.status)
    said |= {"replace": request.form.get("replace") == "yes"}
    title, frame = gettext("正在导入"), chrome("lists")
    actor, bound = person(), office()
    close_reading()
    steps = _steps(bound, number, {"actor": actor, "case_number": number} | said)
    view = ImportRunning(title, name_of(case), steps)
    return Response(
        stream_template("list_importing.html", view=view, chrome=frame),
        headers={"X-Accel-Buffering": "no"},
    )


def _file() -> Row:
    """The file sent, or the one of an earlier import whose good rows are wanted."""
    earlier = request.form.get("import_id", 0, type=int)
    if earlier:
        return {"import_id": earlier, "good_only": True}
    sent = request.files.get("file")
    content = sent.stream.read(LIMITS.content + 1) if sent is not None else b""
    check_file(content, LIMITS)
    name = (sent.filename if sent is not None else "") or "list.xlsx"
    return {"name": name.replace("\0", ""), "content": content}


def _steps(bound: Office, number: str, said: Row) -> Iterator[ImportStep]:
    """The import runs beside; what it tells comes out here, one line a step."""
    queue: Queue[tuple[str, Any]] = Queue()

    def told(what: str, done: int, of: int) -> None:
        queue.put(("step", (what, done, of)))

    def run() -> None:
        try:
            queue.put(("done", import_list_rows(bound, told=told, **said)))
        except Refusal as refusal:
            queue.put(("refused", refusal))
        except Exception as failure:  # noqa: BLE001 - told to whoever waits for the last line
            queue.put(("failed", failure))

    thread = Thread(target=run, name="import", daemon=True)
    thread.start()
    back = url_for("web.list_page", number=number)
    yield ImportStep(gettext("打开文件"))
    while True:
        kind, value = queue.get()
        if kind != "step":
            break
        yield _step(*value)
    thread.join()
    yield _end(kind, value, number, back)


def _step(what: str, done: int, of: int) -> ImportStep:
    words = {"reading": gettext("读取"), "checking": gettext("核对")}[what]
    said = gettext("%(what)s %(done)s / %(of)s 行", what=words, done=done, of=of)
    return ImportStep(said, done, of)


def _end(kind: str, value: Any, number: str, back: str) -> ImportStep:
    if kind == "done":
        found: ListRowsImported = value
        href = url_for("web.import_report", number=number, import_id=found.import_id)
        words = gettext(
            "读了 %(rows)s 行，取用 %(taken)s 行，错误 %(errors)s 处。", rows=found.rows,
            taken=found.taken, errors=found.errors,
        )  # fmt: skip
        return ImportStep(words, href=href)
    if kind == "refused":
        fields = [pick(f.zh, f.en) for f in value.fields]
        return ImportStep(" ".join(fields) or value.message(lang()), href=back, is_fault=True)
    words = gettext("这次没有办成，什么都没有改动。")
    return ImportStep(words, href=back, is_fault=True)


@web.get("/lists/<number>/imports/<key:import_id>")
def import_report(number: str, import_id: int) -> Any:
    case, found = seen_list(number)
    unit = reading()
    kept = list_files.import_by_id(unit.connection, import_id)
    if kept is None or kept["submission_id"] != found["id"]:
        raise NotFound(what_zh="这次导入", what_en="such import")
    may_again = kept["good"] and not kept["taken"] and waits_at(unit, case) in COMPILING
    back = url_for("web.list_page", number=number)
    count = kept["errors"] + kept["warnings"]
    view = ImportReport(
        title=gettext("导入结果"),
        sub=f"{name_of(case)} · {kept['name']}",
        crumbs=(Link(name_of(case), back), Link(gettext("导入结果"), "")),
        taken=kept["taken"],
        rows=kept["rows"],
        good=kept["good"],
        errors=kept["errors"],
        warnings=kept["warnings"],
        faults=tuple(fault_line(f, with_place=True) for f in kept["faults"][:SHOWN]),
        more=max(0, count - SHOWN),
        back=back,
        template=url_for("web.list_template", number=number),
        again=url_for("web.import_list", number=number) if may_again else "",
        replaces=kept["replaces"],
        token=str(import_id),
    )
    return page("list_import.html", view, at="lists")
