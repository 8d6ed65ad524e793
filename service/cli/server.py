"""gunicorn, set up in code: threads, the timers beside where the database is a file."""

from __future__ import annotations

from typing import Any

import structlog
from flask import Flask
from gunicorn.app.base import BaseApplication

from service.app import create_app, open_office
from service.config import Config
from service.office import Office
from service.timers import Beside, start_beside

THREADS = 8
GRACE_S = 30
log = structlog.get_logger("serve")


class Server(BaseApplication):  # type: ignore[misc]
    """Serves until told to stop. Each process opens its own office, after it was forked."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.is_alone = config.database_url.startswith("sqlite")
        self.office: Office | None = None
        self.beside: Beside | None = None
        super().__init__()

    def load_config(self) -> None:
        for name, value in self._settings().items():
            self.cfg.set(name, value)

    def _settings(self) -> dict[str, Any]:
        return {
            "bind": f"{self.config.host}:{self.config.port}",
            "workers": 1 if self.is_alone else self.config.workers,
            "worker_class": "gthread",
            "threads": THREADS,
            "graceful_timeout": GRACE_S,
            "control_socket_disable": True,
            "loglevel": "warning",
            "proc_name": "mingdan",
            "when_ready": self._ready,
            "post_worker_init": self._start_timers,
            "worker_exit": self._leave,
        }

    def load(self) -> Flask:
        """The application of this process; nothing of the parent's database is shared."""
        self.office = open_office(self.config)
        return create_app(self.office, self.config)

    def _ready(self, arbiter: Any) -> None:
        log.info("serve.ready", at=f"http://{self.config.host}:{self.config.port}")

    def _start_timers(self, worker: Any) -> None:
        if self.is_alone and self.office is not None:
            self.beside = start_beside(self.office, self.config.tick_s)

    def _leave(self, arbiter: Any, worker: Any) -> None:
        if self.beside is not None:
            self.beside.stop()
        if self.office is not None:
            self.office.database.dispose()
