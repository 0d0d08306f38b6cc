"""States of every page, about an image and drives that the caller brings."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from samples import burning
from support_checksums import checksums, implanted
from support_errors import each_diagnosis, locked, one_of_each
from support_saved import saved
from support_tested import tested
from support_window import (
    GB,
    built_in_disk,
    drive,
    ended,
    inspected,
    report,
    unchecked,
    verified,
    working,
)

from app.drives.drive import DriveInfo
from app.errors import AppError, DriveGone, UnsupportedImage
from app.events import Progressed, Stage, StageStarted, Warned
from app.firmware import Firmware, ThisComputer
from app.formats.tree import Entry
from app.inside.mounted import Mounted
from app.inside.told import LeftOut, Renamed, TakenOut
from app.inspection.appended import Additions
from app.report import (
    Finding,
    Machine,
    Mode,
    Persistence,
    Report,
    Role,
    Severity,
    Stick,
    System,
)
from app.result import Result
from app.sources.answers import Answers, Region, why_no_account
from ui import intents
from ui.looking import Hits, Look, Seen, as_row
from ui.offers import Refusal, WebLink
from ui.sentences.taking import line
from ui.state import (
    AboutOpen,
    AccountOpen,
    AddressOpen,
    AnswersOpen,
    Blocked,
    ChecksumOpen,
    ConfirmOpen,
    ConfirmSeveralOpen,
    DetailsOpen,
    Dragged,
    EvidenceOpen,
    FileChanged,
    FolderOpen,
    FormatOpen,
    Gone,
    HiddenOpen,
    KeysOpen,
    LeftOutOpen,
    ListChanged,
    MembersOpen,
    MountOpen,
    NameOpen,
    NoStick,
    NotHere,
    NotHereOpen,
    Notice,
    NotShownOpen,
    NotTaken,
    OptionsOpen,
    OtherComputerOpen,
    Page,
    PasteOpen,
    PlainOpen,
    QuitOpen,
    Refused,
    ReportSaved,
    RestOpen,
    SettingsDamaged,
    SettingsNotKept,
    SkipOpen,
    State,
    StopOpen,
    TryOpen,
)
from ui.state.after import after
from ui.state.batch import Batch, as_ended
from ui.state.drive_list import NO_DRIVES, DriveList, Row, key_of
from ui.state.image import Inspected, Reading, Rest, Unusable
from ui.state.inside import Inside, Mounting, Taken, Taking
from ui.state.job import Purpose, Unplugging
from ui.suggestions import Suggestion
from ui.used import Used
from ui.view import FileRow, Folder

COMPUTER = ThisComputer(Firmware.UEFI, Machine.X64, secure_boot=True, maker="LENOVO")
WRITE = ((0.0, StageStarted(Stage.WRITE, 6 * GB)), (20.0, Progressed(Stage.WRITE, 3 * GB)))
CHECK = (
    *WRITE,
    (40.0, Progressed(Stage.WRITE, 6 * GB)),
    (41.0, StageStarted(Stage.VERIFY, 6 * GB)),
    (60.0, Progressed(Stage.VERIFY, 4 * GB)),
)


def states(about: Report, stick: DriveInfo, others: tuple[DriveInfo, ...]) -> Iterator[State]:
    """One of each page, sheet, notice and kind of end."""
    image = inspected(about, path=f"/home/a/{about.name.replace('/', '_')}")
    rows = (Row(stick), *(Row(each, came=0.0) for each in others), Row(drive(8), gone=0.0))
    hidden = tuple(replace(each, reasons=each.reasons) for each in others if each.reasons)
    drives = DriveList(rows, hidden, listed=True)
    looked = (*hidden, built_in_disk())
    plain = State(image=image, drives=drives, computer=COMPUTER, looked=looked)
    chosen = replace(plain, chosen=key_of(stick))
    yield State(computer=COMPUTER, suggestions=(Suggestion(image.path, 600),))
    used = (Used(image.path, 600, 1e9), Used(image.path.with_suffix(".img"), 600, 2e9, gone=True))
    yield State(computer=COMPUTER, used=used)
    yield State(rooted=True, image=image)
    yield replace(plain, page=Page.SETTINGS, sounds=True)
    yield replace(plain, page=Page.SETTINGS, notice=SettingsNotKept("No space left on device"))
    yield replace(plain, drives=NO_DRIVES)
    yield replace(plain, built_in=True)
    yield plain
    yield chosen
    yield from _inside(plain, image)
    yield from _trying(plain)
    yield from _images(plain, image)
    yield from _from_web(chosen, image, stick)
    yield from _with_more(chosen, image, stick)
    yield from _formatted(plain, stick)
    yield from tested(plain, stick)
    yield from saved(plain, stick, about.name)
    yield from (burning.about(state, image, stick.name) for state in burning.states())
    yield from _checksums(chosen, image)
    yield from _notices(chosen, stick)
    yield from _sheets(chosen, image, stick)
    yield from _jobs(chosen, image, stick)
    yield from _several(plain, image, (stick, *others))


def _several(plain: State, image: Inspected, drives: tuple[DriveInfo, ...]) -> Iterator[State]:
    """Several at once: ticked, asked, at work, and each kind of end."""
    ticked = frozenset(key_of(each) for each in drives)
    boxes = replace(plain, several=True, ticked=ticked)
    yield replace(plain, several=True)
    yield boxes
    yield replace(boxes, sheet=ConfirmSeveralOpen(drives))
    ends: list[Result | AppError] = [verified(), unchecked(), *one_of_each()]
    for events in ((), WRITE, CHECK):
        members = tuple(working(events, image=image, drive=each) for each in drives)
        batch = Batch(1, image, members)
        for sheet in (None, StopOpen(), StopOpen(key_of(drives[0])), QuitOpen()):
            yield replace(boxes, job=batch, sheet=sheet)
        yield replace(boxes, job=replace(batch, stopping=True))
        for end in ends:
            over = as_ended(members[0], end, 99.0)
            yield replace(boxes, job=batch.with_member(over))
            whole = Batch(1, image, (over,))
            for how in Unplugging if not isinstance(end, AppError) else ():
                yield replace(boxes, job=batch.with_member(replace(over, unplugging=how)))
            yield replace(boxes, job=whole, sheet=DetailsOpen(key_of(over.drive)))


def _trying(plain: State) -> Iterator[State]:
    opened = TryOpen(number=1)
    begins, runs = replace(opened, drive=drive()), replace(opened, runs=True)
    for sheet in (
        TryOpen(),
        opened,
        begins,
        runs,
        replace(runs, slow=True),
        replace(runs, booted=True),
    ):
        yield replace(plain, sheet=sheet)
    for error in one_of_each():
        yield replace(plain, sheet=replace(opened, error=error))
    every = frozenset({"uefi", "secure", "bios"})
    if isinstance(plain.image, Inspected):
        yield replace(plain, image=replace(plain.image, booted=every))
        over = ended(verified(), image=plain.image)
        yield replace(plain, job=replace(over, booted=every))


def _inside(plain: State, image: Inspected) -> Iterator[State]:
    """Looked into: before it opens, opened, searched, and each way that taking out goes."""
    name = image.report.title
    rows = tuple(map(row_of, (*listed(name), *listed(f"{name}/deep"))))
    inside = Inside(1, image.source, folders=(Folder("", rows),))
    page = replace(plain, page=Page.INSIDE, inside=inside)
    yield page
    for error in one_of_each():
        yield replace(page, inside=replace(inside, trouble=error))
    opened = replace(inside, look=looking())
    for hits in (Hits(rows), Hits(rows, whole=False), Hits((), searched=False), Hits(())):
        yield replace(page, inside=replace(opened, found=hits))
    for seen in (None, Seen("text"), Seen("text", whole=False), Seen(""), Seen(), *one_of_each()):
        for row in rows:
            yield replace(page, inside=replace(opened, chosen=(row.key,), seen=seen))
    yield from _takings_out(replace(page, inside=opened), opened, name)
    yield from _mountings(replace(page, inside=opened), opened, image)


_NO_SCAN = "this is not a virus scan"


def _mountings(page: State, opened: Inside, image: Inspected) -> Iterator[State]:
    points = (Mounted(str(image.path), "", f"/media/{image.report.name}", "loop0"),)
    for there in ((), points, 50 * points):
        mounting = Mounting(there)
        yield replace(page, inside=replace(opened, mounting=mounting))
        yield replace(page, inside=replace(opened, mounting=replace(mounting, busy=True)))
        for error in one_of_each():
            yield replace(page, inside=replace(opened, mounting=replace(mounting, error=error)))
    packed = inspected(report(layers=("xz",))).source
    yield replace(page, inside=replace(opened, source=packed))
    text = f"The name “{image.report.name}” is made to be read as another one; {_NO_SCAN}."
    trick = Finding("name-tricks", Severity.CAUTION, text)
    findings = (*image.report.findings, trick)
    wary = replace(image, report=replace(image.report, findings=findings))
    yield replace(page, image=wary, sheet=MountOpen())


def _takings_out(page: State, opened: Inside, name: str) -> Iterator[State]:
    many = tuple(str(number) for number in range(1_001))
    for chosen in ((), many[:2], many):
        yield replace(page, inside=replace(opened, chosen=chosen))
    for place in (Path("/home/a") / as_file(name), None):
        for taking in _takings(place):
            yield replace(page, inside=replace(opened, taking=taking))
        for taken in _ends(name, place):
            yield replace(page, inside=replace(opened, taken=taken), sheet=LeftOutOpen())


def as_file(name: str) -> str:
    """As far as a file can be called so."""
    return name.replace("/", "_").encode()[:200].decode(errors="ignore") or "_"


def _takings(place: Path | None) -> tuple[Taking, ...]:
    begun = Taking(1, place, ("",))
    moving = replace(begun, done=5, total=GB)
    return begun, moving, replace(moving, stopping=True)


def _ends(name: str, place: Path | None) -> Iterator[Taken]:
    left = LeftOut(name, f"it is a link to “{name}”", lost=False)
    lines = tuple(line(each) for each in (left, Renamed(name, name)))
    yield Taken(place, TakenOut(1, 2, GB, 0, 0, 1.0))
    yield Taken(place, TakenOut(3, 2, GB, 2, 1, 1.0), lines)
    for error in one_of_each():
        yield Taken(place, error, lines)


def listed(name: str) -> tuple[Entry, ...]:
    """A file, a folder, a link, a device, and what can't be read."""
    plain = Entry(name, directory=False, size=5)
    return (
        plain,
        replace(plain, name=f"{name}-folder", directory=True),
        replace(plain, name=f"{name}-link", link=name),
        replace(plain, name=f"{name}-device", special=True),
        replace(plain, name=f"{name}-damaged", damaged=True),
    )


def row_of(entry: Entry) -> FileRow:
    return as_row(entry.name, entry)


def looking() -> Look:
    """An image that nobody opens."""
    return Look.__new__(Look)


def _images(plain: State, image: Inspected) -> Iterator[State]:
    yield replace(plain, image=Reading(image.path, 600, 1, -5.0, image))
    for error in one_of_each():
        unusable = replace(plain, image=Unusable(image.path, 600, error))
        yield unusable
        yield replace(unusable, sheet=MembersOpen())
    stick = Stick(image.report, 1012, loader=True)
    windows = replace(image, report=replace(image.report, mode=Mode.WINDOWS, stick=stick))
    yield replace(plain, image=windows)
    answers = Answers(any_pc=True, account="Anna", region=Region("de-DE"))
    for answered in (windows, replace(windows, answers=answers)):
        known = replace(plain, image=answered, region=Region("de-DE", "de-CH", "UTC"))
        yield known
        for sheet in (OptionsOpen(), AccountOpen(), AccountOpen("a*b", why_no_account("a*b"))):
            yield replace(known, sheet=sheet)
    yield replace(known, sheet=AnswersOpen())
    yield replace(plain, image=replace(image, member=f"{image.report.name}.img"))
    yield replace(plain, image=replace(image, on=frozenset(row.key for row in plain.drives.rows)))


def _from_web(chosen: State, image: Inspected, stick: DriveInfo) -> Iterator[State]:
    """An image on the web: asked about, looked at, compared, kept, written."""
    safe = WebLink(f"https://example.org/{quote(as_file(image.path.name))}")
    for link in (safe, replace(safe, url=f"http{safe.url[5:]}", plain=True), WebLink("https://")):
        reading = Reading(link.path, 0, 1, -5.0, State().image, link=link)
        yield replace(chosen, image=reading)
        yield replace(chosen, drag=Dragged(1, None, link=link))
        yield replace(chosen, sheet=PlainOpen(link))
        yield replace(chosen, sheet=AddressOpen(link.url, wrong=True))
        for error in one_of_each():
            yield replace(chosen, image=Unusable(link.path, 0, error, link))
        there = replace(image, link=link, path=link.path)
        for keep in (None, image.path):
            kept = replace(chosen, image=replace(there, keep=keep))
            yield kept
            yield replace(kept, sheet=ConfirmOpen(stick))
        for known in checksums(image.report.name, image.report.label):
            yield replace(chosen, image=replace(there, checksum=known))
        yield replace(chosen, image=there, sheet=PasteOpen())
        stalled = (*WRITE, (31.0, Warned("image-stalled", "…")), (99.0, WRITE[1][1]))
        yield replace(chosen, job=working(stalled, image=there, drive=stick))


def _with_more(chosen: State, image: Inspected, stick: DriveInfo) -> Iterator[State]:
    """More behind an image: chosen, asked about, written."""
    every = Additions(0, 0, exfat=True, answers={"user-data": b"hello"})
    needs = Rest("e2fsprogs", "exfatprogs", check_fails=True, word="persistence")
    for rest, more in ((None, None), (Rest(), every), (needs, None), (needs, every)):
        for system in (
            System("Fedora", "fedora"),
            System("Debian", "debian", persistence=Persistence.LIVE_BOOT),
            System("Raspberry Pi OS", "debian", role=Role.BOARD),
        ):
            report = replace(image.report, system=system)
            there = replace(image, report=report, rest=rest, more=more)
            yield replace(chosen, image=there, sheet=RestOpen())
            yield replace(chosen, image=there, sheet=ConfirmOpen(stick))
    refused = UnsupportedImage("[What is in the way.]")
    yield replace(chosen, image=there, sheet=RestOpen(refused))
    yield replace(chosen, job=working(WRITE, image=there, drive=stick))
    yield replace(chosen, job=ended(unchecked(), image=there, drive=stick))


def _formatted(state: State, stick: DriveInfo) -> Iterator[State]:
    """A drive is made ready for files, as each kind, quickly and not."""
    yield after(state, intents.ShowTools(), 0.0).state
    tool = after(state, intents.OpenTool("make-normal"), 0.0).state
    for kind in ("exfat", "fat32", "ext4", "ntfs"):
        for way in ("quick", "whole"):
            opened = replace(tool, chosen=key_of(stick), sheet=FormatOpen(()))
            for key, value in (("kind", kind), ("overwrite", way)):
                opened = after(opened, intents.SettingChanged(key, value), 0.0).state
            yield opened
            yield replace(opened, sheet=None)
            yield replace(opened, sheet=ConfirmOpen(stick))
    yield replace(opened, sheet=NameOpen("a:b", "its name has signs that not every system takes"))
    image = opened.image
    begun = replace(opened, sheet=None, job=working(WRITE, image=image, drive=stick))
    yield begun
    yield replace(begun, sheet=StopOpen())
    yield replace(begun, sheet=QuitOpen())
    ends: tuple[Result | AppError, ...] = (verified(), unchecked(), *one_of_each())
    for end in ends:
        yield replace(begun, job=ended(end, image=image, drive=stick))


def _checksums(chosen: State, image: Inspected) -> Iterator[State]:
    report = image.report
    for checksum in checksums(report.name, report.label):
        known = replace(chosen, image=replace(image, checksum=checksum))
        yield known
        yield replace(known, sheet=ChecksumOpen())
        yield replace(known, sheet=EvidenceOpen())
        drive = chosen.chosen_drive
        if checksum.answer is not None and drive is not None:
            yield replace(known, sheet=ConfirmOpen(drive))
            over = ended(verified(), image=replace(image, checksum=checksum), drive=drive)
            yield replace(known, job=over)
    for wrong in (True, False):
        yield replace(chosen, sheet=PasteOpen(wrong=wrong))
    note = Finding("implanted-checksum", Severity.INFO, "[What was found.]")
    summed = replace(image, report=replace(report, findings=(*report.findings, note)))
    for checksum in implanted():
        looked = replace(chosen, image=replace(summed, checksum=checksum))
        yield looked
        yield replace(looked, sheet=ChecksumOpen())


def _notices(chosen: State, stick: DriveInfo) -> Iterator[State]:
    notices: list[Notice] = [
        Gone(stick),
        Blocked(stick),
        ListChanged(),
        FileChanged(),
        SettingsDamaged(),
        SettingsNotKept("No space left on device"),
        NoStick(UnsupportedImage(f"{stick.name} can’t play a stick.")),
        *(Refused(error, stick) for error in one_of_each()),
        *(NotTaken(refusal, owner="root") for refusal in Refusal),
    ]
    for notice in notices:
        yield replace(chosen, notice=notice)
        yield replace(State(), notice=notice)
    for refusal in (None, *Refusal):
        yield replace(chosen, drag=Dragged(1, refusal))
    yield replace(chosen, drag=Dragged(1, None, folder=True))


def _sheets(chosen: State, image: Inspected, stick: DriveInfo) -> Iterator[State]:
    for sheet in (
        ConfirmOpen(stick),
        EvidenceOpen(),
        HiddenOpen(),
        NotShownOpen(),
        KeysOpen(),
        OtherComputerOpen(),
        AboutOpen(),
        NotHereOpen(NotHere.WEB),
        NotHereOpen(NotHere.MACHINE),
        FolderOpen(image.path.parent, (Suggestion(image.path, 600),)),
    ):
        yield replace(chosen, sheet=sheet)


def _jobs(chosen: State, image: Inspected, stick: DriveInfo) -> Iterator[State]:
    own: dict[str, Any] = {"image": image, "drive": stick}
    for job in (
        working(**own),
        working((*WRITE[:1],), **own),
        working(WRITE, **own),
        working(CHECK, **own),
        working(CHECK, **own, skipping=True),
        working((*CHECK, (61.0, StageStarted(Stage.WRITE_HEAD, 1))), **own),
        working((*CHECK, (130.0, Progressed(Stage.VERIFY, 4 * GB))), **own),
        working((*WRITE, (41.0, StageStarted(Stage.SYNC))), **own),
        working(((0.0, StageStarted(Stage.WRITE, None)), (9.0, Progressed(Stage.WRITE, 5))), **own),
        working((*WRITE, (31.0, Warned("image-stalled", "…")), (99.0, WRITE[1][1])), **own),
        working((*WRITE, (21.0, Warned("slept", "…"))), **own),
        working((*CHECK, (61.0, Warned("slept", "…")), (61.0, Warned("checked-again", ""))), **own),
        working(WRITE, **own, stopping=True),
        working(purpose=Purpose.CHECK, **own),
    ):
        yield replace(chosen, job=job)
        for sheet in (StopOpen(), SkipOpen(), QuitOpen()):
            yield replace(chosen, job=job, sheet=sheet)
    progress = working(CHECK).progress
    ends: list[Result | AppError] = [verified(), unchecked(), *one_of_each(), *each_diagnosis()]
    ends.append(locked())
    for end in ends:
        over = ended(end, **own, progress=progress)
        yield replace(chosen, job=over, sheet=DetailsOpen())
        yield replace(chosen, job=replace(over, purpose=Purpose.CHECK))
        yield replace(chosen, job=over, notice=ReportSaved("report.txt"))
        yield replace(chosen, job=over, notice=ReportSaved("report.txt", "No space left"))
    for how in Unplugging:
        yield replace(chosen, job=ended(verified(), **own, unplugging=how))
    yield replace(chosen, job=ended(verified(), **own, trouble=DriveGone(stick.name)))
    yield replace(
        chosen, job=ended(DriveGone(stick.name), **{**own, "drive": replace(stick, serial="")})
    )
