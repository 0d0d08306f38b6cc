import pytest
from support_boot import AA64, LOADER, GptPartition, Image, gpt_disk, mbr, mbr_entry, pe
from support_disc import Boot, Disc
from support_fat import fat
from support_inspection import codes, report_on
from support_udf import UdfImage

from app.report import Answer, Machine, Severity

GOOD = fat({LOADER: pe()})
ARM = fat({"EFI/BOOT/BOOTAA64.EFI": pe(AA64)})


def hybrid(*boots: Boot, files: dict[str, bytes] | None = None, esp: int | None = None) -> Image:
    """A disc; `esp` is which of its boot images the MBR names as well."""
    made = Disc(boots, files or {}, padding=20)
    image = made.image()
    if esp is not None:
        image.put(0, mbr(mbr_entry(0xEF, made.places[esp] * 4, len(GOOD) // 512)))
    return image


def test_a_stick_and_a_disc_may_start_on_different_machines() -> None:
    boots = report_on(
        hybrid(Boot(GOOD, platform=0xEF), Boot(ARM, platform=0xEF, indicator=0), esp=1)
    ).boots
    assert {m: p.answer.value for m, p in boots.uefi_usb.items()} == {
        Machine.X64: "likely",
        Machine.AA64: "likely",
    }
    assert {m: p.answer.value for m, p in boots.uefi_cd.items()} == {Machine.X64: "yes"}


def test_likely_says_which_firmware() -> None:
    report = report_on(hybrid(Boot(GOOD, platform=0xEF)))
    why = report.boots.on_uefi_usb(Machine.X64).evidence[-1]
    assert "only by firmware that reads El Torito" in why.said
    assert why.offset == 17 * 2048
    assert "uefi-only-as-cd" in codes(report)
    hidden = hybrid(Boot(fat(), platform=0xEF), Boot(GOOD, platform=0xEF, indicator=0), esp=1)
    assert "stops there" in report_on(hidden).boots.on_uefi_usb(Machine.X64).evidence[-1].said


def test_no_says_where_firmware_looked_and_what_was_there() -> None:
    def seen(image: Image | bytes, machine: Machine = Machine.X64) -> list[tuple[str, int, str]]:
        path = report_on(image).boots.on_uefi_usb(machine)
        assert path.answer is Answer.NO
        return [(each.what, each.offset, each.said) for each in path.evidence]

    nothing = "no partitions that UEFI firmware takes"
    assert seen(Image(1 << 20)) == [("First sector", 0, f"{nothing}; no FAT file system")]
    assert seen(fat()) == [
        ("First sector", 0, f"{nothing}; FAT12, nothing that starts in \\EFI\\BOOT")
    ]
    disc = hybrid(Boot(b"\xfa", sectors=4), Boot(GOOD, platform=0xEF), esp=1)
    whats = {what: said.rpartition("; ")[2] for what, _, said in seen(disc, Machine.AA64)}
    assert whats == {
        "El Torito entry": "FAT12, a loader for x64 in \\EFI\\BOOT",
        "MBR partition 1": "FAT12, a loader for x64 in \\EFI\\BOOT",
    }
    on_disc = report_on(disc).boots.on_uefi_cd(Machine.AA64).evidence
    assert [each.what for each in on_disc] == ["El Torito entry", "El Torito entry"]
    one, other = GptPartition(64, 319), GptPartition(200, 400, unique=f"{1:032x}")
    assert seen(gpt_disk([(one, GOOD), (other, b"")], size=1 << 20)) == [
        ("GPT", 512, "firmware takes none of its partitions")
    ]


def test_loaders_as_files_of_a_disc_do_not_count() -> None:
    report = report_on(hybrid(Boot(b"\xfa", sectors=4), files={LOADER: pe()}))
    assert not report.boots.uefi_usb
    assert not report.boots.uefi_cd
    (finding,) = [f for f in report.findings if f.code == "loader-only-in-file-tree"]
    assert finding.severity is Severity.DANGER


def test_loaders_as_files_beside_those_that_count_are_no_finding() -> None:
    report = report_on(hybrid(Boot(GOOD, platform=0xEF), files={LOADER: pe()}))
    assert "loader-only-in-file-tree" not in codes(report)
    more = {LOADER: pe(), "EFI/BOOT/BOOTAA64.EFI": pe(AA64), "EFI/BOOT/BOOTARM.EFI": b"no program"}
    report = report_on(hybrid(Boot(GOOD, platform=0xEF), files=more))
    found = [f.text for f in report.findings if f.code == "loader-only-in-file-tree"]
    assert len(found) == 1
    assert "BOOTAA64.EFI" in found[0]


def far_away(*boots: Boot, files: dict[str, bytes]) -> tuple[Image, int]:
    """A disc whose boot images lie behind what is unpacked, and how far that is."""
    made = Disc([Boot(bytes(64 << 10), indicator=0), *boots], files, padding=20)
    image = made.image()
    tree = 100 << 11  # the files, moved to where they can be seen
    return image, min(tree, made.places[1] * 2048)


def test_what_was_not_unpacked_is_at_most_likely() -> None:
    image, limit = far_away(Boot(GOOD, platform=0xEF), files={})
    report = report_on(image, limit=limit)
    assert {m: p.answer.value for m, p in report.boots.uefi_usb.items()} == {Machine.X64: "likely"}
    assert {m: p.answer.value for m, p in report.boots.uefi_cd.items()} == {Machine.X64: "likely"}
    assert "not-looked-at" in codes(report)


def test_a_partition_that_was_not_unpacked_counts_by_its_type() -> None:
    def disk(kind: int) -> Image:
        return Image(4 << 20).put(0, mbr(mbr_entry(kind, 4096, 2048))).put(4096 * 512, GOOD)

    assert set(report_on(disk(0xEF), limit=1 << 20).boots.uefi_usb) == {Machine.X64}
    report = report_on(disk(0x83), limit=1 << 20)
    assert not report.boots.uefi_usb
    assert "not-looked-at" not in codes(report)


def test_nothing_at_all_unpacked() -> None:
    report = report_on(Image(1 << 20), limit=0)
    assert report.boots.on_uefi_usb(Machine.X64).answer == "likely"
    assert codes(report) == {"not-looked-at"}


@pytest.mark.parametrize("answer", ["yes"])
def test_a_loader_in_two_places_takes_the_surer(answer: str) -> None:
    image = Image(4 << 20).put(0, mbr(mbr_entry(0xEF, 64, 1024), mbr_entry(0xEF, 2048, 1024)))
    image.put(64 * 512, GOOD).put(2048 * 512, GOOD)
    assert report_on(image).boots.on_uefi_usb(Machine.X64).answer == answer


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        (UdfImage({LOADER: pe()}), Answer.YES),
        (UdfImage({LOADER: pe()}, form="embedded", extended=True), Answer.YES),
        (UdfImage({LOADER: pe()}, partition="metadata", revision=0x0250), Answer.NO),
        (UdfImage({LOADER: pe()}, partition="sparable"), Answer.NO),
        (UdfImage({LOADER.lower(): pe()}), Answer.NO),
        (UdfImage({"EFI/Boot/BOOTX64.EFI": pe()}), Answer.NO),
        (UdfImage({"EFI/BOOT/bootx64.efi": pe()}), Answer.NO),
        (UdfImage({LOADER: pe()}, block=512), Answer.NO),
    ],
)
def test_a_udf_disc_starts_if_it_is_a_simple_one(form: UdfImage, answer: Answer) -> None:
    """Seen in QEMU with EDK2 2022.11."""
    boots = report_on(form.build()).boots
    assert boots.on_uefi_cd(Machine.X64).answer is answer
    assert boots.on_uefi_usb(Machine.X64).answer is Answer.NO
