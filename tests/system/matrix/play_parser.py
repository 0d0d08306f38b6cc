"""Plays the cases without a drive, and says what came out of them."""

import hashlib
import io
import unicodedata
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, replace
from functools import cache, singledispatch
from pathlib import Path
from random import Random
from typing import Any

from fuzz.mutation import Mutator
from fuzz.targets import TARGETS
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget
from samples.window import Shown
from support_gpg import Gpg
from support_states import states
from support_window import GB, drive, partition, report, sized, texts
from system.matrix.case import Given, Outcome, Seen
from system.matrix.parser import (
    SIGNER,
    Ask,
    Hostile,
    Listed,
    Mutants,
    Named,
    Place,
    Signed,
    Signer,
    file_name,
)

from app.checksums import keyring
from app.cli import main
from app.commands.ends import DIFFERS, DONE, FAILED
from app.commands.inspect import look_at
from app.display import for_display
from app.drives.drive import DriveInfo
from app.errors import AppError, CorruptImage, NotReached
from app.formats import markup
from app.formats.binary import Memory, Reader
from app.formats.iso9660 import Iso9660
from app.formats.tree import Tree, walk
from app.formats.udf import Udf
from app.inspection import inspect
from app.report import Answer, BootPath, Boots, Evidence, Machine, Report
from app.sources import open_source
from ui.main_window import MainWindow
from ui.screens.screen import screen

CONTENT = b"an image that somebody published" * 1000
MOST_READS, MOST_BYTES = 20_000, 32 << 20  # of one inspection
MOST_UNPACKED = 8 << 20
EVERY = 25  # of the window's states the widgets themselves are looked at
PART = 8  # characters by which a text is found in a line
LONGEST_TEXT = 1000  # characters of anything the window shows
_ISOLATES = {0x2068: None, 0x2069: None}
_ACTING = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


@singledispatch
def play(given: Given, folder: Path) -> Seen:
    """What came out. Whatever is raised here, besides the program's own errors, is a defect."""
    raise NotImplementedError(type(given))


@play.register
def _(given: Hostile, folder: Path) -> Seen:
    path = folder / given.name
    path.write_bytes(given.make())
    try:
        match given.ask:
            case Ask.INSPECT:
                return _inspected(path)
            case Ask.WALK:
                return _walked(path)
            case Ask.UNPACK:
                return _unpacked(path)
            case Ask.XML:
                markup.parse(path.read_text(), "This file")
                return Seen(Outcome.READ)
    except AppError as error:
        return Seen(error.code(), text=f"{error} {error.hint}")


@play.register
def _(given: Mutants, folder: Path) -> Seen:
    """Each target promises its own errors and lets out nothing else."""
    target = TARGETS[_TARGET_OF[given.seed]]
    seeds, random = target.seeds(), Random(given.seed)
    mutators = [Mutator(seed, seeds) for seed in seeds.values()]
    for number in range(given.count):
        target.run(mutators[number % len(mutators)].mutant(random))
    return Seen(Outcome.READ)


_TARGET_OF = {
    "tables": "tables",
    "isos": "iso9660",
    "udfs": "udf",
    "fats": "fat",
    "programs": "pe",
    "packed": "packed",
}


@play.register
def _(given: Listed, folder: Path) -> Seen:
    image = _published(folder)
    right = hashlib.sha256(CONTENT).hexdigest()
    md5 = hashlib.md5(CONTENT, usedforsecurity=False).hexdigest()
    text = given.text.format(right=right, md5=md5, wrong="0" * 64) * given.repeat
    (folder / given.name).write_bytes(text.encode())
    return _checked(image)


@play.register
def _(given: Signed, folder: Path) -> Seen:
    image = _published(folder)
    with Gpg.at_home() as gpg:
        text = f"{hashlib.sha256(CONTENT).hexdigest()} *image.iso\n"
        signature, signer = _signature(given.by, gpg, text, folder)
    (folder / "SHA256SUMS").write_text(text + ("# one word more\n" if given.changed else ""))
    (folder / "SHA256SUMS.gpg").write_bytes(signature)
    seen = _checked(image)
    return replace(seen, text=seen.text.replace(signer, SIGNER) if signer else seen.text)


@play.register
def _(given: Named, folder: Path) -> Seen:
    window = given.place is Place.WINDOW
    shown = list(_window(given.text) if window else _terminal(given, folder))
    for line in shown:
        demand_harmless(line)
        demand_letters(line, given.text)
    return Seen(Outcome.READ, text="\n".join(shown).translate(_ISOLATES))


def _published(folder: Path) -> Path:
    image = folder / "image.iso"
    image.write_bytes(CONTENT)
    return image


def _inspected(path: Path) -> Seen:
    """As a file that was dropped on the window, and counted."""
    with suppress(AppError):
        source = _Counting(open_source(path))
        inspect(source)
        assert source.reads <= MOST_READS, "it takes too many reads"
        assert source.bytes <= MOST_BYTES, "it takes too much reading"
    found = look_at(path, None)
    _, words = said("inspect", str(path))
    return Seen(Outcome.READ, text=words, findings=frozenset(each.code for each in found.findings))


class _Counting:
    """A source that counts what is read of it."""

    def __init__(self, source: Any) -> None:
        self._source = source
        self.reads = self.bytes = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._source, name)

    def look(self) -> Reader:
        return _CountingReader(self._source.look(), self)


@dataclass(frozen=True)
class _CountingReader:
    reader: Reader
    source: _Counting

    @property
    def size(self) -> int | None:
        return self.reader.size

    def read_at(self, offset: int, length: int) -> bytes:
        data = self.reader.read_at(offset, length)
        self.source.reads += 1
        self.source.bytes += len(data)
        return data


def _walked(path: Path) -> Seen:
    """Every name and the beginning of every file; "damaged" among the findings if one is."""
    tree = _tree(path)
    found = set()
    for place, entry in walk(tree):
        found.add("damaged" if entry.damaged else place)
        with suppress(CorruptImage):
            tree.read(entry, 0, 4096)
    return Seen(Outcome.READ, findings=frozenset(found))


def _tree(path: Path) -> Tree:
    reader = Memory(path.read_bytes())
    try:
        return Iso9660.open(reader)
    except CorruptImage:
        return Udf.open(reader)


def _unpacked(path: Path) -> Seen:
    """All of it. Whoever asks again after a failure gets the same failure."""
    stream = open_source(path).stream()
    buffer = memoryview(bytearray(1 << 20))
    try:
        for _ in range(MOST_UNPACKED >> 20):
            if not stream.readinto(buffer):
                break
    except AppError as error:
        with suppress(NotReached):
            _demand_again(stream, error)
        raise
    finally:
        stream.close()
    return Seen(Outcome.READ)


def _demand_again(stream: Any, error: AppError) -> None:
    """Raises the same error, since what failed once is not asked again."""
    try:
        stream.readinto(memoryview(bytearray(512)))
    except AppError as again:
        if str(again) == str(error):
            return
    raise AssertionError(f"asked again, it does not say again: {error}")


def _checked(image: Path) -> Seen:
    status, words = said("check", str(image))
    outcome = {DONE: Outcome.MATCHES, DIFFERS: Outcome.DIFFERS, FAILED: Outcome.UNPROVEN}[status]
    return Seen(outcome, text=words)


def said(*words: str) -> tuple[int, str]:
    """What the command line says, and how it ends. Nothing in it may act on a terminal."""
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        status = main(words)
    for line in out.getvalue().splitlines():
        demand_harmless(line)
    return status, out.getvalue()


def demand_harmless(line: str) -> None:
    plain = line.translate(_ISOLATES)
    acting = [sign for sign in plain if unicodedata.category(sign) in _ACTING]
    assert not acting, f"it acts on its surroundings: {line!a}"
    assert len(line) <= LONGEST_TEXT, "it is too long to be shown"


@cache  # of a long text it takes a while, and a window has thousands of lines
def _shown_whole(text: str) -> tuple[str, str, str]:
    """A text, a file that is called so, and such a file without its ending."""
    name = file_name(text)
    whole, file, stem = (for_display(each, LONGEST_TEXT) for each in (text, name, Path(name).stem))
    return whole, file, stem


def demand_letters(line: str, text: str) -> None:
    """Where a line shows the beginning or the end of a text, it shows it all, letter by letter:
    nothing filled in, left out or made something else; or what it left out is marked. A file is
    called so as far as files can be, and may get another ending."""
    plain, wholes = line.translate(_ISOLATES), _shown_whole(text)
    if any(part in plain for whole in wholes[:2] for part in (whole[:PART], whole[-PART:])):
        right = any(whole in plain for whole in wholes) or "…" in plain
        assert right, f"it is not {wholes[0]!a}: {line!a}"


def _signature(by: Signer, gpg: Gpg, text: str, folder: Path) -> tuple[bytes, str]:
    """Of the text, and the fingerprint of who made it; the keys that a user would have added are
    added."""
    signer = ""
    known = gpg.make("Maker <maker@example.org>")
    past, future = ("20200101T000000", "1d"), ("20600101T000000", "never")
    match by:
        case Signer.NOBODY:
            key, signature = known, b"what?"
        case Signer.STRANGER:
            stranger = gpg.make("Ubuntu CD Image <cdimage@example.org>")
            key, signature = known, gpg.sign("-u", stranger, "--detach-sign", text=text)
            signer = stranger
        case Signer.TWO:
            other = gpg.make("Other <other@example.org>")
            both = ("-u", known, "-u", other, "--detach-sign")
            key, signature = known, gpg.sign(*both, text=text)
        case Signer.CLEAR:
            key, signature = known, gpg.sign("-u", known, "--clearsign", text=text)
        case Signer.EXPIRED | Signer.FUTURE:
            when, ends = past if by is Signer.EXPIRED else future
            then = ("--faked-system-time", when)
            key = gpg.make("Then <then@example.org>", *then, expires=ends)
            signature = gpg.sign(*then, "-u", key, "--detach-sign", text=text)
        case Signer.WITHDRAWN:
            key, signature = known, gpg.sign("-u", known, "--detach-sign", text=text)
            gpg.withdraw(known)
        case Signer.KNOWN:
            key, signature = known, gpg.sign("-u", known, "--detach-sign", text=text)
            signer = known
    exported = folder / "key"
    exported.write_bytes(gpg.run("--export", key))
    keyring.add(exported, keyring.keyring_file())
    return signature, signer


def _terminal(given: Named, folder: Path) -> Iterator[str]:
    """Looked at and written to a virtual stick of the same name."""
    name = file_name(given.text)
    image = folder / f"{name}.iso"
    image.write_bytes(bytes(1 << 20) + b"\1" * 4096)
    for words in (
        ("inspect", str(image)),
        ("write", "--yes", str(image), str(folder / f"{name}.img")),
        ("write", "--yes", str(image), str(folder / name / "nowhere")),
        ("verify", str(folder / name), str(folder / f"{name}.img")),
        ("check", str(image)),
    ):
        yield from said(*words)[1].splitlines()


def _window(text: str) -> Iterator[str]:
    """Every text of every state, of a drive and an image that are called like this."""
    evil: dict[str, Any] = {
        "vendor": text,
        "model": text,
        "serial": text,
        "label": text,
        "file_system": text,
    }
    parts = tuple(partition(text, name=text, file_system=text, type=text) for _ in range(3))
    stick: DriveInfo = sized(512 * GB, partitions=parts, **evil)
    others = (drive(2, partitions=parts, **evil), drive(3, **(evil | {"file_system": "iso9660"})))
    window = Shown(MainWindow())
    window.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    for number, state in enumerate(states(_report(text), stick, others)):
        view = screen(state, 0.0)
        for told in texts(view):
            yield from told.split("\n")
        if number % EVERY == 0:
            window.show(view)
            yield from _widgets(window.window)
    window.window.close()


def _widgets(window: QWidget) -> Iterator[str]:
    """What its widgets really show. None of them may take it for markup or for a key."""
    for label in window.findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText, f"it guesses markup: {label.text()!a}"
        yield from label.text().split("\n")
    for button in window.findChildren(QAbstractButton):
        assert not button.shortcut().toString(), f"it became a key: {button.text()!a}"
        yield from button.text().replace("&&", "&").split("\n")
    for widget in window.findChildren(QWidget):
        assert "<img" not in widget.toolTip(), f"it guesses markup: {widget.toolTip()!a}"


def _report(text: str) -> Report:
    path = BootPath(Answer.YES, (Evidence(text, 1, text),))
    boots = Boots(path, path, dict.fromkeys(Machine, path))
    return replace(report(label=text, title=text, boots=boots), name=text.replace("/", "_"))
