"""The adapter stands on private members of SpiffWorkflow 3.2.0; when one changes, this fails first.

Each is held by a fingerprint of its source: read the new source, then the adapter, then renew it.
"""

import ast
import hashlib
import inspect
import re
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
        "__init__": "aca10d50e198",
        "_ready": "6768539e88ac",
        "run": "d6315039496b",
        "complete": "2a8c8839e008",
        "error": "44e44d61ae18",
        "has_state": "53625db651a4",
        "cancel": "7f00821863ce",
        "_set_state": "9ffefbb46002",
        "_add_child": "d3d4528e0ddd",
        "_sync_children": "6c8ba259fa6a",
        "_inherit_data": "c698d5228674",
    },
    TaskSpec: {
        "__init__": "5df310767340",
        "_run": "43a017252b49",
        "_run_hook": "7fe957781c65",
        "_predict": "796426aa994e",
        "_predict_hook": "9ee143149057",
        "_update": "9c62efa258a1",
        "_update_hook": "f27f10a6f449",
        "_on_ready": "d21bae9b306d",
        "_on_ready_hook": "2a47c10f3f36",
        "_on_cancel": "ad4f8799467c",
        "_on_complete": "c9c238019040",
        "_on_complete_hook": "f768d64e3808",
        "_connect_notify": "87e9111469db",
        "connect": "a896b5548159",
        "test": "73ebc11e182a",
    },
    BpmnTaskSpec: {
        "__init__": "2bd012603b41",
        "_update_hook": "ad1222da3037",
        "_on_complete_hook": "6989c717a0c9",
    },
    BpmnSpecMixin: {
        "__init__": "4abc9a610b33",
    },
    UserTask: {
        "__init__": "55b2767d07e7",
    },
    ExclusiveGateway: {
        "test": "1192e0ca27dd",
    },
    ExclusiveChoice: {
        "__init__": "15b7b669fe6f",
        "connect": "3dccabc47ea1",
        "_run_hook": "3f0d7a8eed8f",
    },
    MultiChoice: {
        "__init__": "d1ad5604856a",
        "connect_if": "76524e02ca95",
        "test": "8773b408dc1e",
    },
    SubWorkflowTask: {
        "__init__": "5adcf9e6eff2",
        "_on_subworkflow_completed": "022cc82a2b57",
        "_update_hook": "142726dc8003",
    },
    Workflow: {
        "__init__": "7e8ad09e1eec",
    },
    BpmnBaseWorkflow: {
        "__init__": "7aeaf0ddeb79",
    },
    BpmnSubWorkflow: {
        "__init__": "425e2b1ab54c",
    },
    BpmnWorkflow: {
        "__init__": "1f5b9269b385",
    },
    WorkflowSpec: {
        "__init__": "f7ef882d19a8",
        "_add_notify": "d44f5a0ceb16",
        "get_task_spec_from_name": "0888ebe36f9f",
    },
    StartTask: {
        "__init__": "ea32be2eaf53",
        "test": "d022b7a89772",
    },
    Event: {
        "connect": "3aa4945d8131",
        "emit": "20d9c4acce43",
    },
    PythonScriptEngine: {
        "__init__": "004334899a35",
        "evaluate": "658ca7c1445c",
        "execute": "73bf1a48bc93",
    },
}


def fingerprint(member):
    """Of the source, without its spacing; the same under every version of Python."""
    bare = re.sub(r"\s+", "", inspect.getsource(member))
    return hashlib.sha256(bare.encode()).hexdigest()[:12]


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
