"""Rows 1, 2, 21 to 26 and 32: the empty window, and drives at work."""

from dataclasses import replace

from samples.curves import checked, written
from samples.home import HEADER, HEADER_AT_WORK

from ui import intents
from ui.icons import Icon
from ui.text import dotted
from ui.view import (
    Announcement,
    AskSheet,
    Banner,
    Bar,
    Button,
    Drag,
    DragKind,
    DropZone,
    Empty,
    Figure,
    Head,
    JobRow,
    Look,
    Mark,
    Place,
    Recent,
    Screen,
    Several,
    SpeedMap,
    StageItem,
    StageState,
    Tint,
    Tone,
    Work,
    plain,
)

UBUNTU_MARK = Mark("U", Tint.ORANGE)
START, END = "start of drive", "end of image, 6.2 GB"

EMPTY = Screen(
    HEADER,
    Empty(
        DropZone(
            "Drop an image here",
            "ISO or disk image (.iso, .img, .xz, .gz, .zst, .zip)",
            "ISO or disk image, also compressed",
            Button(
                "Choose a file…", intents.ChooseFile(), Look.PRIMARY, name="Choose an image file"
            ),
        ),
        "Recent and in Downloads",
        (
            Recent(
                "ubuntu-24.04.1-desktop-amd64.iso",
                dotted("6.2 GB", "in Downloads"),
                intents.OpenFile("/home/a/ubuntu.iso"),
            ),
            Recent(
                "Fedora-Workstation-Live-41-1.4.x86_64.iso",
                dotted("2.4 GB", "in Downloads"),
                intents.OpenFile("/home/a/fedora.iso"),
            ),
            Recent(
                "Win11_24H2_English_x64.iso",
                dotted("5.8 GB", "used last week"),
                intents.OpenFile("/home/a/win.iso"),
            ),
        ),
        "2 drives connected",
        "Ctrl+O  open",
        Button("From the web…", intents.FromWeb(), Look.LINK),
    ),
    says=Announcement("Drop an image here, or choose a file"),
)
DRAG_OVER = replace(
    EMPTY,
    drag=Drag(
        DragKind.OVER,
        "Let go to inspect this image",
        "It is only read. Nothing is written until you say so.",
    ),
)
DRAG_REFUSED = replace(EMPTY, drag=Drag(DragKind.REFUSED, "One image at a time, please"))


def stages(*states: StageState) -> tuple[StageItem, ...]:
    names = ("Prepare", "Write", "Check", "Finish")
    return tuple(StageItem(name, state) for name, state in zip(names, states, strict=True))


D, N, T = StageState.DONE, StageState.NOW, StageState.TO_DO
STOP = Button("Stop…", intents.StopAsked())
KEEP_PLUGGED = Bar(
    plain("Keep the drive plugged in. You can go on using your computer."),
    icon=Icon.INFO,
    end=(STOP,),
)


def work(body: Work, bottom: Bar = KEEP_PLUGGED) -> Screen:
    return Screen(
        HEADER_AT_WORK,
        body,
        bottom,
        title=f"{body.percent} – SanDisk Ultra – Stickwright".lstrip(" –"),
        busy=True,
    )


WRITING_BODY = Work(
    mark=UBUNTU_MARK,
    image="Ubuntu 24.04.1 LTS",
    drive_icon=Icon.USB_STICK,
    drive="SanDisk Ultra, 32 GB",
    node="sdb",
    stages=stages(D, N, T, T),
    stages_name="Stage 2 of 4: Write",
    percent="63%",
    title="Writing",
    lead="About 2 minutes left, check included",
    map=SpeedMap(
        "Writing",
        63,
        written=written(0.63),
        head=Head.WRITING,
        at=0.63,
        head_label="41 MB/s",
        start_label=START,
        end_label=END,
        description="41 MB/s, 3.91 of 6.20 GB, about 2 minutes left",
    ),
    figures=(
        Figure("Now", "41 MB/s"),
        Figure("Average", "46 MB/s"),
        Figure("Written", "3.91 of 6.20 GB"),
        Figure("Elapsed", "1 min 25 s"),
    ),
)
WRITING = work(WRITING_BODY)
PREPARING = work(
    replace(
        WRITING_BODY,
        stages=stages(N, T, T, T),
        stages_name="Stage 1 of 4: Prepare",
        percent="",
        title="Preparing",
        lead="Closing what is open on the drive",
        map=SpeedMap("Preparing", 0, start_label=START, end_label=END),
        figures=(
            Figure("Now", "–"),
            Figure("Average", "–"),
            Figure("Written", "0.00 of 6.20 GB"),
            Figure("Elapsed", "1 s"),
        ),
    )
)
STALLED = work(
    replace(
        WRITING_BODY,
        lead="The drive is not answering. Waiting…",
        map=replace(WRITING_BODY.map, head_label="0 MB/s", retries=(0.31,)),
        figures=(Figure("Now", "0 MB/s"), *WRITING_BODY.figures[1:]),
        banner=Banner(
            Tone.INFO,
            Icon.CLOCK,
            "The drive has not answered for 1 minute",
            "Cheap sticks do this when they tidy up. Waiting longer often helps; "
            "so does another USB port.",
        ),
    )
)
CHECKING = work(
    replace(
        WRITING_BODY,
        stages=stages(D, D, N, T),
        stages_name="Stage 3 of 4: Check",
        percent="41%",
        title="Checking every byte",
        lead="About 35 seconds left",
        map=SpeedMap(
            "Checking every byte",
            41,
            written=written(),
            checked=checked(0.41),
            head=Head.CHECKING,
            at=0.41,
            head_label="113 MB/s",
            start_label=START,
            end_label=END,
            description="113 MB/s, 2.54 of 6.20 GB, about 35 seconds left",
        ),
        figures=(
            Figure("Now", "113 MB/s"),
            Figure("Average", "110 MB/s"),
            Figure("Read back", "2.54 of 6.20 GB"),
            Figure("Elapsed", "2 min 41 s"),
        ),
    ),
    Bar(
        plain("Reading the drive back and comparing it with the image. Keep it plugged in."),
        icon=Icon.INFO,
        end=(Button("Skip the check…", intents.SkipAsked()),),
    ),
)
STOP_SHEET = replace(
    WRITING,
    sheet=AskSheet(
        "Stop writing?",
        "SanDisk Ultra will hold half an image and will not boot. Its old contents are gone "
        "already. You can write to it again at any time.",
        Button("Keep writing", intents.Dismiss(), Look.PRIMARY),
        (Button("Stop", intents.StopConfirmed(), Look.DANGER_OUTLINE),),
    ),
)
SKIP_SHEET = replace(
    CHECKING,
    sheet=AskSheet(
        "Skip the check?",
        "Without it nobody knows whether the drive kept everything. 35 seconds are left.",
        Button("Keep checking", intents.Dismiss(), Look.PRIMARY),
        (Button("Skip", intents.SkipConfirmed(), Look.DANGER_OUTLINE),),
    ),
)
QUIT_SHEET = replace(
    WRITING,
    sheet=AskSheet(
        "Writing is not finished",
        "If you close the window, writing stops and the drive will not boot.",
        Button("Keep writing", intents.Dismiss(), Look.PRIMARY),
        (Button("Stop and close", intents.QuitConfirmed(), Look.DANGER_OUTLINE),),
    ),
)
STOP_EARLY_SHEET = replace(
    WRITING,
    sheet=AskSheet(
        "Stop writing?",
        "Only the start of the drive was overwritten. Its old contents can mostly be put back.",
        Button("Keep writing", intents.Dismiss(), Look.PRIMARY),
        (
            Button("Stop", intents.StopConfirmed(), Look.DANGER_OUTLINE),
            Button("Stop and put back", intents.StopConfirmed(put_back=True)),
        ),
    ),
)

SEVERAL = Screen(
    HEADER_AT_WORK,
    Several(
        UBUNTU_MARK,
        "Ubuntu 24.04.1 LTS to 4 drives",
        "1 done, 1 failed, about 5 minutes left for the rest",
        (
            JobRow(
                "usb-1",
                Icon.USB_STICK,
                "SanDisk Ultra",
                dotted("32 GB", "sdb"),
                "62%",
                SpeedMap("Checking", 62, written(), checked(0.62), head=Head.CHECKING, at=0.62),
                "Checking, about 25 seconds left",
                button=Button("Stop this one", intents.StopAsked("usb-1"), Look.LINK),
                spoken="SanDisk Ultra, 62 percent",
            ),
            JobRow(
                "usb-2",
                Icon.USB_STICK,
                "Kingston DataTraveler",
                dotted("16 GB", "sdc"),
                "44%",
                SpeedMap("Writing", 44, written(0.44), head=Head.WRITING, at=0.44),
                "Writing at 11 MB/s, about 5 minutes left. This drive is on a slow USB 2 port.",
                button=Button("Stop this one", intents.StopAsked("usb-2"), Look.LINK),
                spoken="Kingston DataTraveler, 44 percent",
            ),
            JobRow(
                "usb-3",
                Icon.CHECK_CIRCLE,
                "SanDisk Ultra",
                dotted("32 GB", "sde"),
                "Done",
                SpeedMap("Done", 100, written(), checked()),
                "Every byte read back and matching. Safe to unplug.",
                Tone.SUCCESS,
                Button("Eject", intents.Eject("usb-3"), Look.LINK),
            ),
            JobRow(
                "usb-4",
                Icon.X_CIRCLE,
                "Intenso Rainbow Line",
                dotted("8 GB", "sdf"),
                "Failed",
                SpeedMap("Failed", 30, written(0.3), places=(Place(0.3, 0.3),)),
                "Stopped at 1.86 GB: the drive reports a write error. The others go on.",
                Tone.DANGER,
                Button("Details", intents.ShowDetails("usb-4"), Look.LINK),
            ),
        ),
    ),
    Bar(
        plain("You can unplug each drive as soon as it is done."),
        icon=Icon.INFO,
        end=(Button("Stop all…", intents.StopAsked()),),
    ),
    busy=True,
)
