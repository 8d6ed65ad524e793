"""The command line in a folder of its own, over a database of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from service.cli import main

Run = Callable[..., Result]


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {
        "MINGDAN_DATABASE_URL": f"sqlite:///{tmp_path}/mingdan.db",
        "MINGDAN_DOCUMENTS": str(tmp_path / "documents"),
    }


@pytest.fixture
def mingdan(settings: dict[str, str]) -> Run:
    """mingdan("db", "upgrade") as typed; what it printed and its exit code."""

    def run(*words: str, typed: str | None = None) -> Result:
        return CliRunner().invoke(main, list(words), env=settings, input=typed)

    return run


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded demonstration with its processes published, made by the commands themselves."""
    folder = tmp_path_factory.mktemp("founded")
    env = {"MINGDAN_DATABASE_URL": f"sqlite:///{folder}/mingdan.db"}
    env["MINGDAN_DOCUMENTS"] = str(folder / "documents")
    for words in (["db", "upgrade"], ["db", "found", "--demonstration"], ["db", "publish"]):
        assert CliRunner().invoke(main, words, env=env).exit_code == 0
    return folder / "mingdan.db"


@pytest.fixture
def house(mingdan: Run, settings: dict[str, str], founded: Path) -> Run:
    """The same, in a copy of that house."""
    shutil.copyfile(founded, settings["MINGDAN_DATABASE_URL"].removeprefix("sqlite:///"))
    return mingdan
