"""What the engine says of single files while it takes them out of an image."""

from app.inside.told import LeftOut, Renamed
from ui.sentences import Sentences
from ui.sentences.details import detail
from ui.text import later, translate, untrusted

_LONGEST = 200  # characters of a path

_whys = Sentences(
    later("engine", "it is a link to “{target}”", "left out"),
    later("engine", "it is a device, a pipe or a socket", "left out"),
    later("engine", "it can’t be read", "left out"),
    later("engine", "its folder is left out", "left out"),
    later(
        "engine",
        "it lies too far inside a packed image, which has to be unpacked first",
        "left out",
    ),
    later("engine", "its path is too long", "left out"),
    later("engine", "the file system there does not take its name", "left out"),
    later("engine", "it is too large for the file system there", "left out"),
    later("engine", "too many have its name", "left out"),
    values=detail,
)


def line(told: LeftOut | Renamed) -> str:
    """About a file that was left out, or got another name."""
    path = untrusted(told.path, _LONGEST)
    if isinstance(told, Renamed):
        text = translate("engine", "{path} is called {name} there.", "taking out")
        return text.format(path=path, name=untrusted(told.name, _LONGEST))
    text = translate("engine", "{path} is left out: {why}.", "taking out")
    return text.format(path=path, why=_whys(told.why))
