"""The diagrams and forms that come with this version, from the source tree or the wheel."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def _folder(name: str) -> Path:
    """`processes` or `forms`: beside the package in a source tree, inside it in a wheel."""
    beside = HERE.parent / name
    return beside if (HERE.parent / "pyproject.toml").exists() else HERE / "shipped_files" / name


def shipped_processes() -> dict[str, dict[str, str]]:
    """{process key: {file name: text}} of every diagram with its decisions."""
    found: dict[str, dict[str, str]] = {}
    for folder in sorted(p for p in _folder("processes").iterdir() if p.is_dir()):
        files = {
            path.name: path.read_text(encoding="utf-8")
            for path in sorted(folder.iterdir())
            if path.suffix in (".bpmn", ".dmn")
        }
        if files:
            found[folder.name] = files
    return found


def shipped_forms() -> dict[str, str]:
    """{"admission_review/assess_application": text} of every form."""
    root = _folder("forms")
    return {
        str(path.relative_to(root).with_suffix("")): path.read_text(encoding="utf-8")
        for path in sorted(root.glob("*/*.json"))
    }


def stories_folder() -> Path:
    return _folder("processes")
