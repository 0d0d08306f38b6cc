"""Block maps of images, as bmap-tools would write them."""

import hashlib
from xml.sax.saxutils import quoteattr

BLOCK = 4096


def block_map(
    content: bytes,
    ranges: list[tuple[int, int]] | None = None,
    *,
    version: str = "2.0",
    algorithm: str = "sha256",
    size: int | None = None,
    mapped: int | None = None,
    inner: str = "",
) -> bytes:
    """`ranges` are (first, last) in blocks; without any, those that hold something."""
    ranges = found(content) if ranges is None else ranges
    attribute = "sha1" if version == "1.3" else "chksum"
    lines = []
    for first, last in ranges:
        part = content[first * BLOCK : (last + 1) * BLOCK]
        digest = hashlib.new(algorithm, part).hexdigest()
        text = f"{first}-{last}" if last > first else f"{first}"
        lines.append(f"<Range {attribute}={quoteattr(digest)}> {text} </Range>")
    count = sum(last - first + 1 for first, last in ranges)
    own = "BmapFileSHA1" if version == "1.3" else "BmapFileChecksum"
    kind = "" if version == "1.3" else f"<ChecksumType> {algorithm} </ChecksumType>"
    zeros = "0" * len(hashlib.new(algorithm).hexdigest())
    text = f"""<?xml version="1.0" ?>
<bmap version="{version}">
  <ImageSize> {len(content) if size is None else size} </ImageSize>
  <BlockSize> {BLOCK} </BlockSize>
  <BlocksCount> {-(-(len(content) if size is None else size) // BLOCK)} </BlocksCount>
  <MappedBlocksCount> {count if mapped is None else mapped} </MappedBlocksCount>
  {kind}
  <{own}> {zeros} </{own}>
  <BlockMap>
    {"".join(lines)}
  </BlockMap>{inner}
</bmap>
"""
    digest = hashlib.new(algorithm, text.encode()).hexdigest()
    return text.replace(f"> {zeros} <", f"> {digest} <").encode()


def found(content: bytes) -> list[tuple[int, int]]:
    """Blocks that hold something."""
    runs: list[tuple[int, int]] = []
    for block in range(-(-len(content) // BLOCK)):
        if any(content[block * BLOCK : (block + 1) * BLOCK]):
            if runs and runs[-1][1] == block - 1:
                runs[-1] = (runs[-1][0], block)
            else:
                runs.append((block, block))
    return runs
