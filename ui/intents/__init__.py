"""What a user can want, as small frozen values.

Buttons of a view carry the intent they stand for, so the window never decides what a press
means: it hands the intent on. A few intents are made by widgets, because they carry what was
typed, dropped or chosen.
"""

from ui.intents.drives import (
    ChooseDrive,
    LookForDrives,
    SeveralAtOnce,
    TickAll,
    TickDrive,
    TickNone,
    TryWithoutStick,
    WhyNotOffered,
    WhyNotShown,
)
from ui.intents.image import (
    AskToConvert,
    ChooseFile,
    CompareChecksum,
    Convert,
    DragEntered,
    DragLeft,
    Dropped,
    FetchAgain,
    FetchPlain,
    FetchSafely,
    FieldEntered,
    FromWeb,
    KeepCopy,
    KeepNone,
    LookForDamage,
    LookForLists,
    OpenDownloadPage,
    OpenFile,
    OpenMember,
    PasteChecksum,
    Pasted,
    ShowAnswers,
    ShowChecksum,
    ShowEvidence,
    ShowMembers,
    ShowOptions,
    StopChecksum,
    StopConverting,
    StopReading,
)
from ui.intents.inside import (
    CarryOut,
    ChooseFiles,
    LookInside,
    Mount,
    MountAnyway,
    OpenFolder,
    Seek,
    ShowLeftOut,
    ShowMounts,
    StopTaking,
    TakeAnyway,
    TakeOut,
    Unmount,
    UnmountAll,
)
from ui.intents.program import (
    Back,
    CopyText,
    Dismiss,
    NameDrive,
    OpenTool,
    Quit,
    QuitConfirmed,
    SaveLog,
    SettingChanged,
    ShowAbout,
    ShowHelp,
    ShowKeys,
    ShowSettings,
    ShowTools,
)
from ui.intents.wish import (
    Offer,
    Wish,
)
from ui.intents.writing import (
    BackUp,
    BurnToDisc,
    CheckNow,
    ChooseAnotherDrive,
    ChooseBackupFile,
    ChooseProbe,
    CloseResult,
    Confirmed,
    Eject,
    OtherComputer,
    ProbeDrive,
    PutBack,
    PutBackConfirmed,
    SaveReport,
    ShowDetails,
    Simulate,
    SkipAsked,
    SkipConfirmed,
    Speak,
    StopAsked,
    StopConfirmed,
    StopTrying,
    StopWaiting,
    TryBy,
    TryInMachine,
    UseGoodPart,
    Write,
    WriteAgain,
    WriteAnother,
)

Intent = (
    ChooseFile
    | OpenFile
    | ShowMembers
    | OpenMember
    | DragEntered
    | DragLeft
    | Dropped
    | Pasted
    | StopReading
    | FromWeb
    | FetchPlain
    | FetchSafely
    | FetchAgain
    | LookForLists
    | KeepCopy
    | KeepNone
    | OpenDownloadPage
    | ShowEvidence
    | LookInside
    | OpenFolder
    | Seek
    | ChooseFiles
    | TakeOut
    | CarryOut
    | StopTaking
    | TakeAnyway
    | ShowLeftOut
    | Mount
    | MountAnyway
    | Unmount
    | ShowMounts
    | UnmountAll
    | PasteChecksum
    | ShowChecksum
    | CompareChecksum
    | StopChecksum
    | LookForDamage
    | AskToConvert
    | Convert
    | StopConverting
    | ShowOptions
    | ShowAnswers
    | FieldEntered
    | ChooseDrive
    | TickDrive
    | TickAll
    | TickNone
    | SeveralAtOnce
    | LookForDrives
    | WhyNotOffered
    | WhyNotShown
    | TryWithoutStick
    | Write
    | Confirmed
    | BackUp
    | ChooseBackupFile
    | StopWaiting
    | StopAsked
    | StopConfirmed
    | SkipAsked
    | SkipConfirmed
    | Speak
    | Eject
    | WriteAnother
    | WriteAgain
    | CheckNow
    | PutBack
    | PutBackConfirmed
    | TryInMachine
    | BurnToDisc
    | Simulate
    | ProbeDrive
    | ChooseProbe
    | UseGoodPart
    | ChooseAnotherDrive
    | CloseResult
    | ShowDetails
    | OtherComputer
    | SaveReport
    | CopyText
    | Dismiss
    | Back
    | ShowTools
    | StopTrying
    | TryBy
    | OpenTool
    | NameDrive
    | ShowSettings
    | SettingChanged
    | ShowKeys
    | SaveLog
    | ShowHelp
    | ShowAbout
    | Quit
    | QuitConfirmed
)

__all__ = [
    "AskToConvert",
    "Back",
    "BackUp",
    "BurnToDisc",
    "CarryOut",
    "CheckNow",
    "ChooseAnotherDrive",
    "ChooseBackupFile",
    "ChooseDrive",
    "ChooseFile",
    "ChooseFiles",
    "ChooseProbe",
    "CloseResult",
    "CompareChecksum",
    "Confirmed",
    "Convert",
    "CopyText",
    "Dismiss",
    "DragEntered",
    "DragLeft",
    "Dropped",
    "Eject",
    "FetchAgain",
    "FetchPlain",
    "FetchSafely",
    "FieldEntered",
    "FromWeb",
    "Intent",
    "KeepCopy",
    "KeepNone",
    "LookForDamage",
    "LookForDrives",
    "LookForLists",
    "LookInside",
    "Mount",
    "MountAnyway",
    "NameDrive",
    "Offer",
    "OpenDownloadPage",
    "OpenFile",
    "OpenFolder",
    "OpenMember",
    "OpenTool",
    "OtherComputer",
    "PasteChecksum",
    "Pasted",
    "ProbeDrive",
    "PutBack",
    "PutBackConfirmed",
    "Quit",
    "QuitConfirmed",
    "SaveLog",
    "SaveReport",
    "Seek",
    "SettingChanged",
    "SeveralAtOnce",
    "ShowAbout",
    "ShowAnswers",
    "ShowChecksum",
    "ShowDetails",
    "ShowEvidence",
    "ShowHelp",
    "ShowKeys",
    "ShowLeftOut",
    "ShowMembers",
    "ShowMounts",
    "ShowOptions",
    "ShowSettings",
    "ShowTools",
    "Simulate",
    "SkipAsked",
    "SkipConfirmed",
    "Speak",
    "StopAsked",
    "StopChecksum",
    "StopConfirmed",
    "StopConverting",
    "StopReading",
    "StopTaking",
    "StopTrying",
    "StopWaiting",
    "TakeAnyway",
    "TakeOut",
    "TickAll",
    "TickDrive",
    "TickNone",
    "TryBy",
    "TryInMachine",
    "TryWithoutStick",
    "Unmount",
    "UnmountAll",
    "UseGoodPart",
    "WhyNotOffered",
    "WhyNotShown",
    "Wish",
    "Write",
    "WriteAgain",
    "WriteAnother",
]
