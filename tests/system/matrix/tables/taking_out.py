"""H18 to H22: files taken out of an image land below the folder, as plain files, and over nothing.

Of every case besides: what was made are files and folders with the rights of any new file, and
nothing beside the folder has changed.
"""

from collections.abc import Callable

from system.matrix import hostile_trees as made
from system.matrix.case import Case, Expect, Left, Outcome, Where, turned_down
from system.matrix.parser import TakeOut

HERE = Where.PARSER
SITE = "https://example.org/image.iso"


def _taken(*findings: str, says: tuple[str, ...] = (), lost: bool = False) -> Expect:
    """`lost`: something could not be had, which is told and is the exit status."""
    outcome = Outcome.PARTLY if lost else Outcome.TAKEN
    return Expect((outcome,), (Left.NO_DRIVE,), says, findings=findings)


def _case(
    row: str, name: str, make: Callable[[], bytes], happens: str, expect: Expect, **more: object
) -> Case:
    given = TakeOut(make, **more)  # type: ignore[arg-type] # fields of it
    return Case(f"taken-out-{name}", (row,), HERE, given, happens, expect)


CASES = (
    _case(
        "H18",
        "names-that-lead-out",
        made.leading_out,
        "Files are called `../../escaped`, `/escaped`, `..`, `.`, or have a NUL in their names.",
        _taken(
            *("C:escaped", "CON", "a_.._.._b", "end__", "honest: honest"),
            says=("“../../escaped” is left out", "“/escaped” is left out", "“..” is left out"),
            lost=True,
        ),
    ),
    _case(
        "H18",
        "names-of-windows",
        made.leading_out_of_fat,
        "In a FAT, with the slashes of Windows: `..\\..\\escaped`, `C:\\escaped`, and dots behind.",
        _taken(
            "partition-1/folder/.._.._escaped",
            "partition-1/folder/C:_escaped",
            "partition-1/folder/escaped_",
            "partition-1/folder/escaped_ (2)",
            says=("is called “.._.._escaped” there",),
        ),
    ),
    _case(
        "H18",
        "names-of-joliet",
        made.leading_out_of_joliet,
        "In the wide names of Joliet, with a change of direction and a NUL.",
        _taken(".._.._escaped", "C:_escaped", "_escaped", lost=True),
    ),
    _case(
        "H18",
        "names-at-random",
        made.names_at_random,
        "Hundreds of names are put together of slashes, dots, blanks, controls and wrong letters.",
        _taken(lost=True),
    ),
    _case(
        "H19",
        "links",
        made.links,
        "Links lead to a file of this computer, upwards and to themselves.",
        _taken("honest: honest", says=("it is a link to “/etc/passwd”", "to “../../escaped”")),
    ),
    _case(
        "H19",
        "through-a-link",
        made.through_a_link,
        "A link leads upwards, and a folder of the same name holds a file.",
        _taken("way_/escaped: x", says=("“way_” is left out: it is a link",)),
    ),
    _case(
        "H19",
        "a-link-is-there",
        made.honest,
        "In the folder is a link to /etc by the name of a folder of the image.",
        _taken("folder (2)/honest: honest", says=("is called “folder (2)” there",)),
        there=(("folder", "-> /etc"),),
    ),
    _case(
        "H19",
        "a-link-to-a-file-is-there",
        made.honest,
        "In the folder is a link to a file beside it by the name of a file of the image.",
        _taken("honest (2): honest", says=("is called “honest (2)” there",)),
        there=(("honest", "-> ../../escaped"),),
    ),
    _case(
        "H19",
        "one-file-under-two-names",
        made.one_file_under_two_names,
        "Two names share one file, as hard links do.",
        _taken("one: content", "other: content"),
    ),
    _case(
        "H20",
        "devices-and-rights",
        made.nodes,
        "An ext4 holds a pipe, a disk, /dev/zero, a file with set-user-id, and attributes.",
        _taken(
            "partition-1/honest: honest",
            "partition-1/rights: rights",
            "partition-1/second: honest",
            says=("“partition-1/disk” is left out: it is a device", "“partition-1/pipe” is left"),
        ),
        with_tools=True,
    ),
    _case(
        "H20",
        "origin-goes-along",
        made.honest,
        "The image was noted to come from the web: so are its files, and nothing else about them.",
        _taken("honest has user.xdg.origin.url", "folder/honest has user.xdg.origin.url"),
        origin=SITE,
    ),
    _case(
        "H21",
        "names-that-collide",
        made.twice,
        "Names differ by nothing, by case, by how an é is written, or not once they are harmless.",
        _taken(
            *("same", "same (2)", "Same", "bad:_", "bad:_ (2)", "caf\u00e9", "cafe\u0301"),
            says=("“same” is called “same (2)” there", "“bad:_” is called “bad:_ (2)” there"),
        ),
    ),
    _case(
        "H21",
        "what-is-there-stays",
        made.honest,
        "In the folder is a file by the name of one of the image.",
        _taken("honest: mine", "honest (2): honest", says=("is called “honest (2)” there",)),
        there=(("honest", "mine"),),
    ),
    _case(
        "H22",
        "too-many",
        made.too_many,
        "The image holds 240,000 names.",
        turned_down("budget-spent", says=("more than 200,000 files and folders", "--anyway")),
    ),
    _case(
        "H22",
        "too-deep",
        made.too_deep,
        "Sixty-six folders lie inside each other.",
        turned_down("budget-spent", says=("64 folders inside each other",)),
    ),
    _case(
        "H22",
        "too-large",
        made.too_large,
        "Four hundred files of 4 GiB lie in one place of an image of 5 GiB.",
        turned_down("budget-spent", says=("1,717,986,099,200 bytes", "--anyway")),
        size=5 << 30,
    ),
    _case(
        "H22",
        "no-room",
        made.too_large,
        "The same, and it is wanted anyway: there is no room for it.",
        turned_down("no-room", says=("1,717,986",)),
        size=5 << 30,
        words=("--anyway",),
    ),
)
