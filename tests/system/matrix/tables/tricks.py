"""T1 to T5 and R1 to R4: discs that are sent around to trick people, and loaders that computers
with Secure Boot were told to refuse.

What is told are facts about names and lists: never that an image is safe or that it does harm, and
never that a computer will start it.
"""

from support_resources import boot_manager
from support_secure_boot import (
    NEW,
    OLD,
    VENDOR,
    WINDOWS,
    computer,
    digests,
    grub,
    key,
    loaders,
    shim,
    stick,
    usual,
)
from support_signing import authority, certificate_lists, sbat, signed
from system.matrix import hostile_discs as made
from system.matrix.case import Case, Where, reads
from system.matrix.parser import Hostile, Loaders

HERE = Where.PARSER
JUDGED = ("infected", "malware", "is safe", "is clean", "will boot")
WARNED = ("Be careful with this image", "this is not a virus scan")
FIRST, SECOND = "EFI/BOOT/BOOTX64.EFI", "EFI/BOOT/GRUBX64.EFI"
OLD_SHIM = sbat("shim,1,UEFI shim,shim,15.4,url")
OLD_GRUB = sbat("grub,2,FSF,grub,2.06,url")
LIST, LEVEL = "list of revoked loaders of 2026-05-21", "SBAT level of 2025-05-10"


def _case(
    name: str,
    row: str,
    given: Hostile | Loaders,
    happens: str,
    *findings: str,
    says: tuple[str, ...] = (),
    hides: tuple[str, ...] = (),
) -> Case:
    expect = reads(*findings, says=says, hides=(*JUDGED, *hides))
    return Case(name, (row,), HERE, given, happens, expect)


def _old_shim() -> dict[str, bytes]:
    return usual() | loaders(BOOTX64=signed(shim(own_sbat=OLD_SHIM), key(OLD)))


def _old_grub() -> dict[str, bytes]:
    return usual() | loaders(GRUBX64=signed(grub(own_sbat=OLD_GRUB), key(VENDOR)))


def _boot_manager() -> dict[str, bytes]:
    return loaders(BOOTX64=signed(boot_manager(8, 9), key(OLD)))


def _of_a_key_that_leaves() -> dict[str, bytes]:
    return loaders(BOOTX64=signed(grub(), key(WINDOWS)))


TRICKS = (
    _case(
        "disc-of-files-alone",
        "T1",
        Hostile(made.files_alone),
        "A disc holds a text and a set-up program, and nothing that starts a computer.",
        says=("No operating system in it", "nothing that starts a computer"),
        hides=WARNED,
    ),
    _case(
        "disc-of-a-shortcut-and-few-files",
        "T2",
        Hostile(made.script_among_few),
        "Nothing on a disc starts a computer, and among three files is a shortcut.",
        "no-boot-path-programs",
        says=WARNED,
    ),
    _case(
        "disc-of-a-shortcut-and-many-files",
        "T2",
        Hostile(made.script_among_many),
        "The same among more than thirty files: somebody's collection.",
        says=("No operating system in it",),
        hides=WARNED,
    ),
    _case(
        "disc-of-a-shortcut-and-a-system",
        "T2",
        Hostile(made.script_of_a_system),
        "The same on a disc that a BIOS starts.",
        hides=WARNED,
    ),
    _case(
        "disc-of-a-hidden-program-and-a-shortcut",
        "T3",
        Hostile(made.hidden_program),
        "A program is hidden, and a shortcut beside it is not.",
        "hidden-program",
        says=("is hidden and the shortcut", "not a virus scan"),
    ),
    _case(
        "disc-of-a-hidden-program-alone",
        "T3",
        Hostile(made.hidden_program_alone),
        "A program is hidden, and there is nothing that would start it.",
        hides=("is hidden", *WARNED),
    ),
    _case(
        "disc-that-starts-by-itself",
        "T4",
        Hostile(made.starts_by_itself),
        "An autorun.inf names a program: a fact about many a disc, and no warning.",
        "autorun",
        hides=WARNED,
    ),
    _case(
        "disc-with-a-program-called-like-a-document",
        "T5",
        Hostile(made.called_like_a_document),
        "A program is called invoice.pdf.exe.",
        "double-suffix",
        says=("named like a document and is a program", "not a virus scan"),
    ),
    _case(
        "disc-with-a-name-that-is-read-backwards",
        "T5",
        Hostile(made.read_backwards),
        "A program's name changes the direction of writing, so that it seems to end in .pdf.",
        "name-tricks",
        says=("made to be read as another one", "not a virus scan"),
        hides=("\u202e",),
    ),
    _case(
        "disc-with-a-name-of-many-blanks",
        "T5",
        Hostile(made.pushed_out_of_sight),
        "Thirty blanks push the end of a program's name out of sight.",
        "name-tricks",
        says=("made to be read as another one", "not a virus scan"),
    ),
)

REVOKED = (
    _case(
        "loaders-on-no-list",
        "R1",
        Loaders(usual),
        "The loaders are on no list: that is told with the date of the list, and no more.",
        says=(f"{LIST}: not on it",),
        hides=("refuses",),
    ),
    _case(
        "first-loader-on-the-list",
        "R1",
        Loaders(usual, revoked=(FIRST,)),
        "The first loader is on the list of revoked ones, by its digest.",
        "loader-revoked",
        says=("BOOTX64.EFI is on it, by its digest", LIST, "a newer image helps"),
    ),
    _case(
        "second-loader-on-the-list",
        "R1",
        Loaders(usual, revoked=(SECOND,)),
        "What the first loader starts is on the list.",
        "loader-revoked",
        says=("GRUBX64.EFI is on it, by its digest", LIST),
    ),
    _case(
        "loader-whose-key-is-being-revoked",
        "R1",
        Loaders(_of_a_key_that_leaves),
        "An update takes away the key that vouches for the loader.",
        "signer-being-revoked",
        says=(WINDOWS, "2024-02-01", "not every computer has"),
    ),
    _case(
        "first-loader-too-old",
        "R2",
        Loaders(_old_shim),
        "The first loader says a generation (SBAT) that was given up.",
        "loader-revoked",
        says=("generation 1 of shim, and 4 is the least", LEVEL),
    ),
    _case(
        "second-loader-too-old",
        "R2",
        Loaders(_old_grub),
        "The same of what it starts.",
        "loader-revoked",
        says=("generation 2 of grub, and 5 is the least", LEVEL),
    ),
    _case(
        "loader-too-old-by-the-list-in-here",
        "R2",
        Hostile(lambda: stick(_old_shim()), name="disk.img"),
        "The same by the list that comes with the program, when the image is looked at.",
        "loader-revoked",
        says=("generation 1 of shim", "SBAT level of 20"),
    ),
    _case(
        "boot-manager-of-an-old-security-version",
        "R3",
        Loaders(_boot_manager),
        "The boot manager of Windows carries a security version below what is asked for.",
        "svn-outdated",
        says=("is 8.9", "asks for 9.0"),
    ),
    *(
        _case(
            f"loader-that-this-computer-{name}",
            "R4",
            Loaders(usual, computer=here),
            happens,
            says=says,
        )
        for name, here, happens, says in (
            (
                "starts",
                lambda: computer(OLD),
                "This computer's own lists have nothing against it: it should start.",
                ("should-boot: UEFI, Secure Boot on",),
            ),
            (
                "refuses-by-its-digest",
                lambda: computer(OLD, dbx=digests(usual()[FIRST])),
                "The loader is on this computer's own list, whatever the published one says.",
                ("refuses-loader: ", "is on this computer’s list of revoked loaders"),
            ),
            (
                "refuses-by-its-certificate",
                lambda: computer(OLD, dbx=certificate_lists(authority(OLD))),
                "This computer gave up the key that vouches for it.",
                ("refuses-loader: ", f"no longer trusts {OLD}"),
            ),
            (
                "refuses-by-its-age",
                lambda: computer(OLD, level="sbat,1,2027010100\nshim,5\n"),
                "This computer asks for a later generation (SBAT) than anybody published.",
                ("refuses-loader: ", "generation 4 of shim, and this computer asks for 5"),
            ),
            (
                "does-not-know",
                lambda: computer("Somebody"),
                "This computer knows none of the keys that vouch for it.",
                ("refuses-loader: ", f"it does not know {OLD} or {NEW}"),
            ),
        )
    ),
)

CASES = (*TRICKS, *REVOKED)
