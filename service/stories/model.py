"""What a story says, once it has been read and found readable."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

VERBS = ("open", "complete", "act")


@dataclass(frozen=True, kw_only=True)
class Said:
    """A sentence in both languages."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh


class BadStory(Exception):
    """A story that can not be read; `problems` names file, step and what is wrong."""

    def __init__(self, path: Path, problems: tuple[Said, ...]) -> None:
        self.path = path
        self.problems = problems
        super().__init__(f"{path}: {problems[0].en}")


@dataclass(frozen=True, kw_only=True)
class EntityGiven:
    """An entity of the story. `known`: on file before it begins."""

    name: str
    code: str
    known: bool
    filed_at: tuple[str, ...] = ()
    suspended_at: tuple[str, ...] = ()
    listed: int | None = None
    province: str | None = None  # name of the regional office
    since: date | None = None
    substitute_proof: str = ""


@dataclass(frozen=True, kw_only=True)
class Step:
    """One step. `number` counts from 1; `line` is where it begins in the file."""

    number: int
    line: int
    at: datetime | None = None
    outage: bool = False  # no clock ran until `at`
    verb: str | None = None  # open | complete | act
    what: tuple[str, ...] = ()  # process key; elements; action
    by: str | None = None
    case: str | None = None
    called: str | None = None  # `as`: what the story calls the case it opens
    entity: str | None = None
    form: Mapping[str, Any] = field(default_factory=dict)
    expect: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class Story:
    path: Path
    title: str
    source: str
    clock: datetime | None
    entities: tuple[EntityGiven, ...]
    rules: Mapping[str, str]
    calendar: tuple[int, ...]
    steps: tuple[Step, ...]
