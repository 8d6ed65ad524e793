"""create_app: the only wiring of the house, and the only reader of the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping

from flask import Flask

from service import api, web
from service.config import BadSetting, Config, read_config
from service.office import Office
from service.store.database import Database

# Set, not proposed: Flask has values of its own for these, and they are no limits.
LIMITS = {
    "MAX_CONTENT_LENGTH": 25 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
}


def config_from_environment() -> Config:
    return read_config(os.environ)


def open_office(config: Config) -> Office:
    """The office over the configured database; raises BadSetting for a folder it can't make."""
    try:
        _make_places(config)
    except OSError as error:
        raise BadSetting(
            f"MINGDAN_DATABASE_URL, MINGDAN_DOCUMENTS: {error.filename}: {error.strerror}"
        ) from error
    return Office(database=Database(config.database_url), documents=config.documents)


def _make_places(config: Config) -> None:
    """Nobody else on this machine reads who informed; SQLite's other files follow its first."""
    if config.database_url.startswith("sqlite:///"):
        path = config.database_url.removeprefix("sqlite:///")
        os.makedirs(os.path.dirname(path) or ".", exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    config.documents.mkdir(mode=0o700, parents=True, exist_ok=True)


def create_app(office: Office, config: Config | Mapping[str, object]) -> Flask:
    """The WSGI application: pages and API over one office."""
    app = Flask("service", static_folder=None)
    app.config.update(LIMITS)
    if isinstance(config, Config):
        app.config["SECRET_KEY"] = config.secret_key
        app.config["SESSION_COOKIE_SECURE"] = config.secure_cookies
    else:
        app.config.update(config)
    web.register(app, office)
    api.register(app, office)
    return app
