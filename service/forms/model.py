"""What a form is to the rest of the service: plain, frozen, in both languages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

Lang = Literal["zh", "en"]
Values = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Words:
    """The same thing said in Chinese and in English."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, kw_only=True)
class Option:
    """One answer that may be chosen; `value` is what is stored (text, or true/false)."""

    value: str | bool
    words: Words
    hint: Words | None = None

    @property
    def posted(self) -> str:
        """How a browser sends this answer."""
        if isinstance(self.value, bool):
            return "yes" if self.value else "no"
        return self.value


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question. Rows, groups and commitments hold further `fields`."""

    name: str
    widget: str
    words: Words
    section: str
    schema: Mapping[str, Any]
    hint: Words | None = None
    unit: Words | None = None
    options: tuple[Option, ...] = ()
    source: str | None = None
    width: str = "full"
    required: bool = False
    read_only: bool = False
    protected: bool = False
    fields: tuple[Field, ...] = ()

    def title(self, lang: str) -> str:
        return self.words.say(lang)

    def help(self, lang: str) -> str:
        return self.hint.say(lang) if self.hint else ""

    def option(self, value: object) -> Option | None:
        """The option that stores `value`; true and 1 are different answers."""
        for option in self.options:
            if option.value == value and isinstance(value, bool) == isinstance(option.value, bool):
                return option
        return None


@dataclass(frozen=True, kw_only=True)
class Section:
    """A titled part of a form; every field sits in exactly one."""

    key: str
    words: Words
    fields: tuple[Field, ...]

    def title(self, lang: str) -> str:
        return self.words.say(lang)


@dataclass(frozen=True, kw_only=True)
class Branch:
    """One arm of a condition: while `when` holds (or, for an else, does not), it counts."""

    when: Mapping[str, Any]
    otherwise: bool
    shows: frozenset[str]
    requires: frozenset[str]
    test: Any = field(repr=False, compare=False)

    def counts(self, values: Mapping[str, Any]) -> bool:
        return bool(self.test.is_valid(dict(values))) is not self.otherwise


@dataclass(frozen=True, kw_only=True)
class Form:
    """A definition that passed every check; `schema` is the document it was read from."""

    key: str
    words: Words
    hint: Words | None
    sections: tuple[Section, ...]
    branches: tuple[Branch, ...]
    submit: Words
    after: Words | None
    schema: Mapping[str, Any] = field(repr=False)
    validator: Any = field(repr=False, compare=False)

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every top-level field in the order it is asked."""
        return tuple(f for section in self.sections for f in section.fields)

    def title(self, lang: str) -> str:
        return self.words.say(lang)

    def field(self, path: str) -> Field | None:
        """The field at a dotted path; row numbers are passed over ("staff.0.name")."""
        found: Field | None = None
        inner = self.fields
        for part in path.split("."):
            if part.isdigit() and found is not None:
                continue
            found = next((f for f in inner if f.name == part), None)
            if found is None:
                return None
            inner = found.fields
        return found


@dataclass(frozen=True, kw_only=True)
class Document:
    """A stored file as a form refers to it."""

    id: str
    name: str
    size: int
    sha256: str


def _nobody(_key: str) -> None:
    return None


@dataclass(frozen=True, kw_only=True)
class FormContext:
    """What a form is held against: the day, and who and what may be named in it.

    A picker accepts only what is offered here, so a list that was left out refuses everything.
    """

    today: date
    centers: Mapping[str, Words] = field(default_factory=dict)
    people: Mapping[str, Words] = field(default_factory=dict)
    kinds: Mapping[str, Words] = field(default_factory=dict)
    entities: Callable[[str], Words | None] = _nobody
    documents: Callable[[str], Document | None] = _nobody
    facts: tuple[tuple[Words, str], ...] = ()

    def offered(self, widget: str) -> Mapping[str, Words]:
        """The list that a widget of this name is chosen from."""
        return {"center": self.centers, "officer": self.people, "service_kind": self.kinds}[widget]
