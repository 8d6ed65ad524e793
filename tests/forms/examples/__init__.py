"""For every shipped form a submission that is accepted, and one that is not, with the fields.

One module a process, named like it, with {form: (accepted, refused, refused fields)}.
"""

from importlib import import_module
from pathlib import Path
from typing import Any

Example = tuple[dict[str, Any], dict[str, Any], set[str]]
PROCESSES = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem != "__init__")

EXAMPLES: dict[str, Example] = {
    f"{process}/{form}": example
    for process in PROCESSES
    for form, example in import_module(f"tests.forms.examples.{process}").EXAMPLES.items()
}
