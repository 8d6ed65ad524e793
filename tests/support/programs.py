"""Real processes for the tests of faults: officers, tickers, killed and restarted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.support.sources import ROOT

PATIENCE_S = 60.0


class Officer:
    """A person, or the clock, at a node of their own."""

    def __init__(self, url: str, documents: Path) -> None:
        program = ROOT / "tests/support/officer.py"
        self.process = subprocess.Popen(
            [sys.executable, program, url, documents],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def prepare(self, login: str, item: dict[str, Any], values: dict[str, Any]) -> None:
        """Everything but the last click; returns when it could be made."""
        task = {"login": login, "item": item["id"], "revision": item["revision"]}
        self._prepare(task | {"values": values})

    def prepare_opening(self, login: str, process: str, values: dict[str, Any]) -> None:
        """To open a case."""
        self._prepare({"login": login, "opens": process, "values": values})

    def prepare_action(self, login: str, action: str, **values: Any) -> None:
        """To do something else, by the name of the action."""
        self._prepare({"login": login, "does": action, "values": values})

    def prepare_tick(self) -> None:
        """To look at the timers once."""
        self._prepare({})

    def _prepare(self, task: dict[str, Any]) -> None:
        self._say(json.dumps(task))
        assert self._hear() == "ready"

    def go(self) -> None:
        self._say("go")

    def answer(self) -> dict[str, Any]:
        return self._hear()

    def leave(self) -> None:
        self.process.kill()
        self.process.communicate()

    def _say(self, words: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()

    def _hear(self) -> Any:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the officer's process ended"
        return json.loads(line)


def at_once(officers: list[Officer]) -> list[dict[str, Any]]:
    """All make the last click at the same moment; what each is told."""
    for officer in officers:
        officer.go()
    return [officer.answer() for officer in officers]


class Ticker:
    """`mingdan timers` as a process of its own."""

    def __init__(self, url: str, documents: Path) -> None:
        settings = {"MINGDAN_DATABASE_URL": url, "MINGDAN_DOCUMENTS": str(documents)}
        settings |= {"MINGDAN_TICK_S": "1"}
        self.said = documents / "timers.log"
        with self.said.open("a") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-c", "from service.cli import main; main()", "timers"],
                env=os.environ | settings,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=ROOT,
            )

    def runs(self) -> bool:
        return self.process.poll() is None

    def kill(self) -> None:
        """As the machine's end would: no goodbye."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """As an operator would; the exit code."""
        self.process.terminate()
        return self.process.wait(PATIENCE_S)


def until(condition: Callable[[], bool], *programs: Ticker, often_s: float = 0.02) -> None:
    """Come back when the condition holds; complains when a program ended, or after a minute."""
    pause = threading.Event()
    for _ in range(int(PATIENCE_S / often_s)):
        if condition():
            return
        for program in programs:
            assert program.runs(), program.said.read_text()[-2000:]
        pause.wait(often_s)
    raise AssertionError("the condition did not come to hold within a minute")
