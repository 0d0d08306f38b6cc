"""What inspection noticed about an image (the findings of `app.inspection`), by their codes."""

from ui.sentences import Sentences
from ui.sentences.details import detail
from ui.sentences.tricks import TRICKS
from ui.text import later

finding = Sentences(
    later(
        "engine",
        "The packed file has no index at its end: it is cut short or damaged.",
        "finding: packed-damaged",
    ),
    later("engine", "The file is empty.", "finding: empty-file"),
    later(
        "engine", "A BIOS starts it from a disc, and not from a stick.", "finding: bios-only-as-cd"
    ),
    later(
        "engine",
        "UEFI ({machines}) starts it from a disc, and not from a stick.",
        "finding: uefi-only-as-cd",
    ),
    later(
        "engine",
        "UEFI ({machines}) starts it from a disc, but from a stick only where it looks for El"
        " Torito there.",
        "finding: uefi-only-as-cd",
    ),
    later(
        "engine",
        "This is a bare file system ({kind}) with nothing that starts a computer.",
        "finding: file-system-only",
    ),
    later("engine", "This is {kind}, and no disk image.", "finding: not-an-image"),
    later("engine", "Nothing in this file looks like a disk image.", "finding: nothing-recognised"),
    later(
        "engine",
        "Its makers left a checksum in it, by which it can be checked for damage.",
        "finding: implanted-checksum",
    ),
    later(
        "engine",
        "The first sector does not end in 55 AA: a BIOS does not run it.",
        "finding: no-boot-signature",
    ),
    later(
        "engine",
        "It has boot code that is not known here, or not all of it: it may start.",
        "finding: boot-code-unknown",
    ),
    later(
        "engine",
        "The boot code looks for {what} at byte {place}, and it is not there: the image was "
        "changed after it was made bootable.",
        "finding: boot-pointer-stale",
    ),
    later(
        "engine",
        "The file ends at byte {size}, and {what} at {end}: the download was cut short.",
        "finding: truncated",
    ),
    later(
        "engine",
        "The image ends at byte {end}, and the file goes on for {more} more.",
        "finding: trailing-data",
    ),
    later(
        "engine",
        "The FAT file system that firmware starts from is damaged. {damage}",
        "finding: loader-damaged",
    ),
    later(
        "engine",
        "A FAT32 file system has only {clusters} clusters: most UEFI firmware does not read "
        "one with fewer than 65,525.",
        "finding: fat32-too-small",
    ),
    later(
        "engine",
        "A file system of {size} bytes lies in a partition of {length}: firmware does not "
        "read what is behind its end.",
        "finding: file-system-larger-than-partition",
    ),
    later("engine", "{path} cannot be started: {why}.", "finding: loader-damaged"),
    later(
        "engine",
        "{path} is a program for {processor}, not for {machine}.",
        "finding: loader-wrong-machine",
    ),
    later(
        "engine",
        "{path} is a driver and no program that firmware starts.",
        "finding: loader-is-driver",
    ),
    later(
        "engine",
        "{path} is there, but from a stick firmware only starts \\EFI\\BOOT.",
        "finding: loader-not-at-fallback-path",
    ),
    later(
        "engine",
        "{path} is only a file on the disc: firmware reads loaders from FAT file systems, and"
        " there is none with it.",
        "finding: loader-only-in-file-tree",
    ),
    later("engine", "{what} can’t be read. {damage}", "finding: unreadable"),
    later("engine", "{what} was not looked at. {damage}", "finding: not-looked-at"),
    later(
        "engine", "The MBR’s partitions {one} and {other} overlap.", "finding: partitions-overlap"
    ),
    later(
        "engine", "The GPT’s partitions {one} and {other} overlap.", "finding: partitions-overlap"
    ),
    later(
        "engine",
        "The MBR’s partition {number} ends at byte {end}, the image at {size}.",
        "finding: partition-beyond-end",
    ),
    later(
        "engine",
        "The GPT’s partition {number} ends at byte {end}, the image at {size}.",
        "finding: partition-beyond-end",
    ),
    later(
        "engine",
        "The GPT is made for blocks of {size} bytes; sticks have blocks of 512, and firmware "
        "does not find it there.",
        "finding: gpt-block-size",
    ),
    later(
        "engine",
        "There is a GPT, but no protective MBR in front of it: firmware ignores it.",
        "finding: gpt-no-protective-mbr",
    ),
    later(
        "engine",
        "The first GPT is missing or damaged. Its copy at the image’s end does not help: a "
        "stick is larger than the image, and firmware looks for the copy at the stick’s end.",
        "finding: gpt-primary-damaged",
    ),
    later(
        "engine",
        "The first GPT is missing or damaged. Its copy at the image’s end does not help: a "
        "stick is larger than the image, and firmware looks for the copy at the stick’s end. "
        "{damage}",
        "finding: gpt-primary-damaged",
    ),
    later(
        "engine",
        "The GPT is damaged, and there is no copy of it that is whole.",
        "finding: gpt-damaged",
    ),
    later(
        "engine",
        "The GPT is damaged, and there is no copy of it that is whole. {damage}",
        "finding: gpt-damaged",
    ),
    later("engine", "The MBR says that there is a GPT, and there is none.", "finding: gpt-missing"),
    later(
        "engine",
        "The copy of the GPT, which should be at byte {place}, is not there.",
        "finding: gpt-backup-damaged",
    ),
    later(
        "engine",
        "The copy of the GPT, which should be at byte {place}, is damaged.",
        "finding: gpt-backup-damaged",
    ),
    later(
        "engine",
        "The boot catalogue should be in sector {sector}, outside the image.",
        "finding: el-torito-damaged",
    ),
    later(
        "engine",
        "The boot record stands in sector {sector}; a BIOS looks only in sector 17.",
        "finding: el-torito-damaged",
    ),
    later(
        "engine", "The boot catalogue breaks its own rules: {why}.", "finding: el-torito-damaged"
    ),
    later(
        "engine",
        "The boot catalogue does not begin as one: no firmware takes it.",
        "finding: el-torito-damaged",
    ),
    later(
        "engine",
        "The checksum of the boot catalogue is wrong: UEFI and some BIOSes refuse it.",
        "finding: el-torito-checksum",
    ),
    later(
        "engine",
        "A boot image should be in sector {sector}, outside the image.",
        "finding: el-torito-damaged",
    ),
    later(
        "engine",
        "A boot image was told a wrong place or checksum of itself.",
        "finding: boot-info-wrong",
    ),
    *TRICKS,
    later(
        "engine",
        "This is the disc of a Windows installer: copied as it is, a stick would not start, "
        "or Setup would not find its files.",
        "finding: windows-installer",
    ),
    later("engine", "The files of this image can’t be put on a stick: {why}.", "error"),
    later("engine", "“{path}” can’t be put on a stick: {why}.", "error"),
    later(
        "engine",
        "This image is for a board ({kind}), which starts it by rules of its own: no PC does.",
        "finding: board-image",
    ),
    later(
        "engine",
        "{path} is on it, by its digest (list of revoked loaders of {date}). A computer that "
        "was brought up to date refuses it while Secure Boot is on; a newer image helps.",
        "finding: loader-revoked",
    ),
    later(
        "engine",
        "{path} has generation {generation} of {name}, and {least} is the least (SBAT level "
        "of {date}). A computer that was brought up to date refuses it while Secure Boot is "
        "on; a newer image helps.",
        "finding: loader-revoked",
    ),
    later(
        "engine",
        "With Secure Boot on, shim does not start {path}: {why}.",
        "finding: second-stage-refused",
    ),
    later(
        "engine",
        "With Secure Boot on, shim does not start {path}, unless the computer knows its key: "
        "{why}.",
        "finding: second-stage-refused",
    ),
    later(
        "engine",
        "{path} has no signature: Secure Boot has to be turned off first.",
        "finding: loader-unsigned",
    ),
    later("engine", "The signature of {path} does not hold: {why}.", "finding: signature-broken"),
    later(
        "engine",
        "{who} vouches for {path}: with Secure Boot on, only a computer that was told to "
        "trust this key starts it.",
        "finding: signer-unknown",
    ),
    later(
        "engine",
        "Only {who} vouches for {path}: with Secure Boot on, a computer has to know this key "
        "of 2023.",
        "finding: needs-2023-ca",
    ),
    later(
        "engine",
        "{who}, which vouches for {path}, is revoked by an update of {date} that not every "
        "computer has; one that has it refuses this loader.",
        "finding: signer-being-revoked",
    ),
    later(
        "engine",
        "The security version of {path} is {have}, and the list of {date} asks for {need}: a "
        "computer where that was put into force refuses it.",
        "finding: svn-outdated",
    ),
    values=detail,
)
