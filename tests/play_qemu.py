"""A program that plays QEMU for `support_qemu`: it takes the words of the command line, reads the
disk as a firmware does, says what a firmware says, and draws.

    python tests/play_qemu.py FOLDER [WORD]…        FOLDER has `play.json`, and gets `told`
"""

import json
import os
import re
import socket
import struct
import sys
import time
from pathlib import Path
from typing import Any

WIDTH, HEIGHT = 640, 480


def main(folder: Path, words: list[str]) -> None:
    play = json.loads((folder / "play.json").read_text())
    if words == ["-display", "help"]:
        sys.stdout.write("\n".join(("Available display backend types:", *play["displays"])))
        return
    with (folder / "told").open("a") as told:
        told.write(json.dumps([os.getpid(), *words]) + "\n")
    if "kvm" in words and play["kvm"] == "fails":
        sys.exit("qemu: the processor has no such thing")
    if "kvm" in words and play["kvm"] == "stands still":
        time.sleep(600)
    if play["fails"]:
        sys.exit(play["fails"])
    look_at_the_disk(wire(words, r"driver=nbd.*server\.str=(\d+)"), play["reads"])
    wire(words, r"id=log,fd=(\d+)").sendall(play["log"].encode())
    wire(words, r"id=serial,fd=(\d+)").sendall(play["serial"].encode())
    if play["ends"]:
        event = {"event": "SHUTDOWN", "data": {"guest": False, "reason": play["why"]}}
        wire(words, r"id=monitor,fd=(\d+)").sendall(json.dumps(event).encode() + b"\n")
        return
    answer(wire(words, r"id=monitor,fd=(\d+)"), play)


def wire(words: list[str], pattern: str) -> socket.socket:
    (found,) = (match for word in words if (match := re.search(pattern, word)))
    return socket.socket(fileno=os.dup(int(found[1])))


def look_at_the_disk(disk: socket.socket, reads: int) -> None:
    def exactly(length: int) -> bytes:
        got = b""
        while len(got) < length:
            got += disk.recv(length - len(got))
        return got

    def ask(kind: int, start: int, length: int, data: bytes = b"") -> tuple[int, bytes]:
        disk.sendall(struct.pack(">IHHQQI", 0x25609513, 0, kind, 7, start, length) + data)
        _, wrong, handle = struct.unpack(">IIQ", exactly(16))
        assert handle == 7
        return wrong, exactly(length) if kind == 0 and not wrong else b""

    assert exactly(18) == b"NBDMAGICIHAVEOPT\0\1"
    disk.sendall(struct.pack(">I", 1))
    disk.sendall(struct.pack(">8sII", b"IHAVEOPT", 8, 0))
    assert struct.unpack(">QIII", exactly(20))[2] == (1 << 31) + 1, "no structured replies"
    disk.sendall(struct.pack(">8sII", b"IHAVEOPT", 7, 6) + struct.pack(">IH", 0, 0))
    described = exactly(struct.unpack(">QIII", exactly(20))[3])
    _, size, _ = struct.unpack(">HQH", described)
    exactly(20)
    assert ask(0, 0, 512)[0] == 0
    assert ask(0, size - 512, 512) == (0, bytes(512)), "a stick is larger than its image"
    assert ask(0, size, 512)[0] != 0
    assert ask(1, 1000, 5, b"guest")[0] == 0
    assert ask(3, 0, 0)[0] == 0
    assert ask(0, 998, 9)[1][2:7] == b"guest"
    for start in range(0, reads, 65536):
        ask(0, start, min(65536, reads - start))


def answer(monitor: socket.socket, play: dict[str, Any]) -> None:
    monitor.sendall(b'{"QMP": {}}\n')
    shown = 0
    for line in _lines(monitor):
        asked = json.loads(line)
        words = asked["arguments"]
        if asked["execute"] == "screendump":
            shown += 1
            drawn = play["draws"] and shown > 1
            Path(words["filename"]).write_bytes(picture(bytes(range(256)) * 200 if drawn else b""))
        if asked["execute"] == "pmemsave":
            text = "".join(row.ljust(80) for row in play["screen"]).ljust(2000)
            cells = (bytes((letter, 7)) for letter in text.encode("cp437"))
            Path(words["filename"]).write_bytes(b"".join(cells))
        monitor.sendall(b'{"event": "RTC_CHANGE"}\n{"return": {}}\n')


def _lines(monitor: socket.socket) -> Any:
    """One object after the other: nothing stands between them."""
    heard, decoder = "", json.JSONDecoder()
    while more := monitor.recv(65536):
        heard += more.decode()
        while heard:
            try:
                _, end = decoder.raw_decode(heard)
            except json.JSONDecodeError:
                break
            yield heard[:end]
            heard = heard[end:].lstrip()


def picture(drawn: bytes) -> bytes:
    pixels = WIDTH * HEIGHT * 3
    return b"P6\n%d %d\n255\n" % (WIDTH, HEIGHT) + drawn[:pixels].ljust(pixels, b"\0")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
