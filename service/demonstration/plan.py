"""Which cases are opened when: the ones that show something, and an ordinary year around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from service.demonstration.applicants import SCENE, Applicant
from service.demonstration.days import Days
from service.demonstration.people import CENTERS
from service.demonstration.scripts import (
    APPLICATIONS,
    QUICK,
    VIOLATIONS,
    Script,
    drawn,
    ends_filed,
)

ADMISSION, VIOLATION = "admission_review", "violation_handling"
MONTHS_BACK = 17
CHANNELS = (
    "center_monitoring",
    "center_monitoring",
    "examination",
    "complaint",
    "provincial_office",
)
KINDS = ("low_quality", "low_quality", "abnormal", "false_information")
PLAIN = Script(pace=QUICK)
LISTED = 10


@dataclass(frozen=True, kw_only=True)
class Opening:
    """A case that is to be opened on a day; `joins` its entity's case of the same kind before."""

    day: date
    process: str
    applicant: Applicant
    center: str
    script: Script
    kind: str = ""
    channel: str = "center_monitoring"


@dataclass(frozen=True, kw_only=True)
class Listed:
    """An entity on the precise-service list since before the first case."""

    applicant: Applicant
    category: int


class Planner:
    """Hands out applicants, each to one use, and collects what is to be opened."""

    def __init__(self, everybody: tuple[Applicant, ...], days: Days, seed: str = "mingdan") -> None:
        self.days = days
        self.rng = Random(seed)
        self.openings: list[Opening] = []
        self.listed: list[Listed] = []
        self.scene = everybody[: len(SCENE)]
        self._free = list(everybody[len(SCENE) :])
        self.first_day = days.after(days.end - timedelta(days=MONTHS_BACK * 30), 0)

    def take(self, center: str = "") -> Applicant:
        """Somebody nothing happened to yet, at this center, else where there is another near."""

        def order(applicant: Applicant) -> tuple[bool, bool]:
            alone = bool(center) and self.neighbour(applicant) == applicant.center.code
            return bool(center) and applicant.center.code != center, alone

        found = min(self._free, key=order)
        self._free.remove(found)
        return found

    def rest(self) -> Iterator[Applicant]:
        while self._free:
            yield self._free.pop(0)

    def neighbour(self, applicant: Applicant) -> str:
        """Another center with staff in the same province; the entity's own if there is none."""
        own = applicant.center
        others = [c.code for c in CENTERS if c.province == own.province and c.code != own.code]
        return others[applicant.number % len(others)] if others else own.code

    def apply(
        self, applicant: Applicant, day: date, script: Script = PLAIN, center: str = ""
    ) -> None:
        self._open(ADMISSION, applicant, day, script, center)

    def clue(
        self,
        applicant: Applicant,
        day: date,
        script: Script,
        *,
        kind: str = "low_quality",
        channel: str = "center_monitoring",
        center: str = "",
    ) -> None:
        self._open(VIOLATION, applicant, day, script, center, kind=kind, channel=channel)

    def filed(self, before: date, *, centers: int = 1, at: str = "zhejiang") -> Applicant:
        """Somebody whose filing is in force well before a day, at one center or several."""
        applicant = self.take(at)
        self.file(applicant, before, centers=centers)
        return applicant

    def file(self, applicant: Applicant, before: date, *, centers: int = 1) -> None:
        """This entity's filings are in force well before a day."""
        latest = self.days.before(before, 12)
        early = self.days.before(before, self.rng.randint(13, 60))
        day = min(max(early, self.first_day), latest)
        self.apply(applicant, day)
        if centers > 1:
            self.apply(applicant, self.days.after(day, 1), center=self.neighbour(applicant))

    def _open(
        self,
        process: str,
        applicant: Applicant,
        day: date,
        script: Script,
        center: str,
        kind: str = "",
        channel: str = "center_monitoring",
    ) -> None:
        self.openings.append(
            Opening(
                day=day,
                process=process,
                applicant=applicant,
                center=center or applicant.center.code,
                script=script,
                kind=kind,
                channel=channel,
            )
        )


def ordinary(planner: Planner) -> None:
    """Everybody who is left applies some day; some a second time elsewhere, some are reported."""
    span = (planner.days.end - planner.first_day).days
    for number, applicant in enumerate(planner.rest()):
        if number < LISTED:
            planner.listed.append(Listed(applicant=applicant, category=1 + number % 3))
        # Fewer in the first months: the year that is looked at is the last one.
        ago = int(span * planner.rng.betavariate(1, 1.4))
        day = planner.days.after(planner.days.end - timedelta(days=ago), 0)
        day = min(day, planner.days.end)
        script = drawn(planner.rng, APPLICATIONS)
        planner.apply(applicant, day, script)
        if not ends_filed(script) or ago < 90:
            continue
        chance = planner.rng.random()
        if chance < 0.2:
            later, other = (
                planner.days.after(day, planner.rng.randint(25, 45)),
                planner.neighbour(applicant),
            )
            if other != applicant.center.code:
                planner.apply(applicant, later, center=other)
        elif chance < 0.45:
            _reported(planner, applicant, day)


def _reported(planner: Planner, applicant: Applicant, filed: date) -> None:
    later = planner.days.after(filed, planner.rng.randint(42, 60))
    if later > planner.days.end:
        return
    rng = planner.rng
    script = drawn(rng, VIOLATIONS)
    channel = "complaint" if "triage_clue" in script.choices else rng.choice(CHANNELS)
    planner.clue(applicant, later, script, kind=rng.choice(KINDS), channel=channel)
