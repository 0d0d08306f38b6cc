from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from support_images import ClaimingSource, source_of, whole_report
from support_windows import windows_disc

from app import plan as plan_module
from app.drives.drive import DriveInfo, DriveKind, Identity, Partition, Reason
from app.drives.image_file import virtual_stick
from app.drives.told import Told, this_start
from app.errors import (
    DriveTooSmall,
    ImageEmpty,
    ImageOnDrive,
    ImageTruncated,
    NothingKept,
    NotKept,
    PackedDamaged,
    UnsafeDrive,
)
from app.formats.bmap import Bmap
from app.formats.udf import Udf
from app.inspection.unused import Unused
from app.old_contents import OldContents, Piece
from app.plan import (
    UndoPlan,
    VerifyPlan,
    WritePlan,
    confirms,
    demand_kept_elsewhere,
    mode_of,
    name_to_type,
    plan_undo,
    plan_verify,
    plan_write,
    reach,
    several_to_type,
)
from app.report import PACKED_DAMAGED, Finding, Mode, Report, Severity
from app.sources import open_source
from app.sources.patched import Overlay, PatchedSource, Put
from app.sources.source import FileIdentity, Source
from app.sources.windows import compose_windows, open_tree

GB = 10**9


def stick(size: int = 32 * GB, **facts: object) -> DriveInfo:
    info = DriveInfo(
        node="/dev/sdb",
        vendor="SanDisk",
        model="Ultra",
        serial="4C53",
        kind=DriveKind.USB_STICK,
        identity=Identity(size, 512, 0x810, 7),
    )
    return replace(info, **facts)  # type: ignore[arg-type]  # a test's own keywords


def partition(label: str = "", used: int | None = None) -> Partition:
    return Partition("/dev/sdb1", 1 << 20, GB, label=label, used=used)


def test_the_name_of_a_disk_that_was_asked_for_is_always_typed() -> None:
    assert name_to_type(stick()) is None
    assert name_to_type(stick(asked_for=True)) == "SanDisk"


@pytest.mark.parametrize(
    ("tables", "size", "sector", "expected"),
    [
        (("mbr",), 3 << 40, 512, 2 << 40),
        (("mbr",), (2 << 40) + 512, 512, 2 << 40),
        (("mbr",), 2 << 40, 512, None),
        (("mbr",), 3 << 40, 4096, None),
        (("mbr",), 17 << 40, 4096, 16 << 40),
        (("mbr", "gpt"), 3 << 40, 512, None),
        (("apm",), 3 << 40, 512, None),
        ((), 3 << 40, 512, None),
    ],
)
def test_how_far_the_table_of_an_image_reaches(
    tables: tuple[str, ...], size: int, sector: int, expected: int | None
) -> None:
    report = replace(whole_report(2048), partition_tables=tables)
    drive = stick(identity=Identity(size, sector, 0x810, 7))
    assert reach(report, drive) == expected


def test_a_plan_says_what_will_happen(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", bytes(2048))
    plan = plan_write(source, whole_report(2048), stick())
    assert plan.steps() == [
        "Erase everything on SanDisk Ultra (/dev/sdb)",
        "Write 2,048 bytes of image.iso",
        "Read every byte back and compare",
    ]
    assert "Read" not in plan_write(source, whole_report(2048), stick(), verify=False).steps()[-1]


def test_an_image_whose_size_only_unpacking_tells(tmp_path: Path) -> None:
    """It may be planned for any drive: writing stops at the drive's end."""
    source = source_of(tmp_path / "image.iso.gz", bytes(2048), said=None, layers=("gzip",))
    plan = plan_write(source, whole_report(None), stick(1024))
    assert plan.size is None
    assert plan.steps()[1] == "Write the unpacked image of image.iso.gz"


def test_everything_is_checked_unless_somebody_says_otherwise(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", bytes(2048))
    report, drive = whole_report(2048), stick()
    whole = WritePlan(source, drive, 2048, verify=True, sha256=True)
    assert plan_write(source, report, drive) == WritePlan(source, drive, 2048) == whole
    without = plan_write(source, report, drive, verify=False, sha256=False)
    assert without == replace(whole, verify=False, sha256=False)
    compared = VerifyPlan(source, drive, 2048, sha256=True)
    assert plan_verify(source, report, drive) == VerifyPlan(source, drive, 2048) == compared
    assert not plan_verify(source, report, drive, sha256=False).sha256


@pytest.mark.parametrize("plan", [plan_write, plan_verify])
def test_an_image_as_large_as_the_drive_fits(
    tmp_path: Path, plan: Callable[[Source, Report, DriveInfo], WritePlan | VerifyPlan]
) -> None:
    source = source_of(tmp_path / "image.iso", bytes(2048))
    assert plan(source, whole_report(2048), stick(2048)).size == 2048
    with pytest.raises(DriveTooSmall) as caught:
        plan(source, whole_report(2048), stick(2047))
    assert (caught.value.need, caught.value.have) == (2048, 2047)


def test_an_image_is_never_written_over_itself(tmp_path: Path) -> None:
    source = source_of(tmp_path / "stick.img", bytes(2048))
    itself = virtual_stick(tmp_path / "stick.img").info
    with pytest.raises(ImageOnDrive):
        plan_write(source, whole_report(2048), itself)
    assert plan_verify(source, whole_report(2048), itself).drive is itself
    other = virtual_stick(tmp_path / "other.img", 2048).info
    assert plan_write(source, whole_report(2048), other).drive is other


def test_nor_over_the_file_that_its_bytes_lie_in(tmp_path: Path) -> None:
    """A flat VMDK is a text, and another file beside it."""
    (tmp_path / "flat").write_bytes(bytes(2048))
    text = b'# Disk DescriptorFile\nRW 4 FLAT "flat" 0\n'
    source = source_of(tmp_path / "disk.vmdk", text)
    made = PatchedSource(source, Overlay(()), Put((), "", 0))
    stick = virtual_stick(tmp_path / "flat").info
    for each in (source, made):
        with pytest.raises(ImageOnDrive):
            plan_write(each, whole_report(2048), stick)


def test_one_sector_is_an_image(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", bytes(512))
    assert plan_write(source, whole_report(512), stick()).size == 512


@pytest.mark.parametrize("length", [0, 511])
def test_an_empty_image_is_refused(tmp_path: Path, length: int) -> None:
    source = source_of(tmp_path / "image.iso", bytes(length))
    with pytest.raises(ImageEmpty):
        plan_write(source, whole_report(length), stick())


def test_an_incomplete_image_is_always_refused(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", bytes(2048))
    cut = replace(
        whole_report(2048),
        expected_size=4096,
        findings=(Finding("truncated", Severity.DANGER, "cut short"),),
    )
    for plan in (plan_write, plan_verify):
        with pytest.raises(ImageTruncated) as caught:
            plan(source, cut, stick())
        assert (caught.value.expected, caught.value.found) == (4096, 2048)
    with pytest.raises(ImageTruncated) as caught:
        plan_write(source, replace(cut, size=None), stick())
    assert caught.value.found == 0


@pytest.mark.parametrize("place", [None, 0, 70 << 20])
def test_a_packed_file_that_is_known_to_be_damaged_is_refused(
    tmp_path: Path, place: int | None
) -> None:
    """In the words with which looking into it told so."""
    source = source_of(tmp_path / "image.iso", bytes(2048))
    other = Finding("not-looked-at", Severity.INFO, "not all of it", 5)
    told = Finding(PACKED_DAMAGED, Severity.DANGER, "It is rotten.", place)
    damaged = replace(whole_report(2048), layers=("gzip", "tar"), findings=(other, told))
    for plan in (plan_write, plan_verify):
        with pytest.raises(PackedDamaged) as caught:
            plan(source, damaged, stick())
        error = caught.value
        assert (error.layer, error.offset, error.why) == ("gzip/tar", place or 0, "")
        assert str(error) == "It is rotten."
    sound = replace(damaged, findings=(other,))
    assert plan_write(source, sound, stick()).size == 2048


@pytest.mark.parametrize("eaten", ["folder/kept.iso", "folder"])
def test_a_copy_is_not_kept_on_the_drive_that_is_erased(
    monkeypatch: pytest.MonkeyPatch, eaten: str
) -> None:
    """Neither a file that is there already, nor one that is still to come."""
    kept, drive = Path("folder/kept.iso"), stick()
    monkeypatch.setattr(plan_module, "holds_file", lambda _, path: path == Path(eaten))
    with pytest.raises(NotKept) as caught:
        demand_kept_elsewhere(kept, drive)
    assert caught.value.why == "it would lie on the drive that is erased"
    assert "kept.iso" in str(caught.value)
    demand_kept_elsewhere(Path("elsewhere/kept.iso"), drive)


def test_only_a_size_and_the_finding_together_make_it_incomplete(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", bytes(2048))
    longer = replace(whole_report(2048), expected_size=4096)  # a tail that nothing needs
    assert plan_write(source, longer, stick()).size == 2048
    unsized = replace(
        whole_report(2048), findings=(Finding("truncated", Severity.DANGER, "cut short"),)
    )
    assert plan_write(source, unsized, stick()).size == 2048


def test_a_drive_with_a_reason_is_refused_for_writing_only(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", bytes(2048))
    system = stick(reasons=(Reason("system", "Runs this computer.", hidden=True),))
    with pytest.raises(UnsafeDrive) as caught:
        plan_write(source, whole_report(2048), system)
    assert caught.value.reason == "system"
    assert plan_verify(source, whole_report(2048), system).drive is system


@pytest.mark.parametrize(
    ("drive", "name"),
    [
        (stick(), None),
        (stick(256 * GB), None),
        (stick(256 * GB + 1), "SanDisk"),
        (stick(kind=DriveKind.EXTERNAL_SSD), "SanDisk"),
        (stick(kind=DriveKind.EXTERNAL_DISK), "SanDisk"),
        (stick(kind=DriveKind.INTERNAL), "SanDisk"),
        (stick(partitions=(partition("HOLIDAY", 64 * GB),)), None),
        (stick(partitions=(partition("HOLIDAY", 64 * GB + 1),)), "HOLIDAY"),
        (stick(512 * GB, partitions=(partition(), partition("Backup"))), "Backup"),
        (stick(512 * GB, partitions=(partition("   "),)), "SanDisk"),
        (stick(512 * GB, partitions=(partition(" My files "),)), "My files"),
        (stick(512 * GB, partitions=(partition("a\u202eb"), partition("x" * 65))), "SanDisk"),
        (stick(512 * GB, partitions=(partition("\u200b"), partition("Fotos"))), "Fotos"),
        (stick(512 * GB, vendor="", model="Ultra"), "Ultra"),
        (stick(512 * GB, vendor="", model=""), "/dev/sdb"),
        (stick(512 * GB, kind=DriveKind.VIRTUAL), None),
    ],
)
def test_what_has_to_be_typed(drive: DriveInfo, name: str | None) -> None:
    assert name_to_type(drive) == name


def test_a_write_may_go_on_where_another_one_was_interrupted(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", bytes(2048))
    plan = plan_write(source, whole_report(2048), stick(), resume=True)
    assert plan.resume
    assert not plan_write(source, whole_report(2048), stick()).resume
    assert plan.steps()[1] == ("Write 2,048 bytes of image.iso, but for what is on it already")
    assert len(plan.steps()) == 3


def test_what_an_image_does_not_use_may_stay(tmp_path: Path) -> None:
    source, unused = source_of(tmp_path / "image.iso", bytes(8192)), Unused(((4096, 6144),))
    plan = plan_write(source, whole_report(8192), stick(), unused=unused)
    assert plan.unused is unused
    assert plan.steps()[2:] == [
        "Leave out 2,048 bytes that the image does not use: old data stays",
        "Read every byte that was written back and compare",
    ]


def test_what_a_block_map_has_checksums_of_is_not_summed_up_as_well(tmp_path: Path) -> None:
    source, report = source_of(tmp_path / "image.iso", bytes(8192)), whole_report(8192)
    runs, block_map = ((4096, 6144),), Bmap(8192, "sha256", ())

    def sums(unused: Unused, summed: str = "") -> bool:
        return plan_write(source, report, stick(), unused=unused, summed=summed).sha256

    assert not sums(Unused(runs, block_map))
    assert sums(Unused(runs, block_map), "ab" * 32)
    assert sums(Unused(runs))
    assert sums(Unused((), block_map))  # all of it is written


def test_what_is_known_by_its_checksum_is_always_summed_up(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", bytes(2048))
    plan = plan_write(source, whole_report(2048), stick(), sha256=False, summed="ab" * 32)
    assert plan.sha256
    assert plan.summed == "ab" * 32


def test_a_composed_stick_says_itself_what_is_written(tmp_path: Path) -> None:
    disc = open_source(windows_disc(tmp_path / "win.iso"))
    made = compose_windows(disc, open_tree(disc, Udf), 512 << 20, 512)
    plan = plan_write(made, whole_report(made.size), stick())
    assert plan.steps()[1:-1] == made.steps()
    assert mode_of(made) is Mode.WINDOWS


def test_what_is_free_on_an_empty_stick_keeps_old_data(tmp_path: Path) -> None:
    class Empty(ClaimingSource):
        mode = Mode.NONE

        def steps(self) -> list[str]:
            return ["Make an empty stick"]

    path = tmp_path / "empty"
    path.write_bytes(bytes(4096))
    source, unused = Empty(path, FileIdentity.of(path), 4096), Unused(((1024, 4096),))
    plan = plan_write(source, whole_report(4096), stick(), unused=unused)
    assert plan.steps()[1:] == [
        "Make an empty stick",
        "Leave out 3,072 bytes that are free then: old data stays",
        "Read every byte that was written back and compare",
    ]


def test_an_image_on_the_web_says_whence_it_comes(tmp_path: Path) -> None:
    class FromWeb(ClaimingSource):
        host = "example.org"

    path = tmp_path / "image.iso"
    path.write_bytes(bytes(2048))
    source = FromWeb(path, FileIdentity.of(path), 2048)
    plan = plan_write(source, whole_report(2048), stick(), resume=True)
    whence = "as it comes from example.org"
    assert plan.steps() == [
        "Erase everything on SanDisk Ultra (/dev/sdb)",
        f"Write 2,048 bytes of image.iso, {whence}, but for what is on it already",
        "Read every byte back and compare",
    ]


def test_an_image_is_copied_as_it_is(tmp_path: Path) -> None:
    assert mode_of(source_of(tmp_path / "image.iso", bytes(512))) is Mode.EXACT


def test_what_is_too_large_is_said_for_what_was_wanted(tmp_path: Path) -> None:
    source = source_of(tmp_path / "image.iso", bytes(2048))
    with pytest.raises(DriveTooSmall, match="The drive is too small") as writing:
        plan_write(source, whole_report(2048), stick(1024))
    with pytest.raises(DriveTooSmall, match="The drive can’t hold this image") as reading:
        plan_verify(source, whole_report(2048), stick(1024))
    assert writing.value.hint != reading.value.hint


def old(drive: DriveInfo, diskseq: int | None = 7, start: str | None = None) -> OldContents:
    """What a write on this drive kept, 5,000 bytes of it."""
    pieces = (Piece(0, 4000, 0), Piece(4000, 1000, 4000))
    told, since = Told.of(drive), this_start() if start is None else start
    return OldContents(
        Path("old"), told, diskseq, since, pieces, grains=(), probed=False, marks=frozenset()
    )


def test_what_was_overwritten_is_put_back_on_its_own_drive() -> None:
    drive = stick()
    plan = plan_undo(drive, old(drive))
    assert plan == UndoPlan(drive, old(drive))
    assert plan.steps() == [
        "Look whether SanDisk Ultra (/dev/sdb) is as the stopped write left it",
        "Put back the 5,000 bytes that it overwrote",
        "Read them back and compare",
    ]
    assert plan_undo(drive, old(drive, diskseq=9, start="another")).drive is drive


def test_of_a_quick_test_only_the_marks_are_taken_away() -> None:
    drive = stick()
    assert plan_undo(drive, replace(old(drive), probed=True)).steps() == [
        "Look whether SanDisk Ultra (/dev/sdb) is as the test left it, at 5,000 bytes",
        "Put back what was there, wherever one of its marks is",
        "Read all of that back and compare",
    ]


@pytest.mark.parametrize(
    "other", [stick(serial="4C54"), stick(31 * GB), stick(model="Extra"), stick(vendor="")]
)
def test_and_on_no_other(other: DriveInfo) -> None:
    with pytest.raises(NothingKept):
        plan_undo(other, old(stick()))


def test_a_drive_without_a_number_has_to_be_plugged_in_still() -> None:
    nameless = stick(serial="")
    assert plan_undo(nameless, old(nameless)).drive is nameless
    for kept in (old(nameless, diskseq=8), old(nameless, start="another"), old(nameless, None)):
        with pytest.raises(NothingKept):
            plan_undo(nameless, kept)
    unseen = stick(serial="", identity=Identity(32 * GB, 512, 0x810, None))
    with pytest.raises(NothingKept):
        plan_undo(unseen, old(unseen, None))


def test_unless_it_has_the_marks_of_a_test() -> None:
    nameless = stick(serial="")
    for kept, known in ((old(nameless), True), (old(nameless, diskseq=8), False)):
        assert plan_undo(nameless, replace(kept, probed=True)).known is known
    assert plan_undo(stick(), replace(old(stick(), diskseq=8), probed=True)).known


def test_what_is_not_offered_gets_nothing_back() -> None:
    system = stick(reasons=(Reason("system", "Runs this computer.", hidden=True),))
    with pytest.raises(UnsafeDrive):
        plan_undo(system, old(system))


def test_several_drives_are_counted_and_those_that_look_like_storage_named() -> None:
    large = stick(512 * GB, partitions=(partition("Backup"),))
    assert several_to_type([stick(), stick(), stick()]) == "3"
    assert several_to_type([stick(), large, stick(512 * GB)]) == "3, Backup, SanDisk"


def test_typing_ignores_case_and_outer_spaces_only() -> None:
    assert confirms("  backup 2024 ", "Backup 2024")
    assert not confirms("backup2024", "Backup 2024")
    assert not confirms("", "Backup 2024")


def test_names_do_not_say_the_maker_twice() -> None:
    assert stick(model="SanDisk Ultra").name == "SanDisk Ultra"
    assert stick(vendor="", model="").name == "/dev/sdb"
