"""What files of an image hold that must not act when it is looked at."""

import struct
import zlib

from support_boot import pe

LINE = b"a line like any other\n" * 40
HTML = b"<img src=file:///etc/passwd><a href='file:///'>Free up space</a><b>bold</b>\n"


def html_text() -> bytes:
    return b"<!DOCTYPE html>\n<html>\n" + HTML + LINE


def acting_text() -> bytes:
    return LINE + b"\x1b[31mRED\x07\n" + "\u202egnp.exe\u2028\u200b\n".encode() + LINE


def endless_text() -> bytes:
    return b"x" * 4_000_000


def picture() -> bytes:
    header = b"IHDR" + struct.pack(">IIBBBBB", 2_000_000_000, 2_000_000_000, 8, 6, 0, 0, 0)
    chunk = struct.pack(">I", 13) + header + struct.pack(">I", zlib.crc32(header))
    return b"\x89PNG\r\n\x1a\n" + chunk


def picture_of_lines() -> bytes:
    return (
        b'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">\n'
        b'<image xlink:href="file:///etc/passwd"/><script>alert(1)</script>\n</svg>\n'
    )


def program_called_text() -> bytes:
    return pe()
