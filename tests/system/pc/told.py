"""What the program said in the virtual PC, and how it ended by that."""

import json
from typing import Any

from system.matrix.case import Outcome
from system.pc.agent import Ended

KILLED = 128 + 9


def outcome_of(ended: Ended) -> str:
    """Of the write, whatever came of ejecting."""
    told = [event for event in events_of(ended) if event["event"] != "ejected"]
    last = ([{}, *told])[-1]
    match last.get("event"):
        case "finished":
            assert ended.status == 0, ended
            return str(last["result"])
        case "failed":
            return str(last["code"]) if last["code"] != "stopped" else Outcome.STOPPED
        case "stopped":
            return Outcome.STOPPED
        case _:
            return Outcome.KILLED if ended.status == KILLED else f"status {ended.status}"


def words_of(ended: Ended) -> list[str]:
    told = (event.get(name, "") for event in events_of(ended) for name in ("text", "hint"))
    return [str(words) for words in (*told, ended.errors) if words]


def events_of(ended: Ended) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.output.splitlines() if line.startswith("{")]
