"""The names the bundled files got, read once from the manifest of the build."""

from __future__ import annotations

import json
from pathlib import Path

BUILT = Path(__file__).parent / "static" / "built"


class NotBuilt(RuntimeError):
    """The browser's files are not bundled yet."""


class Assets:
    """Path of a bundled file by the name it has in the sources ("app.js")."""

    def __init__(self, folder: Path = BUILT) -> None:
        self._folder = folder
        self._names: dict[str, str] | None = None

    def names(self) -> dict[str, str]:
        if self._names is None:
            manifest = self._folder / "manifest.json"
            if not manifest.exists():
                raise NotBuilt("the browser's files are not bundled: run `make setup`")
            self._names = json.loads(manifest.read_text())
        return self._names

    def __contains__(self, name: str) -> bool:
        return name in self.names()

    def file(self, name: str) -> str:
        """ "built/app-1A2B3C.js"; raises KeyError for a name that is not bundled."""
        return f"built/{self.names()[name]}"
