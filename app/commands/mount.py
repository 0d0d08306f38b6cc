"""`stickwright mount`: what is inside an image, read-only, among the files of the computer; without
an image, what is mounted."""

import json
from argparse import Namespace
from pathlib import Path
from typing import Any

from app.commands.bars import say_beside
from app.commands.ends import DONE, untouched
from app.display import for_display
from app.inside.mount import listed, mount
from app.inside.mounted import Mounted
from app.inspection import inspect
from app.report.cautions import cautions
from app.sources import open_source
from app.sources.source import Source

NOTHING = "Nothing is mounted by this program."
BETTER = "The system itself reads what is mounted. To look without that: ls, extract."
_LONGEST = 400  # characters of a path


def run(given: Namespace) -> int:
    if given.image is None:
        mounted = listed()
    else:
        with untouched():
            source = open_source(Path(given.image), None)
            _warn(source)
            mounted = mount(source)
    for each in mounted:
        print(json.dumps(as_json(each)) if given.json else line(each))
    if not mounted and not given.json:
        print(NOTHING)
    return DONE


def _warn(source: Source) -> None:
    """Beforehand: it is the kernel that reads what is mounted."""
    found = cautions(inspect(source))
    for each in found:
        say_beside(f"Warning: {for_display(each.text, _LONGEST)}")
    if found:
        say_beside(f"Note: {BETTER}")


def line(each: Mounted) -> str:
    """ "/media/ada/DEBIAN  debian.iso, partition-2"."""
    of = ", ".join(filter(None, (Path(each.image).name, each.volume)))
    return f"{for_display(each.point, _LONGEST)}  {for_display(of, _LONGEST)}"


def as_json(each: Mounted) -> dict[str, Any]:
    return {
        "image": each.image,
        "volume": each.volume,
        "point": each.point,
        "device": f"/dev/{each.device}",
    }
