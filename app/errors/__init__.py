"""Every way a wish of the user can fail, as one tree; each class is also a code for machines.

    AppError
    ├── ImageError             the image, or the file it comes in
    │   ├── CorruptImage       a structure in it is damaged
    │   ├── NotReached         a packed image was not unpacked far enough to look there
    │   │   └── TooFarOff      nor was a file on the web fetched that far
    │   ├── BudgetSpent        looking would take more reads than any honest image needs
    │   ├── UnsupportedImage   a layer we do not unpack
    │   │   └── ManyImages     an archive of several; one must be named
    │   ├── PackedDamaged      the packed file cannot be unpacked past a place
    │   ├── ImageUnreadable    its own disk reports an error
    │   ├── ImageChanged       the file is not what it was when it was inspected
    │   ├── AddressRefused     an address on the web that is not asked
    │   ├── NotFetched         a server does not hand the file out as it should
    │   ├── NotKept            what is fetched finds no place on the disk
    │   ├── BlockMapWrong      the map of its blocks is damaged, or another image's
    │   ├── ImageLonger        it holds more bytes than the drive, or than it said
    │   └── NotInside          it holds no such file
    ├── PlanError              refused before anything was touched
    │   ├── DriveTooSmall  UnsafeDrive  ImageOnDrive  ImageEmpty  ImageTruncated
    │   ├── ChecksumMismatch   the file differs from the one its makers published
    │   ├── NotListed          in the list of checksums that was named
    │   ├── NotComposable      its files cannot be put on a stick
    │   │   └── SolidImage     unless one of them is converted
    │   ├── NotAppendable      nothing can be put behind it
    │   ├── NotFormattable     the drive cannot be made ready for files so
    │   ├── NothingKept        of what a stopped write overwrote
    │   ├── NoRoom             in the folder, for the files that would be put there
    │   ├── TooMuchToDrag      out of the window, at once
    │   ├── NotMountable       an image, on this computer
    │   ├── StillInUse         what is mounted of it
    │   ├── NothingMounted     by this program
    │   ├── FileThere          a name that a file has already
    │   ├── FileOnDrive        a backup would lie on the drive that it is of
    │   ├── NotItsBackup  MapWrong  of an earlier backup that shall go on
    │   ├── NoVolume  CopyProtected  of a disc that is saved
    │   ├── NoMachine          no virtual machine to try it in
    │   ├── NoDisc             no disc for it, or nothing to burn it with
    │   └── NotConfirmed       the user did not say yes, or typed another name
    ├── DriveError             the drive, while it is used
    │   ├── DriveBusy  DriveReadOnly  DriveChanged
    │   ├── DriveGone          unplugged, or its card taken out
    │   │   ├── DriveInDoubt   or perhaps exchanged while the computer slept
    │   │   └── StickFileGone  a file that plays a drive: moved, deleted or resized
    │   ├── NotPermitted  NoAgent  NoService
    │   ├── NotEjected         it can be unplugged all the same
    │   ├── NotAsLeft          somebody else wrote to it since the write that was stopped
    │   ├── WriteRefused  ReadRefused  SyncFailed
    │   └── DiskFull           of a virtual stick: a WriteRefused whose cause is known
    ├── FolderError            the folder that files are put into
    ├── UsageError             the words given do not make a command
    ├── VerifyError            what was read back differs
    │   ├── DiscDiffers        a disc that was burned
    │   └── DriveDiffers       a drive that was only compared
    │       └── DriveDrifted   only where computers write by themselves
    ├── NoMemory               or no more threads
    ├── Stopped                the user stopped it; nothing failed
    └── ToolError              an outside program is missing or failed

`str(error)` is one plain sentence, enough for the command line; `hint` says what the user can do.
Facts are attributes, so that a window can say more.
"""

from app.errors.base import (
    AppError,
    NoMemory,
    Stopped,
    ToolError,
    UsageError,
    ran_out,
    unforeseen,
)
from app.errors.diagnosis import Cause, Diagnosis, Drift
from app.errors.disc import NoDisc
from app.errors.drive import (
    DiskFull,
    DriveBusy,
    DriveChanged,
    DriveError,
    DriveGone,
    DriveInDoubt,
    DriveReadOnly,
    NoAgent,
    NoService,
    NotAsLeft,
    NotEjected,
    NotPermitted,
    ReadRefused,
    StickFileGone,
    SyncFailed,
    WriteRefused,
)
from app.errors.folder import FolderError, NoRoom, TooMuchToDrag
from app.errors.image import (
    AddressRefused,
    BlockMapWrong,
    BudgetSpent,
    CorruptImage,
    ImageChanged,
    ImageError,
    ImageLonger,
    ImageUnreadable,
    ManyImages,
    NotFetched,
    NotInside,
    NotKept,
    NotReached,
    PackedDamaged,
    TooFarOff,
    UnsupportedImage,
)
from app.errors.machine import NoMachine
from app.errors.mount import NothingMounted, NotMountable, StillInUse
from app.errors.plan import (
    ChecksumMismatch,
    CopyProtected,
    DriveTooSmall,
    FileOnDrive,
    FileThere,
    ImageEmpty,
    ImageOnDrive,
    ImageTruncated,
    MapWrong,
    NotAppendable,
    NotComposable,
    NotConfirmed,
    NotFormattable,
    NothingKept,
    NotItsBackup,
    NotListed,
    NoVolume,
    PlanError,
    SolidImage,
    UnsafeDrive,
)
from app.errors.verify import DiscDiffers, DriveDiffers, DriveDrifted, VerifyError

__all__ = [
    "AddressRefused",
    "AppError",
    "BlockMapWrong",
    "BudgetSpent",
    "Cause",
    "ChecksumMismatch",
    "CopyProtected",
    "CorruptImage",
    "Diagnosis",
    "DiscDiffers",
    "DiskFull",
    "Drift",
    "DriveBusy",
    "DriveChanged",
    "DriveDiffers",
    "DriveDrifted",
    "DriveError",
    "DriveGone",
    "DriveInDoubt",
    "DriveReadOnly",
    "DriveTooSmall",
    "FileOnDrive",
    "FileThere",
    "FolderError",
    "ImageChanged",
    "ImageEmpty",
    "ImageError",
    "ImageLonger",
    "ImageOnDrive",
    "ImageTruncated",
    "ImageUnreadable",
    "ManyImages",
    "MapWrong",
    "NoAgent",
    "NoDisc",
    "NoMachine",
    "NoMemory",
    "NoRoom",
    "NoService",
    "NoVolume",
    "NotAppendable",
    "NotAsLeft",
    "NotComposable",
    "NotConfirmed",
    "NotEjected",
    "NotFetched",
    "NotFormattable",
    "NotInside",
    "NotItsBackup",
    "NotKept",
    "NotListed",
    "NotMountable",
    "NotPermitted",
    "NotReached",
    "NothingKept",
    "NothingMounted",
    "PackedDamaged",
    "PlanError",
    "ReadRefused",
    "SolidImage",
    "StickFileGone",
    "StillInUse",
    "Stopped",
    "SyncFailed",
    "TooFarOff",
    "TooMuchToDrag",
    "ToolError",
    "UnsafeDrive",
    "UnsupportedImage",
    "UsageError",
    "VerifyError",
    "WriteRefused",
    "ran_out",
    "unforeseen",
]
