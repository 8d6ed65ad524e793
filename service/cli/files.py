"""Diagrams and forms read from a folder or file that somebody names."""

from __future__ import annotations

from pathlib import Path

import click

from service.shipped import shipped_forms

Files = dict[str, str]


def definitions_at(path: Path) -> tuple[dict[str, Files], Files]:
    """({process key: {file name: text}}, {form key: text}) under a path.

    A folder with `processes` and `forms`, the folder of one process, a diagram in it, or one
    form; a process alone is read together with the forms that come with the program.
    Raises click.BadParameter when nothing of the kind is there.
    """
    if path.suffix == ".json":
        return {}, {f"{path.parent.name}/{path.stem}": _text(path)}
    if path.is_file():
        path = path.parent
    if (path / "processes").is_dir() or (path / "forms").is_dir():
        return _processes(path / "processes"), _forms(path / "forms")
    alone = _process(path)
    found = {path.name: alone} if alone else _processes(path)
    if found:
        return found, _forms_beside(path)
    forms = _forms(path) or _forms(path.parent)
    if forms:
        return {}, forms
    raise click.BadParameter(f"no diagram and no form in {path}")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as wrong:
        raise click.BadParameter(f"{path} is not UTF-8 text") from wrong


def _process(folder: Path) -> Files:
    paths = sorted(p for p in folder.iterdir() if p.suffix in (".bpmn", ".dmn"))
    return {path.name: _text(path) for path in paths}


def _processes(folder: Path) -> dict[str, Files]:
    if not folder.is_dir():
        return {}
    found = {p.name: _process(p) for p in sorted(folder.iterdir()) if p.is_dir()}
    return {key: files for key, files in found.items() if files}


def _forms(folder: Path) -> Files:
    if not folder.is_dir():
        return {}
    paths = sorted(folder.glob("*/*.json"))
    return {str(path.relative_to(folder).with_suffix("")): _text(path) for path in paths}


def _forms_beside(folder: Path) -> Files:
    """The `forms` next to `processes`, else those that come with the program."""
    for above in list(folder.resolve().parents)[:3]:
        if above.name == "processes" or (above / "forms").is_dir():
            found = _forms((above.parent if above.name == "processes" else above) / "forms")
            if found:
                return found
    return shipped_forms()
