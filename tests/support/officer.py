"""An officer, or the clock, as a process of its own that acts at the very moment it is told.

officer.py URL DOCUMENTS; on stdin a line of JSON, answered with "ready"; then a line to go on,
answered with {"done": …} or {"refused": …}. The JSON is {login, item, revision, values} for a
task, {login, opens, values} for a new case, {login, does, values} for another action, {} for the
clock.
"""

import json
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from service.actions.complete_task import complete_task
from service.actions.fire_due_timers import fire_due_timers
from service.actions.open_case import open_case
from service.domain.errors import Refusal
from tests.support.town import Town


def say(words: object) -> None:
    sys.stdout.write(json.dumps(words, default=str) + "\n")
    sys.stdout.flush()


def act(town: Town, task: dict) -> object:
    if not task:
        return fire_due_timers(town.office)
    actor = town.actor(task["login"])
    if "opens" in task:
        return open_case(town.office, actor=actor, process_key=task["opens"], values=task["values"])
    if "does" in task:
        action = getattr(import_module(f"service.actions.{task['does']}"), task["does"])
        return action(town.office, actor=actor, **task["values"])
    return complete_task(
        town.office,
        actor=actor,
        item_id=task["item"],
        revision=task["revision"],
        values=task["values"],
    )


def work(town: Town, task: dict) -> dict:
    say("ready")
    sys.stdin.readline()
    try:
        return {"done": asdict(act(town, task))}
    except Refusal as refusal:
        return {"refused": refusal.as_json(), "status": refusal.status}


def main(url: str, documents: str) -> None:
    town = Town(url, Path(documents))
    town.actor("cnipa.auditor")  # the first question opens the connection
    for line in sys.stdin:
        say(work(town, json.loads(line)))


if __name__ == "__main__":
    main(*sys.argv[1:])
