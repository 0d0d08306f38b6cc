"""Plays the taking of files out of hostile images: the command as it is typed, once in words and
once in events, into two folders that must be alike then."""

import json
import os
import stat
from pathlib import Path

from system.matrix.case import Outcome, Seen
from system.matrix.parser import TakeOut
from system.matrix.play_parser import said

from app.commands.ends import DONE, FAILED

LINK = "-> "
PLAIN = {stat.S_IFREG: 0o644, stat.S_IFDIR: 0o755}  # what may be made, and its rights
ORIGIN = "user.xdg.origin.url"


def play(given: TakeOut, folder: Path) -> Seen:
    image = folder / "image.img"
    image.write_bytes(given.make())
    if given.size:
        os.truncate(image, given.size)
    if given.origin:
        os.setxattr(image, ORIGIN, given.origin.encode())
    (folder / "escaped").write_text("a file that nobody may touch")
    words, events = (folder / "deep" / name for name in ("in-words", "in-events"))
    for out in (words, events):
        out.mkdir(parents=True)
        for name, text in given.there:
            _put(out / name, text)
    planted = {name for name, _ in given.there}
    before = _everything(folder, words, events)
    _, text = said("extract", str(image), "/", "--to", str(words), *given.words)
    status, told = said("extract", "--json", str(image), "/", "--to", str(events), *given.words)
    assert _found(words, planted) == _found(events, planted), "words and events do different things"
    same = before == _everything(folder, words, events)
    return Seen(_outcome(status, told), text=text, bystanders=same, findings=_found(words, planted))


def _put(path: Path, text: str) -> None:
    if text.startswith(LINK):
        path.symlink_to(text.removeprefix(LINK))
    else:
        path.write_text(text)


def _everything(folder: Path, *but: Path) -> dict[str, tuple[int, int, int, str]]:
    """Whatever lies there, except in these folders."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if not any(path == each or each in path.parents for each in but):
            state = path.lstat()
            text = path.read_text() if path.name == "escaped" else ""
            found[str(path)] = (state.st_mode, state.st_size, state.st_mtime_ns, text)
    return found


def _found(out: Path, planted: set[str]) -> frozenset[str]:
    """Every path, and the first word of each text. Nothing is a link or a node, and nothing has
    rights or owners but those of any new file."""
    found = set()
    for path in out.rglob("*"):
        name = str(path.relative_to(out))
        if name not in planted:
            _demand_plain(path)
        found.add(name)
        if path.is_file() and path.stat().st_size < 4096:
            found.add(f"{name}: {path.read_text(errors='replace').partition(' ')[0]}")
            found |= {f"{name} has {each}" for each in os.listxattr(path)}
    return frozenset(found)


def _demand_plain(path: Path) -> None:
    state = path.lstat()
    kind = stat.S_IFMT(state.st_mode)
    assert kind in PLAIN, f"{path} is neither file nor folder"
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(state.st_mode) == PLAIN[kind] & ~mask, f"{path} has rights of its own"
    assert state.st_uid == os.getuid(), f"{path} is somebody’s"
    own = [each for each in os.listxattr(path) if each.startswith("user.") and each != ORIGIN]
    assert not own, f"{path} brings attributes of its own"
    assert kind == stat.S_IFDIR or state.st_nlink == 1, f"{path} is a second name"


def _outcome(status: int, told: str) -> str:
    last = json.loads([line for line in told.splitlines() if line.startswith("{")][-1])
    if last["event"] == "failed":
        return str(last["code"])
    assert last["result"] == "extracted", last
    return {DONE: Outcome.TAKEN, FAILED: Outcome.PARTLY}[status]
