"""Published checksums, and what an image is worth beside them.

    algorithm   the kinds, told by the number of digits
    lines       the grammar of sums files: text → lines
    beside      which files beside an image may hold its checksum
    hashing     the image read once, for all kinds that are needed
    comparison  everything together: search, compare, judge
    signature   who signed a sums file, asked of gpgv
    keyring     the keys that the user vouches for

A checksum that matches says that the download is whole. Where it comes from, a checksum from the
same place cannot say; only a signature by a key that the user vouches for can. So the two are two
answers everywhere, and never one.
"""
