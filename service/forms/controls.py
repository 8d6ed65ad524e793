"""One question on a page: ids, texts, choices, rows, what describes it and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from service.forms.condition_words import asked_when, needed_when
from service.forms.model import Field, Form, FormContext, Words
from service.forms.posted import as_typed
from service.forms.widgets import LISTED

DATE_HINT = Words(zh="例如 2026-10-09", en="For example 2026-10-09")
TIME_HINT = Words(zh="例如 2026-10-09 14:30", en="For example 2026-10-09 14:30")
NUMERIC = frozenset({"number", "date", "date_time"})
COLUMNS = {2: "two", 3: "three", 4: "across"}
SHORT_LABEL = 12


@dataclass(frozen=True, kw_only=True)
class Choice:
    id: str
    value: str
    label: str
    hint: str
    checked: bool


@dataclass(frozen=True, kw_only=True)
class FileLine:
    id: str
    name: str
    meta: str


@dataclass(frozen=True, kw_only=True)
class Row:
    number: int
    controls: tuple[Control, ...]


@dataclass(frozen=True, kw_only=True)
class Control:
    """`target` is the id a link to this control goes to; `inside` are the parts of a group."""

    field: Field
    path: str
    id: str
    target: str
    label: str
    hint: str
    condition: str
    needed: str
    error: str
    value: str
    unit: str
    required: bool
    limit: int | None
    choices: tuple[Choice, ...] = ()
    columns: str = ""
    inside: tuple[Control, ...] = ()
    rows: tuple[Row, ...] = ()
    blank: tuple[Control, ...] = ()
    most: int = 0
    files: tuple[FileLine, ...] = ()
    promises: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    reveal: tuple[Control, ...] = ()

    @property
    def widget(self) -> str:
        return self.field.widget

    @property
    def numeric(self) -> bool:
        return self.widget in NUMERIC

    @property
    def described_by(self) -> str:
        """Ids of the help, condition and error of this control, in reading order."""
        parts = (("help", self.hint), ("when", self.condition), ("error", self.error))
        return " ".join(f"{self.id}_{name}" for name, text in parts if text)

    def all_controls(self) -> Iterator[Control]:
        yield self
        for group in (self.inside, self.reveal, *(row.controls for row in self.rows)):
            for control in group:
                yield from control.all_controls()


def anchor(path: str) -> str:
    """The id of the control at a dotted path."""
    return path.replace(".", "-")


@dataclass(frozen=True, kw_only=True)
class Maker:
    """Builds controls for one showing of a form."""

    form: Form
    lang: str
    context: FormContext
    errors: Mapping[str, str]
    more: str | None = None

    def control(
        self,
        asked: Field,
        value: Any,
        path: str = "",
        *,
        reveal: tuple[Control, ...] = (),
        in_row: bool = False,
    ) -> Control:
        path = path or asked.name
        id_ = anchor(path)
        choices = self._choices(asked, value, id_)
        inside = self._inside(asked, value, path)
        rows = self._rows(asked, value, path)
        condition, needed = self._conditions(asked, path)
        return Control(
            field=asked,
            path=path,
            id=id_,
            target=_target(id_, asked, choices, inside, rows, in_row),
            label=asked.title(self.lang),
            hint=self._hint(asked),
            condition=condition,
            needed=needed,
            error=self.errors.get(path, ""),
            value="" if asked.fields else as_typed(value),
            unit=asked.unit.say(self.lang) if asked.unit else "",
            required=asked.required or bool(condition and self._needed_once_shown(asked)),
            limit=asked.schema.get("maxLength"),
            choices=choices,
            columns=self._columns(asked),
            inside=inside,
            rows=rows,
            blank=self._row(asked, {}, f"{path}.__row__") if asked.widget == "rows" else (),
            most=asked.schema.get("maxItems", 0),
            files=self._files(asked, value),
            promises=tuple(words[self.lang] for words in asked.schema.get("x-promises", ())),
            facts=tuple((words.say(self.lang), text) for words, text in self.context.facts),
            reveal=reveal,
        )

    def _conditions(self, asked: Field, path: str) -> tuple[str, str]:
        """When the field is asked, and when it must be answered; rows and groups have neither."""
        if path != asked.name:
            return "", ""
        shown = asked_when(self.form, asked.name)
        needed = None if asked.required else needed_when(self.form, asked.name)
        return (
            shown.say(self.lang) if shown else "",
            needed.say(self.lang) if needed else "",
        )

    def _needed_once_shown(self, asked: Field) -> bool:
        showing = [branch for branch in self.form.branches if asked.name in branch.shows]
        return all(asked.name in branch.requires for branch in showing)

    def _hint(self, asked: Field) -> str:
        usual = {"date": DATE_HINT, "date_time": TIME_HINT}.get(asked.widget)
        if not asked.hint and usual:
            return usual.say(self.lang)
        return asked.help(self.lang)

    def _choices(self, asked: Field, value: Any, id_: str) -> tuple[Choice, ...]:
        if asked.widget in LISTED:
            offered = self.context.offered(asked.widget)
            pairs = [(key, words.say(self.lang), "") for key, words in offered.items()]
        else:
            pairs = [
                (o.posted, o.words.say(self.lang), o.hint.say(self.lang) if o.hint else "")
                for o in asked.options
            ]
        picked = value if isinstance(value, list) else [as_typed(value)]
        return tuple(
            Choice(id=f"{id_}-{n}", value=key, label=label, hint=hint, checked=key in picked)
            for n, (key, label, hint) in enumerate(pairs)
        )

    def _columns(self, asked: Field) -> str:
        """Short answers without explanations stand side by side."""
        labels = [option.words.say(self.lang) for option in asked.options]
        short = all(len(label) <= SHORT_LABEL for label in labels)
        explained = any(option.hint for option in asked.options)
        return COLUMNS.get(len(labels), "") if short and not explained else ""

    def _inside(self, asked: Field, value: Any, path: str) -> tuple[Control, ...]:
        if asked.widget not in {"group", "commitment"}:
            return ()
        return self._row(asked, value if isinstance(value, Mapping) else {}, path)

    def _rows(self, asked: Field, value: Any, path: str) -> tuple[Row, ...]:
        if asked.widget != "rows":
            return ()
        held = value if isinstance(value, list) else []
        given = [row if isinstance(row, Mapping) else {} for row in held]
        given += [{}] * (1 if not given or self.more == path else 0)
        return tuple(
            Row(number=number + 1, controls=self._row(asked, row, f"{path}.{number}"))
            for number, row in enumerate(given)
        )

    def _row(self, asked: Field, row: Mapping[str, Any], path: str) -> tuple[Control, ...]:
        return tuple(
            self.control(
                inner,
                row.get(inner.name),
                f"{path}.{inner.name}",
                in_row=asked.widget == "rows",
            )
            for inner in asked.fields
        )

    def _files(self, asked: Field, value: Any) -> tuple[FileLine, ...]:
        if asked.widget != "files" or not isinstance(value, list):
            return ()
        found = [(str(key), self.context.documents(str(key))) for key in value]
        return tuple(
            FileLine(
                id=key,
                name=document.name,
                meta=f"{size_words(document.size)} · SHA-256 "
                f"{document.sha256[:4]}…{document.sha256[-4:]}",
            )
            for key, document in found
            if document is not None
        )


def _target(
    id_: str,
    asked: Field,
    choices: tuple[Choice, ...],
    inside: tuple[Control, ...],
    rows: tuple[Row, ...],
    in_row: bool,
) -> str:
    """The input a link goes to: in rows choices are lists, elsewhere buttons of their own."""
    listed = asked.widget in LISTED or (in_row and asked.widget != "many_choices")
    if choices and not listed:
        return choices[0].id
    if inside:
        return inside[0].target
    return rows[0].controls[0].target if rows else id_


def size_words(size: int) -> str:
    """1.2 MB, 34 kB."""
    if size >= 1_000_000:
        return f"{size / 1_000_000:.1f} MB"
    return f"{max(1, round(size / 1000))} kB"
