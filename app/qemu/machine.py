"""The virtual machine, in QEMU's words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.qemu.firmware import Flash
from app.qemu.here import QEMU

SECTOR = 512  # bytes, of nearly all sticks
LEAST = 512  # MiB of memory; a live system wants more
MOST = 4096


@dataclass(frozen=True, slots=True)
class Machine:
    """`flash`: a UEFI firmware, None for the BIOS that QEMU brings. `kvm`: the processor runs the
    guest itself, else it is emulated. `window`: what shows it, "" for nobody. `memory` in MiB."""

    flash: Flash | None
    kvm: bool
    window: str = ""
    memory: int = LEAST
    processors: int = 1

    def emulated(self) -> "Machine":
        return replace(self, kvm=False, processors=1)


class Ends:
    """Descriptors by which QEMU reaches us."""

    def __init__(self, sockets: Sequence[int], variables: int | None) -> None:
        """`sockets`: to the disk, the monitor, the serial port, the firmware's log."""
        self.disk, self.monitor, self.serial, self.log = sockets
        self.variables = variables

    def all(self) -> tuple[int, ...]:
        more = () if self.variables is None else (self.variables,)
        return (self.disk, self.monitor, self.serial, self.log, *more)


def command(machine: Machine, ends: Ends, sector: int) -> list[str]:
    """`sector`: bytes of one of the stick's."""
    around = (*_board(machine), *_flash(machine, ends), *_around(machine))
    return [QEMU, *around, *_stick(ends, sector), *_wires(ends)]


def _board(machine: Machine) -> Iterator[str]:
    smm = machine.flash is not None and machine.flash.smm
    yield from ("-machine", "q35,smm=on" if smm else "q35")
    yield from ("-accel", "kvm" if machine.kvm else "tcg")
    yield from ("-cpu", "host" if machine.kvm else "max")
    yield from ("-smp", str(machine.processors), "-m", str(machine.memory))
    if smm:
        yield from ("-global", "driver=cfi.pflash01,property=secure,value=on")


def _flash(machine: Machine, ends: Ends) -> Iterator[str]:
    flash = machine.flash
    if flash is not None:
        code = f"if=pflash,readonly=on,format={flash.code_format}"
        yield from ("-drive", f"{code},file={_quoted(str(flash.code))}")
        kept = f"if=pflash,format={flash.variables_format}"
        yield from ("-drive", f"{kept},file=/proc/self/fd/{ends.variables}")


def _around(machine: Machine) -> Iterator[str]:
    """A screen, a keyboard and a mouse, and walls."""
    yield from ("-nodefaults", "-no-user-config", "-nic", "none", "-vga", "std")
    yield from ("-display", machine.window or "none")
    denied = ("obsolete", "elevateprivileges", "spawn", "resourcecontrol")
    yield from ("-sandbox", ",".join(("on", *(f"{each}=deny" for each in denied))))
    if not machine.window:
        yield "-no-reboot"
    yield from ("-device", "qemu-xhci", "-device", "usb-tablet", "-device", "usb-kbd")


def _stick(ends: Ends, sector: int) -> Iterator[str]:
    """Where its sectors are of another size, in two parts: usb-storage has a word for that, and
    does not hand it on to its disk (QEMU 7.2)."""
    yield from ("-blockdev", f"driver=nbd,node-name=stick,server.type=fd,server.str={ends.disk}")
    disk = "drive=stick,removable=on,bootindex=0"
    if sector == SECTOR:
        yield from ("-device", f"usb-storage,{disk}")
        return
    sectors = f"logical_block_size={sector},physical_block_size={sector}"
    yield from ("-device", "usb-bot,id=port", "-device", f"scsi-hd,bus=port.0,{disk},{sectors}")


def _wires(ends: Ends) -> Iterator[str]:
    yield from ("-chardev", f"socket,id=monitor,fd={ends.monitor}")
    yield from ("-mon", "chardev=monitor,mode=control")
    yield from ("-chardev", f"socket,id=serial,fd={ends.serial}", "-serial", "chardev:serial")
    yield from ("-chardev", f"socket,id=log,fd={ends.log}")
    yield from ("-device", "isa-debugcon,iobase=0x402,chardev=log")


def _quoted(path: str) -> str:
    """A comma begins the next option, two are one."""
    return path.replace(",", ",,")
