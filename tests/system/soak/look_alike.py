"""Devices of the device mapper that are taken for a stick, made and changed by root in the virtual
PC: over which device, by which table, called what, and what happens to them. All of it are scripts
for the guest's shell.
"""

import shlex
from dataclasses import dataclass
from enum import StrEnum

FILES = "/run/soak"  # in the guest, in its memory
CHOSEN_FILE, OTHER_FILE = f"{FILES}/chosen.img", f"{FILES}/other.img"
CHOSEN_LOOP, OTHER_LOOP = "/dev/loop0", "/dev/loop1"
BESIDE = "/dev/loop7"  # another over the chosen file
INTERNAL = "/dev/sda"
BELOW = "below"  # the lower one of two mapped devices
OWN_NODE = "/dev/stick"
FAKED = "STICK-"  # how the UUID of one begins that udev takes for the stick


class Over(StrEnum):
    """What a mapped device leads to."""

    CHOSEN = "the chosen one"
    PART = "a part of the chosen one"
    STACKED = "a mapped device over the chosen one"
    TWIN = "another stick"
    INTERNAL = "the built-in disk"
    LOOP = "a file"
    NOTHING = "nothing"


ON_CHOSEN = (Over.CHOSEN, Over.PART, Over.STACKED)


class Table(StrEnum):
    """`$o` is the device, `$x` another one and `$n` how many sectors."""

    LINEAR = "0 $n linear $o 0"
    PIECES = r"0 $((n / 2)) linear $o 0\n$((n / 2)) $((n / 2)) linear $x 0"
    STRIPED = "0 $n striped 2 128 $o 0 $x 0"
    CRYPT = f"0 $n crypt aes-xts-plain64 {'5a' * 32} 0 $o 0"
    ORIGIN = "0 $n snapshot-origin $o"
    ZERO = "0 $n zero"


class Deed(StrEnum):
    NOTHING = "it is there"
    CREATE = "it is created"
    CREATE_REMOVE = "it is created and removed"
    REMOVE = "it is removed"
    RENAME = "it is renamed"
    RELOAD = "it leads elsewhere"
    LINK = "the stick’s link leads to it"
    LINK_BACK = "the link leads to the stick"
    NODE = "the stick’s node is its own"


@dataclass(frozen=True, slots=True)
class LookAlike:
    """`faked`: udev says of it what it says of the stick. `to`: where it leads after a reload.
    `linked`: a link stands for a node, where one is put in another's place."""

    over: Over
    table: Table
    name: str
    later_name: str
    faked: bool
    to: Over
    linked: bool

    @property
    def path(self) -> str:
        return f"/dev/mapper/{_mangled(self.name)}"


@dataclass(frozen=True, slots=True)
class Chosen:
    """`node` and `link` lead to it. `part` leads to some of its bytes, once `make_part` was run."""

    node: str
    link: str
    part: str
    make_part: str
    twin: str

    def words(self) -> str:
        values = {"c": self.node, "link": self.link, "p": self.part, "t": self.twin}
        return "set -e\n" + "\n".join(f"{name}={value}" for name, value in values.items()) + "\n"


# What udev says of a USB stick, and its link, which it gives to whoever has the highest priority.
RULES = (
    f'ACTION!="remove", ENV{{DM_UUID}}=="{FAKED}*", ENV{{ID_BUS}}="usb", ENV{{ID_TYPE}}="disk",'
    ' ENV{ID_VENDOR}="Acme", ENV{ID_MODEL}="Stick", ENV{ID_SERIAL_SHORT}="%s",'
    ' ENV{ID_USB_DRIVER}="usb-storage", OPTIONS+="link_priority=100", SYMLINK+="%s"\n'
)


def create(mapped: LookAlike, chosen: Chosen) -> str:
    uuid = f"-u {FAKED}1" if mapped.faked else ""
    name = shlex.quote(mapped.name)
    return f"{_table(mapped.over, mapped.table, chosen)} | dmsetup create {uuid} {name}\n"


def do(deed: Deed, mapped: LookAlike, chosen: Chosen) -> str:
    name, later_name = shlex.quote(mapped.name), shlex.quote(mapped.later_name)
    made = create(mapped, chosen)
    removed = f"dmsetup remove --retry {name}\n{_REMOVE_BELOW}"
    table = Table.ZERO if mapped.to is Over.NOTHING else Table.LINEAR
    load = f"{_table(mapped.to, table, chosen)} | dmsetup load {name}"
    return {
        Deed.NOTHING: "true\n",
        Deed.CREATE: made,
        Deed.CREATE_REMOVE: made + removed,
        Deed.REMOVE: removed,
        Deed.RENAME: f"dmsetup rename {name} {later_name}\n",
        Deed.RELOAD: f"{load}\ndmsetup suspend {name}\ndmsetup resume {name}\n",
        Deed.LINK: f"ln -sfn {_node(mapped)} $link\n",
        Deed.LINK_BACK: "ln -sfn $c $link\n",
        Deed.NODE: f"mv $c $c.kept\n{_put(mapped, '$c')}",
    }[deed]


def own_node(mapped: LookAlike) -> str:
    return f"{_put(mapped, OWN_NODE)}echo {OWN_NODE}\n"


def loop(mapped: LookAlike) -> str:
    return f"losetup -f --show {_node(mapped)}\n"


def has_link(mapped: LookAlike) -> str:
    """Fails when udev did not take it for the stick."""
    return f"udevadm settle\n[ $(readlink -f $link) = {_node(mapped)} ]\n"


def tell_node(mapped: LookAlike) -> str:
    return f"echo {_node(mapped)}\n"


def undo(chosen: Chosen) -> str:
    """Nothing mapped is left, and every name leads where it did."""
    return f"""{chosen.words()}
[ ! -e $c.kept ] || mv -f $c.kept $c
rm -f {OWN_NODE}
dmsetup udevcomplete_all -y >/dev/null
udevadm settle
for _ in 1 2 3 4 5 6 7 8; do
    for loop in $(losetup -nO NAME); do
        case $loop in {CHOSEN_LOOP}|{OTHER_LOOP}) ;; *) losetup -d $loop || true;; esac
    done
    dmsetup remove_all >/dev/null 2>&1 || true
    [ -n "$(dmsetup ls | grep -v '^No devices')" ] || break
    sleep 0.3
done
[ -z "$(dmsetup ls | grep -v '^No devices')" ]
[ $c = {CHOSEN_LOOP} ] || blockdev --rereadpt $c
udevadm settle
ln -sfn $c $link
[ $(readlink -f $link) = $c ]
rm -rf /root/.local
cat {OTHER_FILE} | sha256sum
"""


_REMOVE_BELOW = f"""[ ! -e /dev/mapper/{BELOW} ] || dmsetup remove --retry {BELOW}
losetup -d {BESIDE} 2>/dev/null || true
"""


def _table(over: Over, table: Table, chosen: Chosen) -> str:
    """Prints it, as large as the chosen one where there is room for that."""
    before, device = {
        Over.CHOSEN: ("", "$c"),
        Over.PART: (chosen.make_part, "$p"),
        Over.STACKED: (
            f'echo "0 $(blockdev --getsz $c) linear $c 0" | dmsetup create {BELOW}',
            f"/dev/mapper/{BELOW}",
        ),
        Over.TWIN: ("", "$t"),
        Over.INTERNAL: ("", INTERNAL),
        Over.LOOP: ("", OTHER_LOOP),
        Over.NOTHING: ("", "$c"),  # which is only asked for its size
    }[over]
    another = "$t" if over is Over.INTERNAL else INTERNAL
    return f"""{before}
o={device} x={another} n=$(blockdev --getsz $c) m=$(blockdev --getsz {device})
[ $n -lt $m ] || n=$m
n=$((n / 256 * 256))
printf "{table}\\n\""""


def _node(mapped: LookAlike) -> str:
    name = shlex.quote(mapped.name)
    return f"/dev/$(dmsetup info -c --noheadings -o blkdevname {name})"


def _put(mapped: LookAlike, place: str) -> str:
    if mapped.linked:
        return f"ln -s {_node(mapped)} {place}\n"
    numbers = (
        f"dmsetup info -c --noheadings --separator ' ' -o major,minor {shlex.quote(mapped.name)}"
    )
    return f"mknod -m 660 {place} b $({numbers})\nchgrp disk {place}\n"


def _mangled(name: str) -> str:
    return name.replace(" ", r"\x20")
