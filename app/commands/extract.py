"""`stickwright extract`: files of an image into a folder. The image is only read, and everything is
counted before the first file is made."""

import json
from argparse import Namespace
from contextlib import closing
from pathlib import Path

from app.commands.bars import OneBar, say_beside
from app.commands.ends import DONE, FAILED, untouched
from app.commands.follow import stopping_on_signals
from app.commands.ls import NOTHING, plain
from app.commands.notes import note
from app.commands.outlet import go_on_unheard
from app.commands.unpacking import TAKING, Unpacking
from app.commands.words import size_in_words
from app.control import Control
from app.display import for_display
from app.errors import UnsupportedImage
from app.inside.extract import Taking, extract
from app.inside.plan import BEYOND, plan_extract
from app.inside.told import Begun, LeftOut, Moved, Renamed, TakenOut, Told, to_json
from app.inside.tree import open_inside
from app.sources import open_source

_LONGEST = 400  # characters of a sentence with a path in it


def run(given: Namespace) -> int:
    control = Control()
    far = Unpacking(control)
    with untouched(), closing(far):
        source = open_source(Path(given.image), given.member)
        inside = open_inside(source, BEYOND if given.anyway else 1, far)
        if not inside.volumes:
            raise UnsupportedImage(NOTHING)
        folder = Path(given.to)
        paths = [plain(path) for path in given.paths]
        plan = plan_extract(inside, paths, folder, anyway=given.anyway)
    go_on_unheard()
    with stopping_on_signals(control), closing(OneBar()) as bar:
        far.beside = bar
        taken = _follow(extract(source, inside, plan, control), bar, as_json=given.json)
    if not given.json:
        print(_in_words(taken, folder))
    return FAILED if taken.lost else DONE


def _follow(events: Taking, bar: OneBar, *, as_json: bool) -> TakenOut:
    taken: TakenOut | None = None
    with closing(events):
        for told in events:
            if as_json:
                print(json.dumps(to_json(told)), flush=True)
            else:
                _show(told, bar)
            taken = told if isinstance(told, TakenOut) else taken
    if taken is None:
        raise RuntimeError("an extraction that ends without an error ends with TakenOut")
    return taken


def _show(told: Told, bar: OneBar) -> None:
    match told:
        case Begun(total):
            bar.begin(total, TAKING)
        case Moved(done):
            bar.move(done)
        case Renamed() | LeftOut():
            say_beside(note(told.text))
        case TakenOut():
            pass


def _in_words(taken: TakenOut, folder: Path) -> str:
    files = "One file" if taken.files == 1 else f"{taken.files:,} files"
    left = f" {taken.left:,} left out." if taken.left else ""
    return f"{files}, {size_in_words(taken.size)}, in {for_display(str(folder), _LONGEST)}.{left}"
