"""Why an image can’t go onto a disc, and what to do (`app.burning`)."""

from ui.text import later

ROWS = (
    later("engine", "It can’t go onto a disc: {why}.", "error"),
    later("engine", "there is no disc in the drive that can be read", "error: burning"),
    later("engine", "Put in an empty one.", "error: burning"),
    later("engine", "there is no drive {node}", "error: burning"),
    later("engine", "{node} is no drive for discs", "error: burning"),
    later("engine", "{node} is neither a drive for discs nor a file", "error: burning"),
    later("engine", "xorriso is not installed", "error: burning"),
    later("engine", "only unpacking tells how large this image is", "error: burning"),
    later("engine", "Unpack it first.", "error: burning"),
    later("engine", "the image is not complete", "error: burning"),
    later("engine", "The download was cut short: get it again.", "error: burning"),
    later("engine", "the image is this file", "error: burning"),
    later(
        "engine",
        "the disc holds a session already, and an image needs one of its own",
        "error: burning",
    ),
    later(
        "engine",
        "the disc holds {count} sessions already, and an image needs one of its own",
        "error: burning",
    ),
    later("engine", "the disc is closed, and can be written only once", "error: burning"),
    later("engine", "Put in an empty disc, or a rewritable one.", "error: burning"),
    later(
        "engine",
        "the image needs {need} bytes of the disc, and it has {have}",
        "error: burning",
    ),
    later("engine", "Put in a larger disc.", "error: burning"),
    later("engine", "the drive can’t simulate with this disc", "error: burning"),
    later("engine", "another disc is in the drive now", "error: burning"),
    later("engine", "Look at it again.", "error: burning"),
    later(
        "engine",
        "Burn it onto another disc. If that differs too, it is the drive.",
        "error: burning",
    ),
    later(
        "engine",
        "Burn it onto another disc. If that can’t be read either, it is the drive.",
        "error: burning",
    ),
    later(
        "engine",
        "What was burned was not read back: nobody knows whether the disc holds all of it.",
        "error: burning",
    ),
)
