"""What one types, and what it does: for `--help` and the manual. A test runs each of them."""

EXAMPLES: dict[str, tuple[tuple[str, str], ...]] = {
    "inspect": (
        ("debian.iso", "what it is, where it boots"),
        ("--evidence debian.iso", "every fact, with its place"),
        ("https://example.org/debian.iso", "without downloading it"),
    ),
    "ls": (
        ("debian.iso boot/grub", "one folder of it"),
        ("-r debian.iso", "every file in it"),
    ),
    "extract": (
        ("debian.iso boot/grub --to folder", "one folder of it"),
        ("debian.iso / --to folder", "everything"),
    ),
    "mount": (
        ("debian.iso", "read-only; says where"),
        ("", "what is mounted"),
    ),
    "unmount": (
        ("debian.iso", "what was mounted of it"),
        ("--all", "all that this program has mounted"),
    ),
    "check": (
        ("debian.iso", "by SHA256SUMS beside it"),
        ("--expect HEX debian.iso", "by the download page"),
    ),
    "drives": (
        ("", "what may be erased, and what not"),
        ("--json", "for programs"),
    ),
    "write": (
        ("debian.iso /dev/sdb", "shows the plan, asks"),
        ("debian.iso stick.img --size 8G", "onto a virtual stick"),
        ("debian.iso /dev/sdb /dev/sdc", "several at once"),
        ("live.iso /dev/sdb --persistence rest", "keeps what you do"),
    ),
    "verify": (("debian.iso /dev/sdb", "compares every byte"),),
    "undo": (("/dev/sdb", "after a write that was stopped early"),),
    "test": (
        ("/dev/sdb", "puts back what was there"),
        ("--all /dev/sdb", "every byte; erases, so it asks"),
        ("--use-good-part /dev/sdb", "of a fake what it keeps; asks"),
    ),
    "format": (
        ("/dev/sdb --name PHOTOS", "exFAT; asks"),
        ("/dev/sdb --as ext4", "for Linux; or fat32, ntfs"),
    ),
    "backup": (
        ("/dev/sdb stick.img.zst", "all of it, packed"),
        ("--used --check /dev/sdb s.img", "as far as it is used"),
        ("--resume /dev/sdb stick.img", "where it ended early"),
    ),
    "boot": (
        ("debian.iso", "in a window"),
        ("debian.iso --screenshot seen.png", "judges it, keeps its screen"),
        ("/dev/sdb --firmware secure", "a stick, with Secure Boot"),
    ),
    "burn": (
        ("debian.iso /dev/sr0", "shows the disc, asks"),
        ("--simulate debian.iso /dev/sr0", "all but the writing"),
    ),
    "keys": (
        ("", "whose signatures count"),
        ("--add maker.asc", "once you compared its fingerprint"),
    ),
    "doctor": (
        ("", "what is missing here"),
        ("--json", "for programs"),
    ),
    "demo": (
        ("", "nothing needs to be plugged in"),
        ("--keep folder", "leaves image and stick there"),
    ),
}
