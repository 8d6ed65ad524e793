"""The process runtime: diagrams compiled once, cases moved one step at a time, plain data only."""

from service.engine.compilation import compile_process
from service.engine.language import (
    ExpressionError,
    Flaw,
    check_expression,
    compile_expression,
    evaluate,
)
from service.engine.model import (
    ArmedTimer,
    BadState,
    Element,
    Happened,
    OpenTask,
    Outcome,
    Process,
    Step,
    StepFailed,
)
from service.engine.steps import aim, complete, fire, send, start, view
from service.engine.walked import way_of

__all__ = [
    "ArmedTimer",
    "BadState",
    "Element",
    "ExpressionError",
    "Flaw",
    "Happened",
    "OpenTask",
    "Outcome",
    "Process",
    "Step",
    "StepFailed",
    "aim",
    "check_expression",
    "compile_expression",
    "compile_process",
    "complete",
    "evaluate",
    "fire",
    "send",
    "start",
    "view",
    "way_of",
]
