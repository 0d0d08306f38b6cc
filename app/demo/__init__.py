"""A small hybrid boot image of our own, so that anybody can try the whole way without a download.

It starts by BIOS and by UEFI, from a stick and from a CD, and each way says its own line on the
screen and on the first serial port.

    image.py             the image: MBR, ISO 9660, El Torito
    fat12.py             its EFI system partition
    code.py              the programs in it, as hexadecimal text
    bios.asm  uefi.asm   their sources
"""

from app.demo.image import make_demo_image

__all__ = ["make_demo_image"]
