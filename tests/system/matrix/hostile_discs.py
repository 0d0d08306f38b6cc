"""Discs that look like those that are sent around to trick people, and discs that do not."""

from collections.abc import Mapping

from support_disc import Boot, Disc, hidden

SCRIPT = {"Report.lnk": b"", "data/library.dll": b"MZ", "readme.txt": b""}
CODE = Boot(b"\xfa\xfc" * 1024, sectors=4)  # what a BIOS starts
BLANKS = " " * 30


def files_alone() -> bytes:
    return _disc({"readme.txt": b"", "drivers/setup.exe": b"MZ"})


def script_among_few() -> bytes:
    return _disc(SCRIPT)


def script_among_many() -> bytes:
    return _disc(SCRIPT | {f"data/{number}.txt": b"" for number in range(30)})


def script_of_a_system() -> bytes:
    return Disc([CODE], SCRIPT).build()


def hidden_program() -> bytes:
    return hidden(_disc({"DOCUMENT.LNK": b"", "LOADER.DLL": b"MZ"}), "LOADER.DLL")


def hidden_program_alone() -> bytes:
    return hidden(_disc({"LOADER.DLL": b"MZ"}), "LOADER.DLL")


def starts_by_itself() -> bytes:
    text = b"[AutoRun.Amd64]\r\nopen=setup.exe\r\n"
    return _disc({"autorun.inf": text, "setup.exe": b"MZ"})


def called_like_a_document() -> bytes:
    return _disc({"invoice.pdf.exe": b"MZ"})


def read_backwards() -> bytes:
    return _disc({"invoice\u202efdp.exe": b"MZ"})


def pushed_out_of_sight() -> bytes:
    return _disc({f"photo{BLANKS}.scr": b"MZ"})


def _disc(files: Mapping[str, bytes]) -> bytes:
    return Disc(files=files).build()
