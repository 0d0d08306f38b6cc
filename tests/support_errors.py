"""One of every class of errors, made as the engine makes them."""

from collections.abc import Iterator

from app import errors
from app.errors import AppError, Cause, Diagnosis, Drift, VerifyError

_MADE: dict[type[AppError], tuple[object, ...]] = {
    errors.CorruptImage: ("The boot catalogue", 34816, "its checksum is wrong"),
    errors.TooFarOff: (5 << 20, 4 << 20),
    errors.NotFetched: ("example.org", "the connection broke"),
    errors.NotKept: ("debian.iso", "No space left on device"),
    errors.NotReached: (70 << 20, 64 << 20),
    errors.BudgetSpent: ("too many reads",),
    errors.UnsupportedImage: ("This archive is protected with a password.", "Unpack it first."),
    errors.ManyImages: (("a.iso", "b.iso", "c.iso"), (600, 0, 5)),
    errors.PackedDamaged: ("xz", 1_200_000_000, "its checksum is wrong"),
    errors.ImageUnreadable: ("ubuntu.iso", 1_200_000_000, "Input/output error"),
    errors.ImageChanged: ("ubuntu.iso", "something wrote to it"),
    errors.BlockMapWrong: ("debian.bmap", "its own checksum is wrong"),
    errors.ImageLonger: (6_000_000_000,),
    errors.NotInside: ("boot/vmlinuz",),
    errors.NotMountable: ("debian.iso", "it is packed (xz), so unpack it first"),
    errors.StillInUse: ("/media/ada/DEBIAN",),
    errors.NothingMounted: ("debian.iso",),
    errors.TooMuchToDrag: (6_200_000_000, 512_000_000),
    errors.NoRoom: ("/home/ada/out", 6_200_000_000, 4_000_000_000),
    errors.NoMachine: ("QEMU is not installed", "Install it with “sudo apt install ovmf”."),
    errors.NoDisc: ("there is no disc in the drive that can be read", "Put in an empty one."),
    errors.FolderError: ("/home/ada/out", "Permission denied"),
    errors.DriveTooSmall: (6_200_000_000, 4_000_000_000),
    errors.UnsafeDrive: ("SanDisk Ultra", "system", "Runs this computer."),
    errors.ImageOnDrive: ("SanDisk Ultra",),
    errors.FileThere: ("stick.img",),
    errors.FileOnDrive: ("SanDisk Ultra",),
    errors.NotItsBackup: ("stick.img.part", "SanDisk Ultra", 1_860_000_000),
    errors.MapWrong: ("stick.img.map", "it is too large"),
    errors.NoVolume: (),
    errors.CopyProtected: ("CSS",),
    errors.ImageEmpty: ("ubuntu.iso", 0),
    errors.ImageTruncated: (663_000_000, 402_000_000),
    errors.ChecksumMismatch: ("ubuntu.iso", "sha256"),
    errors.NotListed: ("SHA256SUMS", "it does not mention ubuntu.iso"),
    errors.DriveError: ("SanDisk Ultra", "SanDisk Ultra can’t be used."),
    errors.DriveGone: ("SanDisk Ultra", 2_050_000_000),
    errors.StickFileGone: ("stick.img",),
    errors.DriveInDoubt: ("SanDisk Ultra", 2_050_000_000),
    errors.DriveBusy: ("SanDisk Ultra", "Backups"),
    errors.DriveReadOnly: ("SanDisk Ultra",),
    errors.DriveChanged: ("SanDisk Ultra", "it had 1 byte"),
    errors.NotAsLeft: ("SanDisk Ultra", 3_407_872),
    errors.NotComposable: ("its name is that of a device on Windows", "sources/aux.txt"),
    errors.SolidImage: ("sources/install.esd", 4_700_000_000, 17_000_000_000),
    errors.NothingKept: ("SanDisk Ultra",),
    errors.NotPermitted: ("SanDisk Ultra",),
    errors.NoAgent: ("SanDisk Ultra",),
    errors.NoService: ("SanDisk Ultra",),
    errors.NotEjected: ("SanDisk Ultra",),
    errors.WriteRefused: ("SanDisk Ultra", 1_860_000_000, "Input/output error"),
    errors.DiskFull: ("stick.img", 1_860_000_000),
    errors.ReadRefused: ("SanDisk Ultra", 1_860_000_000, "Input/output error"),
    errors.SyncFailed: ("SanDisk Ultra", "Input/output error"),
    errors.Stopped: (),
    errors.NoMemory: (),
    errors.ToolError: ("eject", "it took longer than 30 seconds"),
}


def locked() -> AppError:
    return errors.DriveReadOnly("SanDisk Ultra", 1_860_000_000)


def every_class(root: type[AppError] = AppError) -> Iterator[type[AppError]]:
    yield root
    for kind in root.__subclasses__():
        yield from every_class(kind)


def one_of(kind: type[AppError]) -> AppError:
    """Classes without facts of their own take a sentence."""
    if issubclass(kind, errors.DriveDrifted):
        return kind("SanDisk Ultra", ((1 << 20, 512),), tuple(Drift))
    if issubclass(kind, errors.VerifyError):
        return diagnosed(kind, Diagnosis(Cause.WORN))
    return kind(*_MADE.get(kind, ("It did not work.",)))


def diagnosed(kind: type[VerifyError], diagnosis: Diagnosis) -> VerifyError:
    error = kind("SanDisk Ultra", ((3_410_493_440, 588 << 20),), flaky=False)
    error.diagnosis = diagnosis
    return error


def each_diagnosis() -> list[VerifyError]:
    keeps = {Cause.FAKE: 14_800_000_000}
    return [diagnosed(VerifyError, Diagnosis(cause, keeps.get(cause))) for cause in Cause]


def one_of_each() -> list[AppError]:
    return [one_of(kind) for kind in dict.fromkeys(every_class())]
