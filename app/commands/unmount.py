"""`stickwright unmount`: what this program has mounted of an image, or all of it."""

import json
import os
from argparse import Namespace
from pathlib import Path

from app.commands.ends import DONE
from app.commands.mount import NOTHING, as_json, line
from app.errors import NothingMounted, UsageError
from app.inside.mount import listed, unmount


def run(given: Namespace) -> int:
    if bool(given.images) == given.all:
        raise UsageError("Name an image, or say --all.")
    mounted = listed()
    if not given.all:
        wanted = {os.path.realpath(image): image for image in given.images}
        mounted = tuple(each for each in mounted if each.image in wanted)
        for path in wanted.keys() - {each.image for each in mounted}:
            raise NothingMounted(Path(path).name)
    unmount(mounted)
    for each in mounted:
        print(json.dumps(as_json(each)) if given.json else f"Unmounted: {line(each)}")
    if not mounted and not given.json:
        print(NOTHING)
    return DONE
