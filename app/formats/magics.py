"""How packed files begin. What else stands in them is told by the module of each."""

GZIP = b"\x1f\x8b\x08"
BZIP2 = tuple(b"BZh%d" % level for level in range(1, 10))
XZ = b"\xfd7zXZ\0"
ZSTD = b"\x28\xb5\x2f\xfd"
LZ4 = b"\x04\x22\x4d\x18"
# Frames to be skipped, of zstd and of lz4: sixteen magics. RFC 8878, 3.1.2.
SKIPPABLE = tuple(bytes([0x50 + user]) + b"\x2a\x4d\x18" for user in range(16))
SKIPPABLE_HEADER = 8  # bytes: the magic, and the length of what follows
ZIP = (b"PK\3\4", b"PK\5\6")  # a member; the end of an archive without members
SEVEN_ZIP = b"7z\xbc\xaf\x27\x1c"
TAR = (b"ustar\0", b"ustar  \0")  # at byte 257
# All but tar, whose files are not packed.
PACKED = (*ZIP, SEVEN_ZIP, GZIP, *BZIP2, XZ, ZSTD, LZ4, *SKIPPABLE)
