"""The adapter stands on private members of SpiffWorkflow 3.2.0; when one changes, this fails first.

Each is held by a fingerprint of its source: read the new source, then the adapter, then renew it.
"""

import ast
import hashlib
import inspect
import textwrap
from importlib.metadata import version

import pytest
from SpiffWorkflow.bpmn.script_engine.python_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.script_engine.python_environment import TaskDataEnvironment
from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec
from SpiffWorkflow.bpmn.specs.mixins.bpmn_spec_mixin import BpmnSpecMixin
from SpiffWorkflow.bpmn.specs.mixins.exclusive_gateway import ExclusiveGateway
from SpiffWorkflow.bpmn.specs.mixins.subworkflow_task import SubWorkflowTask
from SpiffWorkflow.bpmn.specs.mixins.user_task import UserTask
from SpiffWorkflow.bpmn.util.subworkflow import BpmnBaseWorkflow, BpmnSubWorkflow
from SpiffWorkflow.bpmn.util.task import BpmnTaskIterator
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.specs.base import TaskSpec
from SpiffWorkflow.specs.ExclusiveChoice import ExclusiveChoice
from SpiffWorkflow.specs.MultiChoice import MultiChoice
from SpiffWorkflow.specs.StartTask import StartTask
from SpiffWorkflow.specs.WorkflowSpec import WorkflowSpec
from SpiffWorkflow.task import Task, TaskState
from SpiffWorkflow.util.event import Event
from SpiffWorkflow.workflow import Workflow

from service.engine.flat import FlatTask

USED = {
    Task: {
        "__init__": "9ee7b9aeebf5",
        "_ready": "e20aaf07e278",
        "run": "c8268de7c573",
        "complete": "f1bde5b50ae8",
        "error": "565467b29bd9",
        "has_state": "d73d1808e2e7",
        "cancel": "c44285410dc7",
        "_set_state": "d1346a5c9e22",
        "_add_child": "e497822f347d",
        "_sync_children": "6f35ff9c23b8",
        "_inherit_data": "8e71ecf990a8",
    },
    TaskSpec: {
        "__init__": "5e25602cd135",
        "_run": "4209a48e0e9e",
        "_run_hook": "160c42bf3030",
        "_predict": "f677cfd87c27",
        "_predict_hook": "6b9ab8ed4000",
        "_update": "2a0379522e6f",
        "_update_hook": "7fa8ef804847",
        "_on_ready": "16ce1e1d5421",
        "_on_ready_hook": "e4670e406ab9",
        "_on_cancel": "b8da827d6cb3",
        "_on_complete": "83c1a822061f",
        "_on_complete_hook": "cb2db2bb9a68",
        "_connect_notify": "57c5d625fa1a",
        "connect": "ce1e12646466",
        "test": "b0992367d820",
    },
    BpmnTaskSpec: {
        "__init__": "a815e308d4ca",
        "_update_hook": "7185e513dcbb",
        "_on_complete_hook": "8b229a7567d2",
    },
    BpmnSpecMixin: {
        "__init__": "ca640ab2abf7",
    },
    UserTask: {
        "__init__": "f98b50743b73",
    },
    ExclusiveGateway: {
        "test": "521d7a1ca6e5",
    },
    ExclusiveChoice: {
        "__init__": "b00cf681b8cc",
        "connect": "1574b9456d18",
        "_run_hook": "8c8ed8adbb86",
    },
    MultiChoice: {
        "__init__": "0350a31655b4",
        "connect_if": "aef6cf73b711",
        "test": "d0317e2a70f1",
    },
    SubWorkflowTask: {
        "__init__": "b80a1144137a",
        "_on_subworkflow_completed": "93db4673dda9",
        "_update_hook": "be13d8c4882b",
    },
    Workflow: {
        "__init__": "e192647146ef",
    },
    BpmnBaseWorkflow: {
        "__init__": "6cf6ba3c7f1d",
    },
    BpmnSubWorkflow: {
        "__init__": "fb2cf0a55a10",
    },
    BpmnWorkflow: {
        "__init__": "6fb0f801e054",
    },
    WorkflowSpec: {
        "__init__": "21b022c3433d",
        "_add_notify": "6eb0eb2282e0",
        "get_task_spec_from_name": "13ec969978a7",
    },
    StartTask: {
        "__init__": "ff6712d5b68c",
        "test": "f1d0ea988f8a",
    },
    Event: {
        "connect": "5da638b79951",
        "emit": "73f5b41ea1d2",
    },
    PythonScriptEngine: {
        "__init__": "10d3bcaa1f71",
        "evaluate": "2614a21849a0",
        "execute": "6b37a1349fb0",
    },
}


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
