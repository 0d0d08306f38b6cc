"""What the flow shall do: each a call into the engine or to the desktop, none decided there."""

from ui.state.effects.burning import (
    FindDiscs,
    LookAtDisc,
    StartBurning,
    StopBurning,
    TellBurned,
)
from ui.state.effects.image import (
    AskForCopy,
    AskForImage,
    Convert,
    Fetch,
    FetchFiles,
    FindChecksums,
    FindOnWeb,
    Inspect,
    Locate,
    LookAgain,
    LookAt,
    LookBack,
    LookForDamage,
    LookForImages,
    StopConverting,
    StopFetching,
    StopSumming,
    SumUp,
)
from ui.state.effects.inside import (
    AskForFolder,
    FindFiles,
    FindMounts,
    ListFolder,
    ListMounts,
    LookInto,
    MountImage,
    PreviewFile,
    ShowFolder,
    StopTaking,
    TakeFiles,
    Unmount,
    UnmountAll,
)
from ui.state.effects.program import (
    AskForLogFile,
    AskForReportFile,
    Close,
    FindPlaces,
    KeepSettings,
    KeepUsed,
    LookForSounds,
    PlaySound,
    SayAgain,
    Tell,
    TellBatch,
    UseColours,
)
from ui.state.effects.writing import (
    AskForAnswers,
    AskForBackupFile,
    AskForStick,
    EjectDrive,
    FindLacking,
    FindRegion,
    FindRest,
    LeaveOut,
    LetGo,
    LookForDrives,
    MakeStick,
    SkipCheck,
    StartBatch,
    StartJob,
    StopJob,
    StopTrying,
    TryIn,
)

Effect = (
    AskForImage
    | AskForStick
    | AskForBackupFile
    | AskForReportFile
    | AskForLogFile
    | AskForFolder
    | LookInto
    | ListFolder
    | FindFiles
    | PreviewFile
    | TakeFiles
    | StopTaking
    | FindMounts
    | MountImage
    | Unmount
    | ListMounts
    | UnmountAll
    | ShowFolder
    | LookBack
    | LookAt
    | FetchFiles
    | Inspect
    | Fetch
    | StopFetching
    | FindOnWeb
    | AskForCopy
    | FindChecksums
    | FindRest
    | AskForAnswers
    | FindLacking
    | FindRegion
    | SumUp
    | LookForDamage
    | StopSumming
    | Convert
    | StopConverting
    | Locate
    | LookAgain
    | MakeStick
    | StartJob
    | StartBatch
    | LeaveOut
    | StopJob
    | SkipCheck
    | LetGo
    | EjectDrive
    | LookForDrives
    | Tell
    | FindPlaces
    | LookForSounds
    | PlaySound
    | KeepSettings
    | KeepUsed
    | UseColours
    | LookForImages
    | TellBatch
    | SayAgain
    | TryIn
    | StopTrying
    | FindDiscs
    | LookAtDisc
    | StartBurning
    | StopBurning
    | TellBurned
    | Close
)

__all__ = [
    "AskForAnswers",
    "AskForBackupFile",
    "AskForCopy",
    "AskForFolder",
    "AskForImage",
    "AskForLogFile",
    "AskForReportFile",
    "AskForStick",
    "Close",
    "Convert",
    "Effect",
    "EjectDrive",
    "Fetch",
    "FetchFiles",
    "FindChecksums",
    "FindDiscs",
    "FindFiles",
    "FindLacking",
    "FindMounts",
    "FindOnWeb",
    "FindPlaces",
    "FindRegion",
    "FindRest",
    "Inspect",
    "KeepSettings",
    "KeepUsed",
    "LeaveOut",
    "LetGo",
    "ListFolder",
    "ListMounts",
    "Locate",
    "LookAgain",
    "LookAt",
    "LookAtDisc",
    "LookBack",
    "LookForDamage",
    "LookForDrives",
    "LookForImages",
    "LookForSounds",
    "LookInto",
    "MakeStick",
    "MountImage",
    "PlaySound",
    "PreviewFile",
    "SayAgain",
    "ShowFolder",
    "SkipCheck",
    "StartBatch",
    "StartBurning",
    "StartJob",
    "StopBurning",
    "StopConverting",
    "StopFetching",
    "StopJob",
    "StopSumming",
    "StopTaking",
    "StopTrying",
    "SumUp",
    "TakeFiles",
    "Tell",
    "TellBatch",
    "TellBurned",
    "TryIn",
    "Unmount",
    "UnmountAll",
    "UseColours",
]
