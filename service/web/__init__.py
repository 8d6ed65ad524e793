"""The pages: Flask, Jinja, a little htmx. `register` puts them on an application."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask, current_app, request
from flask_babel import Babel
from flask_wtf.csrf import CSRFProtect
from werkzeug.exceptions import HTTPException

from service.domain.errors import Refusal
from service.web import (
    account,
    bans,
    calendar,
    case,
    cases,
    diagram,
    entities,
    entity,
    errors,
    inbox,
    notices,
    portal,
    rule,
    rules,
    start,
    task,
    timers,
)
from service.web.assets_map import Assets
from service.web.blueprint import web
from service.web.desk import close_reading, person
from service.web.page import template_globals
from service.web.reach import KeyConverter, check_readable
from service.web.security import guard

__all__ = ["PAGES", "register"]

PAGES = (
    account, bans, calendar, case, cases, diagram, entities, entity, inbox, notices, portal, rule,
    rules, start, task, timers,
)  # fmt: skip
TRANSLATIONS = Path(__file__).parent / "translations"
LANGUAGES = ("zh", "en")
OPEN = frozenset({"web.login", "web.send_login", "web.login_demo", "web.language", "web.static"})
csrf = CSRFProtect()


def register(app: Flask, office: Any) -> None:
    """Put the pages on `app`; they read and act through `office`."""
    app.extensions["office"] = office
    app.extensions["assets"] = Assets()
    app.config.setdefault("WTF_CSRF_CHECK_DEFAULT", False)
    app.config.setdefault("WTF_CSRF_TIME_LIMIT", None)
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TRANSLATIONS)
    Babel(app, default_locale="zh", locale_selector=chosen_language)
    csrf.init_app(app)
    app.url_map.converters["key"] = KeyConverter
    app.register_blueprint(web)
    app.register_error_handler(HTTPException, errors.http_failed)
    app.register_error_handler(500, errors.failed)
    app.context_processor(template_globals)
    app.after_request(guard)
    app.teardown_request(close_reading)


def chosen_language() -> str:
    """The language chosen on this browser, else the person's, else the browser's, else Chinese."""
    chosen = request.cookies.get("lang")
    if chosen in LANGUAGES:
        return chosen
    return "zh"


web.register_error_handler(Refusal, errors.refused)


web.before_request(check_readable)


@web.before_request
def check_token() -> None:
    """Every form of the pages carries the token of its session."""
    if current_app.config["WTF_CSRF_ENABLED"]:
        csrf.protect()


@web.before_request
def check_signed_in() -> None:
    """A stranger learns nothing, not even which numbers there are. Raises NotSignedIn."""
    if request.endpoint not in OPEN:
        person()
