"""An officer as a process of its own: reads a task a line, waits for the word, completes it.

officer.py URL DOCUMENTS; on stdin a line of JSON {login, item, revision, values}, answered with
"ready", then a line to go on, answered with {"done": …} or {"refused": …}.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from service.actions.complete_task import complete_task
from service.domain.errors import Refusal
from tests.support.town import Town


def say(words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def work(town: Town, task: dict) -> dict:
    actor = town.actor(task["login"])
    say("ready")
    sys.stdin.readline()
    try:
        done = complete_task(
            town.office,
            actor=actor,
            item_id=task["item"],
            revision=task["revision"],
            values=task["values"],
        )
    except Refusal as refusal:
        return {"refused": refusal.as_json(), "status": refusal.status}
    return {"done": asdict(done)}


def main(url: str, documents: str) -> None:
    town = Town(url, Path(documents))
    for line in sys.stdin:
        say(work(town, json.loads(line)))


if __name__ == "__main__":
    main(*sys.argv[1:])
