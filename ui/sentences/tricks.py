"""What inspection noticed that looks like a trick: discs that show one thing to one system and
another to the next, and files that are named to deceive."""

from ui.text import later

TRICKS = (
    later(
        "engine",
        "The disc has {count} primary volume descriptors that differ. Here the first one counts; a "
        "system that goes by another one sees another disc.",
        "finding: several-primaries",
    ),
    later(
        "engine",
        "The volume descriptor says one number in one byte order and another in the other: a "
        "system that goes by the other one sees another disc.",
        "finding: byte-orders-differ",
    ),
    later(
        "engine",
        "{path} is another file in {one} than in {other}: which one there is depends on the "
        "computer.",
        "finding: trees-differ",
    ),
    later(
        "engine",
        "{count} of {all} files that {one} shows are not in {other}: which ones there are depends "
        "on the computer.",
        "finding: trees-hide",
    ),
    later(
        "engine",
        "This looks like a package of programs for Windows, not an operating system: nothing "
        "in it starts a computer, and {name} is a script or a shortcut. {count} files were "
        "looked at by {rules} rules; this is not a virus scan.",
        "finding: no-boot-path-programs",
    ),
    later(
        "engine",
        "The program {name} is hidden and the shortcut {other} is not, as in discs that are "
        "sent to trick people; this is not a virus scan.",
        "finding: hidden-program",
    ),
    later(
        "engine",
        "{name} is named like a document and is a program or script; this is not a virus scan.",
        "finding: double-suffix",
    ),
    later(
        "engine",
        "The name {name} is made to be read as another one; this is not a virus scan.",
        "finding: name-tricks",
    ),
    later(
        "engine",
        "Its autorun.inf names a program that Windows used to start: {name}.",
        "finding: autorun",
    ),
    later(
        "engine",
        "Answers for Windows Setup are on it ({name}): nobody is asked, and they may erase a disk "
        "of the computer.",
        "finding: own-answers",
    ),
    later(
        "engine",
        "Answers for Windows Setup are on it ({name}): nobody is asked, and they say to erase a "
        "disk of the computer.",
        "finding: own-answers",
    ),
    later(
        "engine",
        "Answers for the first start of Windows are on it ({name}): nobody is asked, and they may "
        "run programs.",
        "finding: own-answers",
    ),
    later(
        "engine",
        "Answers for the first start of Windows are on it ({name}): nobody is asked, and they say "
        "to erase a disk of the computer.",
        "finding: own-answers",
    ),
    later(
        "engine",
        "Windows Setup runs a program of this disc at its end ({name}): nobody is asked.",
        "finding: own-program",
    ),
)
