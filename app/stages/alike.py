"""Whether two buffers hold the same bytes, where nobody believes a digest."""


def alike(one: memoryview, other: memoryview) -> bool:
    """Python compares two views element by element. A bytearray is held against any buffer at the
    speed of memory, and takes one copy."""
    return bytearray(one) == other
