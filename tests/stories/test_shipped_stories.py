"""Every story that comes with this version, on both kinds of database."""

from pathlib import Path

import pytest

from service.engine import compile_process
from service.shipped import shipped_processes
from service.stories import play_all, play_file, shipped_stories
from tests.support.statements import MORE, MOST, CountingStage

STORIES = shipped_stories()


def test_there_are_stories_of_each_process():
    told = {path.parent.parent.name for path in STORIES}
    assert told == set(shipped_processes())


@pytest.fixture(scope="module")
def user_tasks() -> set[str]:
    """Every task of a person in the diagrams that come with this version."""
    found = [
        compile_process({name: text.encode() for name, text in files.items()})
        for files in shipped_processes().values()
    ]
    return {
        element.id
        for process in found
        for element in process.elements.values()
        if element.kind in ("userTask", "manualTask")
    }


@pytest.mark.parametrize("path", STORIES, ids=lambda path: path.stem)
def test_it_goes_as_the_story_says_and_no_task_is_dearer_than_its_bound(
    path: Path, stage: CountingStage, user_tasks: set[str]
):
    stage.costs.clear()
    result, visited = play_file(path, stage)
    assert [problem.zh for problem in result.problems] == []
    assert stage.costs.keys() == set().union(*visited.elements.values()) & user_tasks
    for task, costs in stage.costs.items():
        dearest = max(costs, key=lambda one: one.statements)
        assert dearest.statements <= MORE.get(task, MOST), f"{task}: {dearest}"
        assert {one.commits for one in costs} == {1}, task


def test_a_bound_of_its_own_is_named_only_for_a_task_there_is(user_tasks: set[str]):
    assert MORE.keys() <= user_tasks
    assert min(MORE.values()) > MOST


@pytest.mark.slow
def test_all_of_them_together_visit_every_element_and_every_conditional_flow():
    report = play_all()
    assert report.unvisited == ()
    assert report.ok
    assert report.lines()[-1] == f"{len(STORIES)} passed, 0 failed"


def test_each_story_has_a_title_of_its_own():
    titles = [line for path in STORIES for line in path.read_text().splitlines()[:1]]
    assert len(set(titles)) == len(titles)
