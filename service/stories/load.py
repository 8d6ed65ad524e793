"""From a YAML file to a Story, or to every reason why not."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from service.domain.errors import BadCode
from service.domain.identity import normalise_code
from service.domain.periods import SHANGHAI
from service.stories.expectations import EXPECTATIONS
from service.stories.model import VERBS, BadStory, EntityGiven, Said, Step, Story
from service.stories.reading import LINE, plain, read_yaml

TOP = ("story", "source", "given", "steps")
GIVEN = ("clock", "entity", "entities", "rules", "calendar")
ENTITY = (
    "name", "code", "known", "filed_at", "suspended_at", "listed", "province", "since",
    "substitute_proof",
)  # fmt: skip
STEP = (
    "at",
    "outage",
    "open",
    "complete",
    "act",
    "by",
    "case",
    "as",
    "entity",
    "form",
    "with",
    "expect",
)
DAY = len("2027-06-10")


def load_story(path: Path) -> Story:
    """Read one story. Raises BadStory with every problem found."""
    found = read_yaml(path)
    reader = _Reader(path)
    story = reader.story(found)
    if reader.problems:
        raise BadStory(path, tuple(reader.problems))
    return story


class _Reader:
    def __init__(self, path: Path) -> None:
        self.path = path
        self.problems: list[Said] = []

    def wrong(self, where: tuple[str, str], zh: str, en: str) -> None:
        self.problems.append(Said(zh=f"{where[0]}：{zh}", en=f"{where[1]}: {en}"))

    def known(
        self, found: Mapping[str, Any], names: tuple[str, ...], where: tuple[str, str]
    ) -> None:
        for key in found:
            if key not in names and key != LINE:
                self.wrong(
                    where,
                    f"不认识“{key}”，可以写 {'、'.join(names)}",
                    f"unknown key {key!r}; known are {', '.join(names)}",
                )

    def story(self, found: dict[str, Any]) -> Story:
        top = ("开头", "top")
        self.known(found, TOP, top)
        title, source = (self.text(found, key, top) for key in ("story", "source"))
        given = self.mapping(found.get("given"), ("given", "given"))
        self.known(given, GIVEN, ("given", "given"))
        steps = found.get("steps")
        if not isinstance(steps, list) or not steps:
            self.wrong(top, "steps 要是步骤的列表，至少一步", "steps must be a list with a step")
            steps = []
        return Story(
            path=self.path,
            title=title,
            source=source,
            clock=self.instant(given.get("clock"), ("given.clock", "given.clock")),
            entities=self.entities(given),
            rules=self.rules(given.get("rules")),
            calendar=self.years(given.get("calendar")),
            steps=tuple(self.step(number, step) for number, step in enumerate(steps, 1)),
        )

    def text(self, found: Mapping[str, Any], key: str, where: tuple[str, str]) -> str:
        value = found.get(key)
        if not isinstance(value, str) or not value.strip():
            self.wrong(where, f"要写 {key}", f"{key} is missing")
            return ""
        return value.strip()

    def mapping(self, found: Any, where: tuple[str, str]) -> dict[str, Any]:
        if found is None:
            return {}
        if not isinstance(found, dict):
            self.wrong(where, "要写成“名字: 值”", "must be a mapping")
            return {}
        return found

    def instant(self, value: Any, where: tuple[str, str]) -> datetime | None:
        """A civil moment of Asia/Shanghai; a day alone means its 09:00."""
        if value is None:
            return None
        try:
            found = datetime.fromisoformat(str(value))
            if found.tzinfo is not None:
                raise ValueError
        except ValueError:
            self.wrong(
                where,
                f"“{value}”不是时间，写成 2027-06-10T09:00",
                f"{value!r} is no moment; write 2027-06-10T09:00",
            )
            return None
        if len(str(value)) == DAY:
            found = found.replace(hour=9)
        return found.replace(tzinfo=SHANGHAI)

    def day(self, value: Any, where: tuple[str, str]) -> date | None:
        found = self.instant(value, where)
        return found.date() if found else None

    def names(self, value: Any, where: tuple[str, str]) -> tuple[str, ...]:
        if value is None:
            return ()
        every = value if isinstance(value, list) else [value]
        if not all(isinstance(one, str) for one in every):
            self.wrong(where, "要是名字或名字的列表", "must be a name or a list of names")
            return ()
        return tuple(every)

    def entities(self, given: Mapping[str, Any]) -> tuple[EntityGiven, ...]:
        every = given.get("entities") or ([given["entity"]] if "entity" in given else [])
        if not isinstance(every, list):
            self.wrong(("given", "given"), "entities 要是列表", "entities must be a list")
            return ()
        read = tuple(self.entity(number, one) for number, one in enumerate(every, 1))
        if len({one.name for one in read}) != len(read) and all(one.code for one in read):
            pass  # E4 54: two entities may carry one name; steps then name them by code
        return read

    def entity(self, number: int, found: Any) -> EntityGiven:
        where = (f"第 {number} 个主体", f"entity {number}")
        found = self.mapping(found, where)
        self.known(found, ENTITY, where)
        code = self.text(found, "code", where)
        proof = str(found.get("substitute_proof") or "")
        if code and not proof:
            try:
                normalise_code(code)
            except BadCode as bad:
                self.wrong(where, bad.message("zh"), bad.message("en"))
        filed = self.names(found.get("filed_at"), where)
        suspended = self.names(found.get("suspended_at"), where)
        listed = found.get("listed")
        if listed not in (None, 1, 2, 3):
            self.wrong(where, "listed 是 1、2 或 3", "listed is 1, 2 or 3")
        return EntityGiven(
            name=self.text(found, "name", where),
            code=code,
            known=bool(found.get("known", bool(filed or suspended or listed))),
            filed_at=filed,
            suspended_at=suspended,
            listed=listed,
            province=found.get("province"),
            since=self.day(found.get("since"), where),
            substitute_proof=proof,
        )

    def rules(self, found: Any) -> dict[str, str]:
        every = plain(self.mapping(found, ("given.rules", "given.rules")))
        return {
            key: str(value).lower() if isinstance(value, bool) else str(value)
            for key, value in every.items()
        }

    def years(self, found: Any) -> tuple[int, ...]:
        every = found if isinstance(found, list) else [] if found is None else [found]
        if not all(isinstance(year, int) for year in every):
            where = ("given.calendar", "given.calendar")
            self.wrong(where, "要是年份，例如 [2027, 2028]", "must be years, as in [2027, 2028]")
            return ()
        return tuple(every)

    def step(self, number: int, found: Any) -> Step:
        found = self.mapping(found, (f"第 {number} 步", f"step {number}"))
        line = found.get(LINE, 0)
        where = (f"第 {number} 步（第 {line} 行）", f"step {number} (line {line})")
        self.known(found, STEP, where)
        verbs = [verb for verb in VERBS if verb in found]
        if len(verbs) > 1:
            self.wrong(where, f"只能写一个：{'、'.join(verbs)}", f"only one of {', '.join(verbs)}")
        verb = verbs[0] if verbs else None
        what = self.names(found[verb], where) if verb else ()
        if verb in ("open", "act") and len(what) != 1:
            self.wrong(where, f"{verb} 只写一个名字", f"{verb} takes one name")
        if not {"at", "expect", *VERBS} & set(found):
            self.wrong(where, "这一步什么也没做", "the step does nothing")
        if found.get("outage") is not None and "at" not in found:
            self.wrong(where, "outage 要和 at 一起写", "outage goes with `at`")
        form = found.get("with" if verb == "act" else "form")
        return Step(
            number=number,
            line=line,
            at=self.instant(found.get("at"), where),
            outage=found.get("outage") is True,
            verb=verb,
            what=what,
            by=found.get("by"),
            case=found.get("case"),
            called=found.get("as"),
            entity=found.get("entity"),
            form=plain(self.mapping(form, where)),
            expect=self.expect(found, where),
        )

    def expect(self, found: Mapping[str, Any], where: tuple[str, str]) -> dict[str, Any] | None:
        if "expect" not in found:
            return None
        expect = self.mapping(found["expect"], where)
        self.known(
            expect, (*EXPECTATIONS, "refused", "case"), (f"{where[0]} expect", f"{where[1]} expect")
        )
        return plain(expect)  # type: ignore[no-any-return]
