"""The adapter stands on private members of SpiffWorkflow 3.2.0; when one changes, this fails first.

The source of each is held by its fingerprint: read the new one, then the adapter, then renew it.
"""

import ast
import hashlib
import inspect
import textwrap
from importlib.metadata import version

import pytest


def fingerprint(member):
    """Of the syntax tree, so that comments and spacing do not count."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(member)))
    return hashlib.sha256(ast.dump(tree).encode()).hexdigest()[:12]


def test_the_version_tried_is_the_version_installed():
    assert version("SpiffWorkflow") == "3.2.0"


MEMBERS = [(owner, name) for owner, members in USED.items() for name in members]


@pytest.mark.parametrize(("owner", "name"), MEMBERS, ids=lambda x: getattr(x, "__name__", x))
def test_a_member_the_adapter_stands_on_is_as_it_was(owner, name):
    assert fingerprint(inspect.getattr_static(owner, name)) == USED[owner][name]


def test_a_flat_task_holds_what_a_stock_task_holds():
    stock = assigned(Task.__init__) - {"data"}
    assert assigned(FlatTask.place) == stock


def assigned(function):
    """The attributes of `self` a function sets."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(function)))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
    }


def test_the_states_keep_their_numbers_which_are_stored():
    numbers = [TaskState.FUTURE, TaskState.WAITING, TaskState.READY, TaskState.STARTED]
    assert (numbers, TaskState.COMPLETED, TaskState.CANCELLED) == ([4, 8, 16, 32], 64, 256)


def test_the_library_still_does_what_the_adapter_was_written_against():
    """It predicts, merges copies of the data and evaluates Python: gone means we may do less."""
    assert "_sync_children" in inspect.getsource(TaskSpec._predict_hook)
    assert "DeepMerge" in inspect.getsource(Task._inherit_data)
    assert "eval(" in inspect.getsource(TaskDataEnvironment.evaluate)
    assert "max_depth=1000" in inspect.getsource(BpmnTaskIterator.__init__)
