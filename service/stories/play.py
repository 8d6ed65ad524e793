"""Play a story through the real actions, engine and store, one step after another."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from service.actions.advance_clock import advance_clock
from service.actions.change_rule import change_rule
from service.actions.complete_task import complete_task
from service.actions.enter_entity import FilingHeld, PlaceOnList, enter_entity
from service.actions.import_calendar_year import import_calendar_year
from service.actions.open_case import open_case
from service.domain.errors import Refusal
from service.domain.roles import Actor, Role
from service.engine import Outcome
from service.forms import Form
from service.office import Office
from service.store import record, timers, work_items
from service.store.scope import visible_cases
from service.stories.acts import ACTS
from service.stories.answers import answers_for
from service.stories.coverage import Coverage
from service.stories.expectations import EXPECTATIONS, Look, places
from service.stories.model import EntityGiven, Said, Step, Story
from service.stories.people import StepFailed, failed
from service.stories.scene import Scene
from service.stories.stage import FOUNDED_AT, Stage
from service.stories.telling import at_step, broken, check_refusal, said_of, where_it_waits
from service.stories.years import assumed_days

Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Played:
    """How one story went. `problems` is empty when it went as it says."""

    story: Story
    problems: tuple[Said, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)

    @property
    def passed(self) -> bool:
        return not self.problems


def play(story: Story, stage: Stage) -> Played:
    """Play on a fresh house of the stage; stops at the first step that goes wrong."""
    with stage.fresh() as office:
        player = _Player(story, stage, office)
        return Played(story=story, problems=player.play(), coverage=player.coverage)


class _Player:
    def __init__(self, story: Story, stage: Stage, office: Office) -> None:
        self.story = story
        self.stage = stage
        self.coverage = Coverage()
        self.watched: list[tuple[str, Outcome]] = []
        self.office = replace(office, watch=lambda key, step: self.watched.append((key, step)))
        self.scene = Scene(story, self.office)

    def play(self) -> tuple[Said, ...]:
        try:
            self.prepare()
        except (StepFailed, Refusal) as error:
            return at_step(("开头", "given"), said_of(error))
        for step in self.story.steps:
            where = (
                f"第 {step.number} 步（第 {step.line} 行）",
                f"step {step.number} (line {step.line})",
            )
            try:
                self.take(step)
            except StepFailed as error:
                return at_step(where, (*error.said, *self.instead(step)))
            except Exception as error:  # noqa: BLE001 - our own failure fails one story, not all
                return at_step(where, (broken(error), *self.instead(step)))
        return self.closing()

    def prepare(self) -> None:
        """What is given: time, calendar, rules, entities with what they hold."""
        first = next((step.at for step in self.story.steps if step.at), None)
        begin = self.story.clock or first
        if begin is None:
            raise failed("要写 given.clock，或第一步的 at", "give a clock, or a first `at`")
        since = max(begin.date().replace(day=1), FOUNDED_AT.date())
        self.advance(begin)
        for year in self.story.calendar:
            import_calendar_year(self.office, actor=None, year=year, rows=assumed_days(year))
        for key, value in self.story.rules.items():
            change_rule(
                self.office,
                actor=None,
                approver=None,
                key=key,
                value=value,
                document="故事的假设",
                valid_from=FOUNDED_AT.date(),
            )
        for given in self.story.entities:
            if given.known:
                self.enter(given, given.since or since)

    def enter(self, given: EntityGiven, since: date) -> None:
        directory = self.scene.directory
        held = [(name, False) for name in given.filed_at]
        held += [(name, True) for name in given.suspended_at]
        home = given.province or (held[0][0] if held else "浙江局")
        enter_entity(
            self.office,
            actor=None,
            code=given.code,
            name=given.name,
            province=directory.province_of(home),
            substitute_proof=given.substitute_proof,
            filings_held=tuple(
                FilingHeld(center=directory.organisation(n, "center"), since=since, suspended=s)
                for n, s in held
            ),
            place_on_list=PlaceOnList(category=given.listed, since=since) if given.listed else None,
        )

    def take(self, step: Step) -> None:
        if step.at is not None:
            self.advance(step.at, outage=step.outage)
        expect = dict(step.expect or {})
        refusal = self.act(step) if step.verb else None
        self.count(refusal is None)
        self.scene.follow()
        check_refusal(refusal, expect.pop("refused", None))
        self.check(step, expect)

    def advance(self, to: datetime, *, outage: bool = False) -> None:
        """Time moves on; what falls due on the way happens at its own instant."""
        try:
            advance_clock(self.office, actor=None, to=to, standing=True, outage=outage)
        except Refusal as refusal:
            raise StepFailed(*said_of(refusal)) from refusal
        self.count(True)
        self.scene.follow()
        with self.office.read() as unit:
            every = visible_cases(sees_all=True)
            found = timers.open_incidents(unit.connection, every)
        if found:
            what = f"{found[0]['number']} {found[0]['element']}: {found[0]['error']}"
            raise failed(f"定时出了故障：{what}", f"a timer failed: {what}")

    def act(self, step: Step) -> Refusal | None:
        before = self.lines()
        verbs: Mapping[str, Callable[[Step], None]] = {
            "open": self.open,
            "complete": self.complete,
            "act": self.other,
        }
        try:
            verbs[str(step.verb)](step)
        except Refusal as refusal:
            if self.lines() != before:
                raise failed("被拒绝的一步留下了痕迹", "a refused step left a trace") from refusal
            return refusal
        return None

    def lines(self) -> int:
        with self.office.read() as unit:
            return record.count_lines(unit.connection)

    def open(self, step: Step) -> None:
        process = self.stage.processes.get(step.what[0])
        if process is None or process.start_form is None:
            raise failed(
                f"没有可以开立的流程“{step.what[0]}”", f"no process {step.what[0]} to open"
            )
        if step.by is None:
            raise failed("要写 by：谁开立", "say who opens it: `by`")
        actor = self.scene.person(step.by)
        opened = open_case(
            self.office,
            actor=actor,
            process_key=process.key,
            values=self.answers(process.start_form, step, actor),
        )
        self.scene.opened(process.key, opened.case_id, step.called)

    def complete(self, step: Step) -> None:
        for element in step.what:
            item = self.item(step, element)
            actor = self.doer(step, item)
            with self.office.read() as unit:
                name = unit.form(item["form_id"]).key if item["form_id"] else None
            complete_task(
                self.office,
                actor=actor,
                item_id=item["id"],
                revision=item["revision"],
                values=self.answers(name, step, actor) if name else {},
            )
            if step.case is not None:
                self.scene.current = self.scene.case_id(step.case)

    def item(self, step: Step, element: str) -> Row:
        """The open task of an element; of several, the one of the doer's organisation."""
        with self.office.read() as unit:
            case = self.scene.case(unit, step.case)
            rows = work_items.items_of_case(unit.connection, case.id)
        found = [r for r in rows if r["element"] == element and r["state"] == "open"]
        if len(found) > 1 and step.by:
            orgs = {post.org_code for post in self.scene.person(step.by).posts}
            found = [row for row in found if row["org_code"] in orgs]
        if not found:
            raise failed(f"没有待办“{element}”", f"there is no open task {element}")
        return found[0]

    def doer(self, step: Step, item: Row) -> Actor:
        """Who is named, or the first person of the post the task is for."""
        if step.by:
            return self.scene.person(step.by)
        return self.scene.directory.holder(item["org_code"], Role(item["role"]))

    def other(self, step: Step) -> None:
        act = ACTS.get(step.what[0])
        if act is None:
            known = "、".join(ACTS)
            raise failed(f"没有操作“{step.what[0]}”，可用：{known}", f"no action; known: {known}")
        actor = self.scene.person(step.by) if step.by else None
        filled = {
            name: self.scene.gap(value[1:-1], {})
            if isinstance(value, str) and value[:1] == "<"
            else value
            for name, value in step.form.items()
        }
        try:
            inspect.signature(act).bind(self.scene, actor, **filled)
        except TypeError as error:
            raise failed(f"with 不对：{error}", f"wrong `with`: {error}") from error
        act(self.scene, actor, **filled)

    def answers(self, form_name: str, step: Step, actor: Actor) -> Row:
        directory = self.scene.directory
        with self.office.read() as unit:
            form: Form = unit.form(unit.newest_form(form_name))
        about = self.scene.gaps_for(step.entity, step.form.get("center"), actor)

        def code(name: str) -> str:
            return directory.organisation(name) if directory.knows(name) else name

        return answers_for(form, step.form, lambda gap: self.scene.gap(gap, about), code)

    def instead(self, step: Step) -> tuple[Said, ...]:
        """Where the case of a failed step waits."""
        try:
            with self.office.read() as unit:
                case = self.scene.case(unit, step.case)
                return (where_it_waits(case, places(unit, case)),)
        except StepFailed:
            return ()

    def closing(self) -> tuple[Said, ...]:
        """Nothing may be left broken: the record holds together."""
        with self.office.read() as unit:
            _, breaks = record.verify(unit.connection)
        return tuple(Said(zh=f"记录：{b.zh}", en=f"record: {b.en}") for b in breaks)

    def count(self, happened: bool) -> None:
        """What was watched counts, unless the step was refused and so undone."""
        for key, outcome in self.watched if happened else ():
            self.coverage.add(self.stage.processes[key], outcome)
        self.watched.clear()

    def check(self, step: Step, expect: Row) -> None:
        name = expect.pop("case", None) or step.case
        wrong = []
        for what, wanted in expect.items():
            with self.office.read() as unit:
                has_case = name is not None or self.scene.current is not None
                case = self.scene.case(unit, name) if has_case else None
                look = Look(scene=self.scene, unit=unit, case=case, entity=step.entity)
                difference = EXPECTATIONS[what](look, wanted)
            if difference:
                wrong.append(
                    Said(
                        zh=f"{what}：应为 {difference[0]}，实为 {difference[1]}",
                        en=f"{what}: expected {difference[0]}, found {difference[1]}",
                    )
                )
        if wrong:
            raise StepFailed(*wrong)
