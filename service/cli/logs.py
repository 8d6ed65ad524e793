"""One line of log a happening, on standard error: words for a terminal, JSON for a collector."""

from __future__ import annotations

import logging
import sys

import structlog


def write_logs() -> None:
    """Set up once a process, before anything is logged."""
    shown = structlog.dev.ConsoleRenderer(colors=True) if sys.stderr.isatty() else None
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            shown or structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    # APScheduler tells of every run; only what goes wrong is of interest.
    logging.getLogger("apscheduler").setLevel(logging.ERROR)
