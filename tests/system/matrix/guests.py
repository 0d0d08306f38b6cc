"""What is started in place of a system: boot sectors of a few bytes, each of which does one thing
that a guest may do to whoever tries it. Assembled by hand for a PC with a BIOS, in sixteen bits:
each line has its bytes and what they say.

A guest that goes on for ever sleeps where it can, or is given a few seconds: all is emulated.
"""

from enum import StrEnum

SECTOR = 512
_PACKET = 0x100  # where the sector has the words for the BIOS: which sectors go where
_TEXT = 0x110
_OTHER_TEXT = 0x140


class Guest(StrEnum):
    """What it does once it was started."""

    READS = "it reads some of the stick and says a line"
    READS_ON = "it says a line and reads the stick on and on, at its leisure"
    WRITES = "it writes over the start of the stick, reads that back, and says whether it is so"
    FILLS = "it writes over all of the stick, on and on"
    SAYS = "it says a line and reads nothing more"
    DRAWS = "it reads some of the stick and draws a picture"
    TELLS = "it reads some of the stick and speaks over the serial port only"
    SILENT = "it halts its processor for good, and says nothing"
    CRASHES = "its bytes are no program"
    COMPLAINS = "it says that its operating system is missing"
    GIVES_UP = "it hands back to the BIOS"
    SWITCHES_OFF = "it switches its machine off"
    RESTARTS = "it starts its machine anew, each time"
    TRIPS = "it makes its processor start anew, each time"
    FLOODS = "it fills the serial port without end"
    FORGES = "it writes into the firmware’s log that there is nothing to start"
    GIANT_SCREEN = "it switches to a screen of 2560 × 1600 dots"
    TINY_SCREEN = "it switches to a screen of 8 × 1 dots"
    NONE = "there is none: the sector has no mark"


def _code(*lines: str) -> bytes:
    return b"".join(bytes.fromhex(line.partition(";")[0]) for line in "\n".join(lines).splitlines())


_START = """
    fa              ; cli
    31c0            ; xor ax, ax
    8ed8            ; mov ds, ax
    8ec0            ; mov es, ax
    8ed0            ; mov ss, ax
    bc007c          ; mov sp, 7C00
    fb              ; sti
    fc              ; cld
"""
_WAIT = """
    f4              ; hlt, until the next tick of the clock
    ebfd            ; jmp to it
"""
_READ = """
    b442            ; mov ah, 42
    be007d          ; mov si, packet
    cd13            ; int 13: DL has the stick's number since the start
"""
_SAY = """
    ac              ; lodsb
    84c0            ; test al, al
    7409            ; jz behind it
    b40e            ; mov ah, 0E
    bb0700          ; mov bx, 7
    cd10            ; int 10
    ebf2            ; jmp to lodsb
"""
_SAY_A_LINE = f"""
    be107d          ; mov si, text
    {_SAY}
"""
# Behind the first byte of a loop: the next sectors, and after the last ones the first.
_ON = """
    c706027d7f00    ; mov word [packet + 2], 127 sectors
    be007d          ; mov si, packet
    cd13            ; int 13
    720d            ; jc to xor
    8106087d7f00    ; add word [packet + 8], 127
    83160a7d00      ; adc word [packet + 10], 0
    ebe3            ; jmp to the loop's first byte
    31c0            ; xor ax, ax
    a3087d          ; mov [packet + 8], ax
    a30a7d          ; mov [packet + 10], ax
    ebd9            ; jmp to the loop's first byte
"""
_TO_THE_BUFFER = """
    680010          ; push 1000
    07              ; pop es
    31ff            ; xor di, di
"""


def _out(port: int, value: int) -> str:
    """mov dx, port; mov ax, value; out dx, ax"""
    return f"ba{port.to_bytes(2, 'little').hex()} b8{value.to_bytes(2, 'little').hex()} ef\n"


def _screen(width: int, height: int, bits: int = 32) -> str:
    """By the registers of a Bochs graphics adapter, which `-vga std` is. Its first dots lie at
    A000:0000."""
    settings = ((4, 0), (1, width), (2, height), (3, bits), (4, 1))
    return "".join(_out(0x1CE, index) + _out(0x1CF, value) for index, value in settings)


def _to_port(port: str) -> str:
    """The text."""
    return f"""
    be107d          ; mov si, text
    ba{port}        ; mov dx, port
    ac              ; lodsb
    84c0            ; test al, al
    7403            ; jz behind it
    ee              ; out dx, al
    ebf8            ; jmp to lodsb
"""


_FLOOD = """
    baf803          ; mov dx, 3F8
    b041            ; mov al, "A"
    ee              ; out dx, al
    ebfd            ; jmp to out
"""
_PAINT = """
    6800a0          ; push A000
    07              ; pop es
    31ff            ; xor di, di
    b90020          ; mov cx, 8192
    88c8            ; mov al, cl
    aa              ; stosb
    e2fb            ; loop to mov al
"""
_WRITE_AND_LOOK = f"""
    {_TO_THE_BUFFER}
    b85a5a          ; mov ax, 5A5A
    b9007f          ; mov cx, 127 sectors in words
    f3ab            ; rep stosw
    b80043          ; mov ax, 4300
    be007d          ; mov si, packet
    cd13            ; int 13
    7229            ; jc bad
    31ff            ; xor di, di
    31c0            ; xor ax, ax
    b9007f          ; mov cx, as above
    f3ab            ; rep stosw
    c706027d7f00    ; mov word [packet + 2], 127 sectors
    {_READ}
    7211            ; jc bad
    31ff            ; xor di, di
    b85a5a          ; mov ax, 5A5A
    b9007f          ; mov cx, as above
    f3af            ; repe scasw
    7505            ; jne bad
    be107d          ; mov si, text
    eb03            ; jmp behind the next
    be407d          ; bad: mov si, other text
    {_SAY}
"""
_PROGRAMS = {
    Guest.READS: (_READ, _SAY_A_LINE, _WAIT),
    Guest.READS_ON: (_SAY_A_LINE, "f4 b442", _ON),  # hlt; mov ah, 42
    Guest.WRITES: (_WRITE_AND_LOOK, _WAIT),
    Guest.FILLS: (_SAY_A_LINE, "b80043", _ON),  # mov ax, 4300
    Guest.SAYS: (_SAY_A_LINE, _WAIT),
    Guest.DRAWS: (_READ, _screen(640, 480, 8), _PAINT, _WAIT),
    Guest.TELLS: (_READ, _to_port("f803"), _WAIT),
    Guest.SILENT: ("fa f4",),  # cli; hlt
    Guest.COMPLAINS: (_SAY_A_LINE, _WAIT),
    Guest.GIVES_UP: ("cd18",),  # int 18
    Guest.SWITCHES_OFF: (_READ, _out(0x604, 0x2000), _WAIT),
    Guest.RESTARTS: (_READ, "b0fe e664", _WAIT),  # mov al, FE; out 64, al
    # lidt [7DB0], where there is no table; int3
    Guest.TRIPS: (_READ, "0f011eb07d cc", _WAIT),
    Guest.FLOODS: (_READ, _SAY_A_LINE, _FLOOD),
    Guest.FORGES: (_to_port("0204"), _WAIT),
    Guest.GIANT_SCREEN: (_READ, _SAY_A_LINE, _screen(2560, 1600), _WAIT),
    Guest.TINY_SCREEN: (_READ, _SAY_A_LINE, _screen(8, 1), _WAIT),
    Guest.NONE: (_SAY_A_LINE, _WAIT),
}
_SAYS = {
    Guest.COMPLAINS: b"Missing operating system",
    Guest.FORGES: b"No bootable device.\n",
}
KEPT, LOST = b"What was written is there", b"Missing operating system: it is not there"


def boot_sector(guest: Guest) -> bytes:
    if guest is Guest.CRASHES:
        return b"\xff" * 510 + b"\x55\xaa"
    sector = bytearray(SECTOR)
    code = _code(_START, *_PROGRAMS[guest])
    assert len(code) <= _PACKET, "a guest is short"
    sector[: len(code)] = code
    # 127 sectors, to 1000:0000, from the first on
    sector[_PACKET : _PACKET + 16] = bytes.fromhex("1000 7f00 0000 0010 0000000000000000")
    text = _SAYS.get(guest, KEPT)
    sector[_TEXT : _TEXT + len(text)] = text
    sector[_OTHER_TEXT : _OTHER_TEXT + len(LOST)] = LOST
    if guest is not Guest.NONE:
        sector[510:] = b"\x55\xaa"
    return bytes(sector)
