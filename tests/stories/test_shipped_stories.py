"""Every story that comes with this version, on both kinds of database."""

from pathlib import Path

import pytest

from service.shipped import shipped_processes
from service.stories import Stage, play_all, play_file, shipped_stories

STORIES = shipped_stories()


def test_there_are_stories_of_each_process():
    told = {path.parent.parent.name for path in STORIES}
    assert told == set(shipped_processes())


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_it_goes_as_the_story_says(path: Path, stage: Stage):
    result, _ = play_file(path, stage)
    assert [problem.zh for problem in result.problems] == []


@pytest.mark.slow
def test_all_of_them_together_visit_every_element_and_every_conditional_flow():
    report = play_all()
    assert report.unvisited == ()
    assert report.ok
    assert report.lines()[-1] == f"{len(STORIES)} passed, 0 failed"


def test_each_story_has_a_title_of_its_own():
    titles = [line for path in STORIES for line in path.read_text().splitlines()[:1]]
    assert len(set(titles)) == len(titles)
