"""The repository as the tests of its structure read it."""

from __future__ import annotations

import ast
import os
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = {
    ".git", ".venv", "node_modules", "var", "dist", "built", "__pycache__",
    ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache",
}  # fmt: skip
TEXT = {
    "", ".py", ".md", ".toml", ".html", ".css", ".js", ".mjs", ".json", ".yaml", ".yml", ".bpmn",
    ".dmn", ".po", ".svg", ".txt", ".csv", ".npmrc", ".gitignore",
}  # fmt: skip
MIGRATIONS = ROOT / "service/store/migrations/versions"


def files(*folders: str) -> Iterator[Path]:
    """Every file of the repository that a person wrote, or those in `folders`."""
    for start in map(ROOT.joinpath, folders or (".",)):
        for folder, inner, names in os.walk(start):
            inner[:] = [name for name in inner if name not in BUILT]
            yield from (Path(folder, name) for name in names if not name.endswith(".mo"))


def texts() -> Iterator[tuple[Path, str]]:
    """Every text file of the repository, with what it says."""
    for path in files():
        if path.suffix in TEXT:
            yield path, path.read_text(encoding="utf-8")


def modules(*folders: str) -> Iterator[tuple[Path, ast.Module]]:
    """Every Python module of `folders` except the migrations, parsed."""
    for path in files(*folders):
        if path.suffix == ".py" and MIGRATIONS not in path.parents:
            yield path, ast.parse(path.read_text(encoding="utf-8"))


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def named(path: Path) -> str:
    """The path as one writes it in the repository."""
    return path.relative_to(ROOT).as_posix()
