"""The script engine handed to SpiffWorkflow: whatever it is asked goes to our own evaluator."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from SpiffWorkflow.bpmn.script_engine.python_engine import PythonScriptEngine
from SpiffWorkflow.bpmn.script_engine.python_environment import BasePythonScriptEngineEnvironment

from service.engine.language import compile_expression, compile_script, evaluate
from service.engine.model import StepFailed


class WhitelistEnvironment(BasePythonScriptEngineEnvironment):  # type: ignore[misc]
    """In place of the library's environment, which is Python's eval and exec."""

    def evaluate(
        self, expression: str, context: Mapping[str, Any], external_context: Any = None
    ) -> Any:
        return evaluate(expression, {**context, **(external_context or {})})

    def execute(self, script: str, context: dict[str, Any], external_context: Any = None) -> bool:
        context.update(compile_script(script).value({**context, **(external_context or {})}, {}))
        return True

    def call_service(self, context: Mapping[str, Any], **kwargs: Any) -> Any:
        raise StepFailed(None, "服务只能由服务任务调用", "only service tasks call services")


class WhitelistEngine(PythonScriptEngine):  # type: ignore[misc]
    def __init__(self) -> None:
        super().__init__(environment=WhitelistEnvironment())

    def validate(self, expression: str) -> None:
        compile_expression(expression)
