"""What OpenWrt puts behind a packed image: for which devices it is, and a signature.

Each record ends with 16 bytes, big-endian: a mark, a checksum, the kind, the length with these 16.
Read in the fwtool of OpenWrt, which puts it behind the .gz, where gzip calls it garbage and ignores
it.
"""

MAGIC = b"FWx0"
LONGEST = 64 << 10  # bytes of all records: fwtool takes 30 KiB of the one and 1 KiB of the other
_TRAILER = 16
_KIND_AT, _INFO = 8, 1
_HEADER = 8  # in front of the text of one that says for which devices: zeros, so far


def is_metadata(tail: bytes) -> bool:
    """Whether it is made of such records. Zeros in front of it may be gone."""
    end, may_lack = len(tail), 0
    while end > 0:
        trailer = tail[max(0, end - _TRAILER) : end]
        length = int.from_bytes(trailer[-4:], "big")
        if not trailer.startswith(MAGIC) or length < _TRAILER:
            return False
        end -= length
        may_lack = _HEADER if trailer[_KIND_AT] == _INFO else 0
    return bool(tail) and end >= -may_lack
