"""What a failed check says about a drive, as values; `app.diagnosis` and `app.inspection.drift`
find them."""

from dataclasses import dataclass
from enum import StrEnum


class Cause(StrEnum):
    """The most likely one; none of them is certain."""

    FAKE = "fake"  # the drive keeps less than it claims
    CHANGED = "changed"  # something else wrote to it meanwhile
    CONNECTION = "connection"  # two readings of one place differ
    WORN = "worn"  # places here and there stay wrong


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """`keeps`: the bytes that a fake drive seems to keep."""

    cause: Cause
    keeps: int | None = None


class Drift(StrEnum):
    """What computers change on a drive by themselves, without harming what was written to it."""

    OPENED = "opened"  # notes of a file system: in use, free space, last read
    SPACE = "space"  # what lies where no file is
    FILES = "files"  # added beside those of the image
    PARTITION = "partition"  # added behind the image
    TABLE = "table"  # the copy of the partition table went to the end of the drive
    SIGNATURE = "signature"  # the number by which Windows tells disks apart
