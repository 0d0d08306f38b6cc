"""What happens besides what the user wants: answers, drives, a job getting on, time."""

from ui.state.happenings.burning import (
    BurnEnded,
    BurnMoved,
    DiscDrivesFound,
    DiscSeen,
    NothingBurns,
)
from ui.state.happenings.image import (
    CameBack,
    ChecksumsFound,
    Converted,
    ConvertedSoFar,
    CopyChosen,
    DamageLookedFor,
    HandedOver,
    ImageDiffers,
    ImageInspected,
    ImageLocated,
    ImageRefused,
    ImagesFound,
    ListsNotFound,
    Looked,
    LookingFailed,
    LookingSoFar,
    NotConverted,
    SummedSoFar,
    SummedUp,
    SummingFailed,
)
from ui.state.happenings.inside import (
    FileSeen,
    FilesFound,
    FolderChosen,
    FolderListed,
    InsideOpened,
    InsideRefused,
    MountRefused,
    MountsFound,
    MountsListed,
    TakingEnded,
    TakingMoved,
)
from ui.state.happenings.program import (
    PlacesFound,
    ReportWritten,
    SettingsKept,
    SoundsFound,
    Ticked,
)
from ui.state.happenings.writing import (
    AnswersNotRead,
    AnswersRead,
    BackupFileChosen,
    BatchMoved,
    BatchRefused,
    DriveEjected,
    DrivesSeen,
    JobEnded,
    JobMoved,
    LackingFound,
    MemberEnded,
    RegionFound,
    RestFound,
    StickChosen,
    StickMade,
    StickRefused,
    TryEnded,
    TryRuns,
    TrySlow,
    UnfinishedFound,
)

Happening = (
    Ticked
    | Looked
    | HandedOver
    | ImageInspected
    | ImageRefused
    | ChecksumsFound
    | ListsNotFound
    | RestFound
    | AnswersRead
    | AnswersNotRead
    | BackupFileChosen
    | CopyChosen
    | SummedSoFar
    | SummedUp
    | SummingFailed
    | LookingSoFar
    | DamageLookedFor
    | LookingFailed
    | ConvertedSoFar
    | Converted
    | NotConverted
    | InsideOpened
    | InsideRefused
    | FolderListed
    | FilesFound
    | FileSeen
    | MountsFound
    | MountsListed
    | MountRefused
    | FolderChosen
    | TakingMoved
    | TakingEnded
    | ImageLocated
    | CameBack
    | ImageDiffers
    | UnfinishedFound
    | ImagesFound
    | SoundsFound
    | RegionFound
    | LackingFound
    | SettingsKept
    | DrivesSeen
    | StickChosen
    | StickMade
    | StickRefused
    | JobMoved
    | JobEnded
    | BatchMoved
    | MemberEnded
    | BatchRefused
    | DriveEjected
    | PlacesFound
    | ReportWritten
    | BurnEnded
    | BurnMoved
    | DiscDrivesFound
    | DiscSeen
    | NothingBurns
    | TrySlow
    | TryRuns
    | TryEnded
)

__all__ = [
    "AnswersNotRead",
    "AnswersRead",
    "BackupFileChosen",
    "BatchMoved",
    "BatchRefused",
    "BurnEnded",
    "BurnMoved",
    "CameBack",
    "ChecksumsFound",
    "Converted",
    "ConvertedSoFar",
    "CopyChosen",
    "DamageLookedFor",
    "DiscDrivesFound",
    "DiscSeen",
    "DriveEjected",
    "DrivesSeen",
    "FileSeen",
    "FilesFound",
    "FolderChosen",
    "FolderListed",
    "HandedOver",
    "Happening",
    "ImageDiffers",
    "ImageInspected",
    "ImageLocated",
    "ImageRefused",
    "ImagesFound",
    "InsideOpened",
    "InsideRefused",
    "JobEnded",
    "JobMoved",
    "LackingFound",
    "ListsNotFound",
    "Looked",
    "LookingFailed",
    "LookingSoFar",
    "MemberEnded",
    "MountRefused",
    "MountsFound",
    "MountsListed",
    "NotConverted",
    "NothingBurns",
    "PlacesFound",
    "RegionFound",
    "ReportWritten",
    "RestFound",
    "SettingsKept",
    "SoundsFound",
    "StickChosen",
    "StickMade",
    "StickRefused",
    "SummedSoFar",
    "SummedUp",
    "SummingFailed",
    "TakingEnded",
    "TakingMoved",
    "Ticked",
    "TryEnded",
    "TryRuns",
    "TrySlow",
    "UnfinishedFound",
]
