"""What a BIOS runs on a stick that only UEFI starts: needs_uefi.asm, assembled with NASM. The same
code says something else on one that has no system.

Kept as text, so that whoever reads a change of it sees one. After a change of the source, the test
`tests/app/sources/test_needs_uefi.py` (marked `tools`) fails and prints the new text.
"""

CODE = bytes.fromhex("""
    fc0e1fe800005e83c61bac84c07409b40ebb0700cd10ebf230e4cd16ea0000ffff0d0a5468697320737469636b20
    6e6565647320554546493a206f6c6465722042494f53205043732063616e27742073746172742069742e0d0a4f6e
    206120504320746861742068617320626f74682c2063686f6f7365206974206173205545464920696e2074686520
    626f6f74206d656e752e0d0a54616b65206974206f757420616e642070726573732061206b657920746f20726573
    746172742e0d0a00
""")

_WORDS = CODE.index(b"\r\nThis stick")
NO_SYSTEM = (
    CODE[:_WORDS]
    + b"\r\nThis is not a bootable disk: it is for files.\r\n"
    + b"Take it out and press a key to restart.\r\n\0"
)
