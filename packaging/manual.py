"""The manual page, stickwright(1): made from the command line, with what stands around it here."""

import datetime
import re
import tomllib
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator
from pathlib import Path

from grammar import TOP, Command, Group, Word, commands, program

from app.commands.ends import STATUSES
from app.commands.examples import EXAMPLES
from app.desktop import APPLICATION

ABOUT = Path(__file__).with_name(f"{APPLICATION}.metainfo.xml")

DESCRIPTION = """\
turns a disk image into a bootable USB stick, and proves it. Before it writes, it says what the
image is and on which computers it starts. It offers only drives that are safe to erase. After it
has written, it reads every byte back from the drive itself and compares.

It runs as an ordinary user: UDisks2 opens the drive, and the desktop asks for the password. Without
a command, or with an image alone, the window opens.

A DRIVE is a whole drive by its node, like /dev/sdb, or a file that plays one: a virtual stick. An
IMAGE may be packed (gz, bz2, xz, zst, lz4), lie in an archive (zip, 7z, tar), or be a virtual
disk."""
SIGNALS = """\
SIGINT (Ctrl+C) and SIGTERM stop what is done, as soon as the drive allows, and so does SIGHUP: a
terminal that is closed. Under nohup(1) a command goes on then; it needs --yes, for nobody can be
asked. A reader of its output that goes away stops nothing that is begun."""
FILES = (
    ("~/.config/stickwright/settings.json", "What the settings of the window say."),
    (
        "~/.config/stickwright/keyring.gpg",
        "The keys whose signatures count; the command keys shows and changes it.",
    ),
    (
        "~/.local/state/stickwright/jobs/",
        "What is known of writes and tests that did not end well, and what they overwrote.",
    ),
    ("~/.local/state/stickwright/mounts/", "What the command mount has mounted."),
    (
        "~/.local/state/stickwright/recent.json, window.json",
        "Which images were used lately, and where the window was.",
    ),
)
ENVIRONMENT = (
    ("XDG_CONFIG_HOME, XDG_STATE_HOME", "Stand for ~/.config and ~/.local/state above."),
    (
        "TMPDIR",
        "Where write and format make file systems, and --convert its image (else in /var/tmp).",
    ),
    ("SSL_CERT_FILE", "Certificates that count in place of the system’s, for images of the web."),
)


def page() -> str:
    """The whole page as roff, in UTF-8."""
    lines = [
        f'.TH STICKWRIGHT 1 "{released():%Y-%m-%d}" "stickwright {version()}" "User Commands"',
        ".SH NAME",
        r"stickwright \- write and check bootable USB sticks",
        ".SH SYNOPSIS",
        ".B stickwright",
        f"[{_option(program()[0])}] [{_option(program()[1])}]",
        ".br",
        ".B stickwright",
        r"[\fIIMAGE\fP]",
        *(line for command in commands() for line in (".br", _synopsis(command))),
        ".SH DESCRIPTION",
        r"\fBstickwright\fP " + _escaped(DESCRIPTION).replace("\n\n", "\n.PP\n"),
        ".SH OPTIONS",
        *_options(program()),
        ".SH COMMANDS",
        r"Each takes \fB\-\-help\fP as well.",
        *(line for command in commands() for line in _command(command)),
        ".SH EXIT STATUS",
        *(line for number, says in STATUSES.items() for line in _item(f"{number}", f"{says}.")),
        ".SH SIGNALS",
        _escaped(SIGNALS).replace(r"nohup(1)", r"\fBnohup\fP(1)"),
        ".SH FILES",
        *(line for place, says in FILES for line in _item(place, says)),
        ".SH ENVIRONMENT",
        *(line for name, says in ENVIRONMENT for line in _item(name, says)),
        ".SH SEE ALSO",
        r"\fBgpgv\fP(1), \fBudisksctl\fP(1), \fBdd\fP(1)",
    ]
    return "\n".join(lines) + "\n"


def version() -> str:
    project = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return str(project["version"])


def released() -> datetime.date:
    """The day of this version, so that the same sources make the same page."""
    newest = ET.parse(ABOUT).getroot().find("releases/release")
    assert newest is not None
    return datetime.date.fromisoformat(newest.attrib["date"])


def _command(command: Command) -> Iterator[str]:
    yield f".SS stickwright {command.name}"
    yield _sentence(command.says)
    if command.more:
        yield from (".PP", _escaped(command.more))
    for group in command.groups:
        yield from _group(group)
    for operand in command.operands:
        if operand.says:
            yield from _item(operand.takes, _sentence(operand.says), font="I")
    if command.ends:
        yield from (".PP", _escaped(command.ends))
    yield ".PP"
    yield "Examples:"
    for words, says in EXAMPLES[command.name]:
        yield from (".PP", ".RS 4", ".EX")
        yield _escaped(f"stickwright {command.name} {words}".rstrip())
        yield from (".EE", ".RE", ".RS 8", _escaped(f"{says}"), ".RE")


def _group(group: Group) -> Iterator[str]:
    if group.title:
        yield ".PP"
        yield _sentence(group.title) + (f" {_escaped(group.says)}" if group.says else "")
    yield from _options(option for option in group.options if "--help" not in option.names)


def _options(options: Iterable[Word]) -> Iterator[str]:
    for option in options:
        yield from (".TP", _option(option), _sentence(option.says))


def _option(option: Word) -> str:
    names = ", ".join(rf"\fB{_escaped(name)}\fP" for name in option.names)
    return names + (rf" \fI{_escaped(option.takes)}\fP" if option.takes else "")


def _synopsis(command: Command) -> str:
    words = [rf"\fBstickwright {command.name}\fP", r"[\fIOPTION\fP ...]"]
    for word in command.operands:
        takes = rf"\fI{_escaped(word.takes)}\fP" + (" ..." if word.many else "")
        words.append(f"[{takes}]" if word.may_be_left_out else takes)
    return " ".join(words)


def _item(name: str, says: str, font: str = "B") -> Iterator[str]:
    yield from (".TP", rf"\f{font}{_escaped(name)}\fP", says if "\\" in says else _escaped(says))


def _sentence(text: str) -> str:
    whole = text[:1].upper() + text[1:]
    return _escaped(whole if whole.endswith(".") else f"{whole}.")


def _escaped(text: str) -> str:
    """As text and nothing else. groff_man(7): a hyphen that is typed is \\-, and a line must not
    begin with a dot or an apostrophe."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("~", r"\(ti")
    return re.sub(r"(?m)^([.'])", r"\\&\1", text)
