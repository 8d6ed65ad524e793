"""Every refusal and failure as a page, with what to do next."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from service.domain.errors import NotSignedIn, Refusal
from service.web.desk import close_reading, is_entity, maybe_person
from service.web.page import chrome
from service.web.tongue import gettext, lang
from service.web.views import Link

log = logging.getLogger("mingdan.web")
ICONS = {401: "lock", 403: "lock", 404: "search", 409: "swap", 422: "warn", 429: "clock"}
NOT_KEPT = frozenset(
    {"csrf_token", "idempotency_key", "password", "back", "revision", "draft", "more"}
)


@dataclass(frozen=True)
class ErrorPage:
    title: str
    sentence: str
    icon: str
    links: tuple[Link, ...]
    fields: tuple[str, ...] = ()
    source: str = ""
    incident: str = ""
    kept: tuple[tuple[str, str], ...] = ()


def titles() -> dict[int, str]:
    return {
        400: gettext("这个请求无法读取"), 401: gettext("还没有登录"),
        403: gettext("你的岗位不能办这件事"),
        404: gettext("找不到"), 405: gettext("这个地址不能这样用"), 409: gettext("现在不能这样做"),
        413: gettext("内容太大"), 422: gettext("还有要改正的地方"), 429: gettext("稍后再试"),
        500: gettext("系统出错了"),
    }  # fmt: skip


def refused(refusal: Refusal) -> Any:
    """A rule said no: its own sentence, and what was typed is not lost."""
    if isinstance(refusal, NotSignedIn) and request.method == "GET":
        return redirect(url_for("web.login", back=request.full_path.rstrip("?")))
    words = tuple(f.zh if lang() == "zh" else f.en for f in refusal.fields)
    return error_page(
        refusal.status,
        sentence=refusal.message(lang()),
        fields=words,
        source=refusal.source or "",
    )


def http_failed(failure: HTTPException) -> Any:
    """An address that is not ours, or a request that can not be read."""
    if request.path.startswith("/api/"):
        return failure
    code = failure.code or 500
    sentences = {
        404: gettext("没有这个地址。核对一下，或从待办里找。"),
        405: gettext("这个地址要从页面上的按钮进入。"),
        413: gettext("文件或内容超过了上限。请减小后再提交。"),
    }
    if isinstance(failure, CSRFError):
        return error_page(
            400, sentence=gettext("页面放得太久，提交没有生效。返回上一页刷新后再提交一次。")
        )
    return error_page(code, sentence=sentences.get(code, failure.description or ""))


def failed(_: Exception) -> Any:
    """Our own failure: a number to report, never a trace."""
    number = secrets.token_hex(4).upper()
    log.error("page failed: incident %s at %s", number, request.path)
    if request.path.startswith("/api/"):
        return {"code": "failed", "incident": number}, 500
    return error_page(500, sentence=gettext("这次没有办成，什么都没有改动。"), incident=number)


def error_page(status: int, **parts: Any) -> tuple[str, int]:
    close_reading()
    title = titles().get(status, titles()[400])
    view = ErrorPage(title=title, icon=ICONS.get(status, "over"), links=_links(), kept=_kept(),
                     **parts)  # fmt: skip
    return render_template("error.html", view=view, chrome=_chrome()), status


def _chrome() -> Any:
    try:
        return chrome("")
    except Exception:  # noqa: BLE001  the frame may be what failed
        close_reading()
        return None


def _links() -> tuple[Link, ...]:
    if maybe_person() is None:
        return (Link(gettext("去登录"), url_for("web.login", back=_came_from())),)
    home = Link(gettext("回到首页"), url_for("web.home"))
    if is_entity():
        return (home,)
    return (
        Link(gettext("回到待办"), url_for("web.inbox")),
        Link(gettext("查主体"), url_for("web.entities")),
    )


def _came_from() -> str | None:
    """The page whose form was sent, to go back to after signing in."""
    before = urlsplit(request.referrer or "")
    return before.path if before.netloc == request.host else None


def _kept() -> tuple[tuple[str, str], ...]:
    if request.method != "POST":
        return ()
    try:
        sent = request.form
    except RequestEntityTooLarge:
        return ()
    return tuple(
        (key, value)
        for key, value in sent.items(multi=True)
        if key not in NOT_KEPT and value.strip()
    )
