"""The language of the diagrams: Python's expression syntax over the case's data, never `eval`."""

from service.engine.language.cells import Cell, compile_cell
from service.engine.language.errors import ExpressionError, Flaw
from service.engine.language.evaluation import Expression, evaluate
from service.engine.language.scripts import Script, compile_script
from service.engine.language.syntax import check_expression, compile_expression

__all__ = [
    "Cell",
    "Expression",
    "ExpressionError",
    "Flaw",
    "Script",
    "check_expression",
    "compile_cell",
    "compile_expression",
    "compile_script",
    "evaluate",
]
