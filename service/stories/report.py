"""Play many stories and say how they went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.shipped import stories_folder
from service.stories.coverage import Coverage
from service.stories.load import load_story
from service.stories.model import BadStory, Said
from service.stories.play import Played, play
from service.stories.stage import Stage


@dataclass(frozen=True, kw_only=True)
class Result:
    """One file: its title (its path where it could not be read) and what went wrong."""

    path: Path
    title: str
    problems: tuple[Said, ...]

    @property
    def passed(self) -> bool:
        return not self.problems

    def lines(self, lang: str = "zh") -> list[str]:
        mark = "✓" if self.passed else "✗"
        head = f"{mark} {self.title}  ({self.path.name})"
        return [head, *(f"    {problem.say(lang)}" for problem in self.problems)]


@dataclass(frozen=True, kw_only=True)
class Report:
    """All of them. `unvisited` is (process, id, label), asked only when every story was played."""

    results: tuple[Result, ...]
    unvisited: tuple[tuple[str, str, str], ...] = ()

    @property
    def failed(self) -> int:
        return sum(not result.passed for result in self.results)

    @property
    def ok(self) -> bool:
        return not self.failed and not self.unvisited

    def lines(self, lang: str = "zh") -> list[str]:
        """What the command line prints; the last line counts."""
        found = [line for result in self.results for line in result.lines(lang)]
        for process, name, label in self.unvisited:
            zh = f"没有故事走到：{process} / {name}（{label}）"
            found.append(zh if lang == "zh" else f"no story visits {process} / {name}")
        found.append(f"{len(self.results) - self.failed} passed, {self.failed} failed")
        return found


def shipped_stories() -> list[Path]:
    """Every story that comes with this version, by process and name."""
    return sorted(stories_folder().glob("*/stories/*.yaml"))


def play_all(
    paths: Sequence[Path] = (),
    *,
    url: str | None = None,
    tell: Callable[[Result], None] = lambda result: None,
) -> Report:
    """Play these stories; with none named, all shipped ones, and judge what they leave unvisited.

    url   a database beside which copies are made; SQLite in a temporary folder for None
    tell  is given each result as it comes
    """
    coverage, results = Coverage(), []
    with Stage(url) as stage:
        for path in paths or shipped_stories():
            result, seen = play_file(path, stage)
            coverage.join(seen)
            results.append(result)
            tell(result)
        missing = () if paths else tuple(coverage.missing(stage.processes))
    return Report(results=tuple(results), unvisited=missing)


def play_file(path: Path, stage: Stage) -> tuple[Result, Coverage]:
    """One file on a stage, and what it visited."""
    try:
        story = load_story(path)
    except BadStory as bad:
        return Result(path=path, title=str(path), problems=bad.problems), Coverage()
    played: Played = play(story, stage)
    result = Result(path=path, title=story.title, problems=played.problems)
    return result, played.coverage
