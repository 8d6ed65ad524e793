"""What can be set from outside, read once. `mingdan config --markdown` prints this table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from service.domain.errors import Fault


class BadSetting(Fault):
    """An environment variable that can not be used; the message names it."""


@dataclass(frozen=True, kw_only=True)
class Setting:
    name: str
    default: str
    meaning: str


SETTINGS = (
    Setting(
        name="MINGDAN_DATABASE_URL",
        default="sqlite:///var/mingdan.db",
        meaning="Where everything is kept: SQLite, or postgresql://user@host/name.",
    ),
    Setting(
        name="MINGDAN_DOCUMENTS",
        default="var/documents",
        meaning="Folder of uploaded files, named by their SHA-256.",
    ),
    Setting(
        name="MINGDAN_SECRET_KEY",
        default="",
        meaning="Signs form tokens. No default: serve refuses to start without it; "
        "a demonstration makes its own.",
    ),
    Setting(name="MINGDAN_HOST", default="127.0.0.1", meaning="Address to listen on."),
    Setting(name="MINGDAN_PORT", default="8000", meaning="Port to listen on (1 to 65535)."),
    Setting(
        name="MINGDAN_WORKERS",
        default="2",
        meaning="Processes of `mingdan serve` with PostgreSQL; SQLite always uses one.",
    ),
    Setting(
        name="MINGDAN_TICK_S",
        default="5",
        meaning="Seconds between two looks at the timers (1 to 3600).",
    ),
    Setting(
        name="MINGDAN_SECURE_COOKIES",
        default="no",
        meaning="yes behind HTTPS: cookies are sent over HTTPS only.",
    ),
)


@dataclass(frozen=True, kw_only=True)
class Config:
    database_url: str
    documents: Path
    secret_key: str
    host: str
    port: int
    workers: int
    tick_s: int
    secure_cookies: bool


def read_config(environ: Mapping[str, str]) -> Config:
    """The settings of this process. Raises BadSetting naming the variable."""
    said = {s.name: environ.get(s.name, s.default) for s in SETTINGS}
    return Config(
        database_url=said["MINGDAN_DATABASE_URL"],
        documents=Path(said["MINGDAN_DOCUMENTS"]),
        secret_key=said["MINGDAN_SECRET_KEY"],
        host=said["MINGDAN_HOST"],
        port=_number("MINGDAN_PORT", said, 1, 65535),
        workers=_number("MINGDAN_WORKERS", said, 1, 64),
        tick_s=_number("MINGDAN_TICK_S", said, 1, 3600),
        secure_cookies=_yes("MINGDAN_SECURE_COOKIES", said),
    )


def _number(name: str, said: Mapping[str, str], least: int, most: int) -> int:
    text = said[name].strip()
    if not text.isdigit() or not least <= int(text) <= most:
        raise BadSetting(f"{name} must be a whole number from {least} to {most}, not {text!r}")
    return int(text)


def _yes(name: str, said: Mapping[str, str]) -> bool:
    text = said[name].strip().lower()
    if text not in ("yes", "no"):
        raise BadSetting(f"{name} must be yes or no, not {text!r}")
    return text == "yes"


def as_markdown() -> str:
    """The table of settings for the README."""
    lines = ["| variable | default | meaning |", "| --- | --- | --- |"]
    lines += [
        f"| `{s.name}` | {f'`{s.default}`' if s.default else '–'} | {s.meaning} |" for s in SETTINGS
    ]
    return "\n".join(lines)
