"""Rows 26 to 31 and 35: how it ended."""

from dataclasses import replace

from samples.curves import checked, written
from samples.home import HEADER, MENU
from samples.work import END, START

from ui import intents
from ui.icons import Icon
from ui.text import sentence
from ui.view import (
    Announcement,
    Badge,
    Banner,
    Bar,
    Button,
    Cell,
    CellPanel,
    Header,
    Legend,
    Look,
    MapPanel,
    NextStep,
    Outcome,
    Place,
    Proof,
    ProofLine,
    Remark,
    Screen,
    SpeedMap,
    Steps,
    Tone,
    plain,
)

EJECT = Button("Eject", intents.Eject(), Look.PRIMARY, Icon.EJECT)
WRITE_ANOTHER = Button("Write another", intents.WriteAnother())
WRITE_AGAIN = Button("Write again…", intents.WriteAgain(), Look.PRIMARY, Icon.REFRESH)
CLOSE = Button("Close", intents.CloseResult())
DIGEST = "c2e4efee 2b8d 9f31 … a8f2 7a7d4b21"
LEGEND = (Legend(Tone.INFO, "written"), Legend(Tone.SUCCESS, "read back"))

DONE = Screen(
    HEADER,
    Outcome(
        Badge(Tone.SUCCESS, Icon.CHECK, stick=True),
        "Ready to boot",
        plain(
            "Ubuntu 24.04.1 LTS is on SanDisk Ultra. All 6.2 GB were read back and match the "
            "image, byte for byte."
        ),
        Remark(Tone.SUCCESS, Icon.CHECK, "Safe to unplug now"),
        (
            Proof(
                "Proof",
                (ProofLine("Image", DIGEST), ProofLine("Drive", DIGEST)),
                "SHA-256, identical. Average 46 MB/s written, 110 MB/s read back.",
                Button("Copy", intents.CopyText(DIGEST), Look.LINK),
            ),
            NextStep(
                "Start this computer from it",
                "F12",
                "Restart, then press F12 when the Lenovo logo shows and pick “SanDisk”.",
                Button("On another computer?", intents.OtherComputer(), Look.LINK),
            ),
            MapPanel(
                SpeedMap(
                    "Written and read back",
                    100,
                    written(),
                    checked(),
                    start_label=START,
                    end_label=END,
                ),
                LEGEND,
            ),
        ),
        large=True,
    ),
    Bar(
        start=(Button("Try it in a virtual machine", intents.TryInMachine(), icon=Icon.PLAY),),
        end=(WRITE_ANOTHER, EJECT),
    ),
    says=Announcement("Ready to boot. Every byte matches. Safe to unplug now.", urgent=True),
)
UNCHECKED = Screen(
    HEADER,
    Outcome(
        Badge(Tone.NEUTRAL, Icon.MINUS_CIRCLE),
        "Written, not checked",
        plain("Ubuntu 24.04.1 LTS is on SanDisk Ultra. Nobody has read it back yet."),
        None,
        (
            NextStep(
                "Start this computer from it",
                "F12",
                "Restart, then press F12 when the Lenovo logo shows and pick “SanDisk”.",
                Button("On another computer?", intents.OtherComputer(), Look.LINK),
            ),
            MapPanel(
                SpeedMap("Written", 100, written(), start_label=START, end_label=END),
                LEGEND[:1],
            ),
        ),
    ),
    Bar(
        end=(
            EJECT_PLAIN := replace(EJECT, look=Look.SECONDARY),
            Button("Check now", intents.CheckNow(), Look.PRIMARY),
        )
    ),
)
WHAT_TO_DO = Steps(
    "What to do",
    (
        sentence(
            "Try {port}, straight on the computer, without a hub or cable.",
            port="another USB port",
        ),
        sentence(
            "Write again. If the {place} fails, the drive is wearing out or is fake.",
            place="same place",
        ),
        sentence(
            "{test} to find out how much of it really works. It takes about 20 minutes.",
            test="Test the drive",
        ),
    ),
)
CHECK_FAILED = Screen(
    HEADER,
    Outcome(
        Badge(Tone.DANGER, Icon.X),
        "The drive did not keep what was written",
        plain(
            "Reading back found different bytes, first at 3.41 GB (sector 6,661,120). "
            "Don’t use this drive to install anything."
        ),
        None,
        (
            MapPanel(
                SpeedMap(
                    "Failed",
                    71,
                    written(),
                    checked(0.71),
                    places=(
                        Place(0.55, 0.6, "first difference"),
                        Place(0.63, 0.645),
                        Place(0.68, 0.71),
                    ),
                    start_label=START,
                    end_label=END,
                ),
                (Legend(Tone.DANGER, "3 areas differ, 588 MB in all", strong=True),),
                Button("Save a report…", intents.SaveReport(), Look.LINK),
                tall=True,
            ),
            WHAT_TO_DO,
        ),
    ),
    Bar(
        start=(CLOSE,),
        end=(Button("Test this drive…", intents.ProbeDrive(), icon=Icon.PULSE), WRITE_AGAIN),
    ),
    says=Announcement("The drive did not keep what was written", urgent=True),
)
UNPLUGGED = Screen(
    HEADER,
    Outcome(
        Badge(Tone.CAUTION, Icon.UNPLUG),
        "The drive was unplugged",
        plain(
            "SanDisk Ultra went away after 2.05 of 6.20 GB. It holds half an image and will "
            "not boot."
        ),
        None,
        (
            MapPanel(
                SpeedMap(
                    "Unplugged",
                    33,
                    written(0.33),
                    places=(Place(0.33, 0.33, "drive removed here"),),
                    start_label=START,
                    end_label=END,
                ),
                tall=True,
            ),
            Banner(
                Tone.INFO,
                Icon.USB_STICK,
                "Plug SanDisk Ultra back in to start again",
                "Stickwright knows it by its serial number and will not pick another drive by "
                "itself. If you did not unplug it, the port or cable may be loose: try another "
                "one.",
            ),
        ),
    ),
    Bar(
        start=(CLOSE,),
        end=(
            Button("Choose another drive", intents.ChooseAnotherDrive()),
            replace(WRITE_AGAIN, enabled=False, reason="SanDisk Ultra is not connected."),
        ),
    ),
    says=Announcement("The drive was unplugged", urgent=True),
)
WRITE_ERROR = Screen(
    HEADER,
    Outcome(
        Badge(Tone.DANGER, Icon.X),
        "The drive refuses to be written",
        plain(
            "It reports an error at 1.86 GB. It is worn out, or the connection is bad. "
            "SanDisk Ultra holds half an image and will not boot."
        ),
        None,
        (
            MapPanel(
                SpeedMap(
                    "Failed",
                    30,
                    written(0.3),
                    places=(Place(0.3, 0.3, "error here"),),
                    start_label=START,
                    end_label=END,
                ),
                button=Button("Details", intents.ShowDetails(), Look.LINK),
                tall=True,
            ),
            WHAT_TO_DO,
        ),
    ),
    CHECK_FAILED.bar,
    says=Announcement("The drive refuses to be written", urgent=True),
)
STOPPED = Screen(
    HEADER,
    Outcome(
        Badge(Tone.NEUTRAL, Icon.MINUS_CIRCLE),
        "Stopped",
        plain(
            "SanDisk Ultra holds 2.05 of 6.20 GB and will not boot. You can write to it again "
            "at any time."
        ),
        None,
        (
            MapPanel(
                SpeedMap(
                    "Stopped",
                    33,
                    written(0.33),
                    places=(Place(0.33, 0.33, "stopped here"),),
                    start_label=START,
                    end_label=END,
                ),
                tall=True,
            ),
        ),
    ),
    Bar(
        start=(CLOSE,),
        end=(
            Button("Make normal again…", intents.OpenTool("make-normal"), icon=Icon.RESTORE),
            WRITE_AGAIN,
        ),
    ),
)
FAKE_DRIVE = Screen(
    Header(
        "Test a drive",
        MENU,
        "Menu",
        back=Button("", intents.Back(), Look.GHOST, Icon.ARROW_LEFT, name="Back"),
    ),
    Outcome(
        Badge(Tone.DANGER, Icon.X),
        "This drive is smaller than it claims",
        plain(
            "It says 128 GB but keeps only the first 14.8 GB. What is written after that is lost "
            "without any error. Such drives are usually fakes."
        ),
        None,
        (
            CellPanel(
                (Cell.KEEPS,) * 37 + (Cell.LOSES,) * 238 + (Cell.UNTESTED,) * 45,
                "14.8 of 128 GB keep data, 86 percent tested",
                (
                    Legend(Tone.SUCCESS, "keeps data: 14.8 GB"),
                    Legend(Tone.DANGER, "loses data"),
                    Legend(Tone.NEUTRAL, "not tested yet"),
                ),
                "86% tested, 6 minutes left",
            ),
            Banner(
                Tone.INFO,
                Icon.INFO,
                "What you can do",
                "Send it back: it is not what you paid for. Until then it can be used safely as "
                "a 14.8 GB stick, if only that part is ever formatted.",
            ),
        ),
    ),
    Bar(
        start=(Button("Stop the test", intents.StopAsked()),),
        end=(
            Button("Save a report…", intents.SaveReport()),
            Button("Use only the good 14.8 GB…", intents.UseGoodPart(), Look.PRIMARY),
        ),
    ),
)
