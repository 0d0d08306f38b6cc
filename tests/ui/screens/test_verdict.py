"""The table of design 8.2: where a loader was not looked at, nothing is said of Secure Boot."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support_window import (
    CD_ONLY,
    FILES_ONLY,
    LIKELY,
    MICROSOFT,
    MICROSOFT_2023,
    NO,
    TRUNCATED,
    YES,
    finding,
    report,
    signed,
    texts,
)

from app.commands.headline import headline as headline_of
from app.firmware import Firmware, ThisComputer, Trust
from app.formats.signature_list import SignatureLists
from app.report import (
    Answer,
    BootPath,
    Boots,
    Evidence,
    Machine,
    Mode,
    NextLoader,
    Report,
    SecureBoot,
    Severity,
    System,
)
from ui.intents import CopyText
from ui.screens.evidence import evidence_sheet
from ui.screens.tiles import this_computer, tiles
from ui.screens.verdict import verdict
from ui.view import TileState, Tone

X64, IA32, AA64, RISCV = Machine.X64, Machine.IA32, Machine.AA64, Machine.RISCV64


def boots(bios: BootPath = NO, **machines: BootPath) -> Report:
    return report(boots=Boots(bios, NO, {Machine(name): path for name, path in machines.items()}))


def assert_the_terminal_says_so_too(about: Report) -> None:
    """But for what keeps directions of writing apart, which a terminal does not know, and what is
    pressed in the window and typed there."""
    banner = verdict(about)
    shown = f"{banner.title}\n{banner.text}".replace("\u2068", "").replace("\u2069", "")
    shown = shown.replace("“How do we know?”", "--evidence")
    assert "\n".join(headline_of(about)) == shown


@pytest.mark.parametrize(
    ("about", "headline", "sentence", "tone"),
    [
        (boots(YES, x64=YES), "Boots on most PCs", "Modern UEFI PCs, and older ones.", "success"),
        (boots(x64=YES), "Boots on modern PCs", "Not on older BIOS PCs.", "success"),
        (
            boots(YES),
            "Boots on older PCs",
            "On a modern PC only if “Legacy” or “CSM” can be turned on.",
            "info",
        ),
        (
            boots(ia32=YES),
            "Boots on few PCs",
            "Only on tablets and small PCs with 32-bit UEFI.",
            "info",
        ),
        (
            boots(aa64=YES),
            "Boots on ARM computers",
            "Not on PCs with Intel or AMD processors.",
            "info",
        ),
        (boots(YES, x64=YES, aa64=YES), "Boots on PCs and ARM computers", "", "success"),
        (
            boots(x64=YES, aa64=YES),
            "Boots on PCs and ARM computers",
            "Not on older BIOS PCs.",
            "success",
        ),
        (
            boots(riscv64=YES),
            "Boots on few computers",
            "Not on PCs with Intel or AMD processors.",
            "info",
        ),
        (
            boots(LIKELY),
            "May boot",
            "It has boot code that this version does not know. It is written as an exact copy.",
            "caution",
        ),
        (
            boots(x64=LIKELY),
            "May boot",
            "Some computers start from it, others don’t. “How do we know?” says why.",
            "caution",
        ),
        (boots(YES, x64=LIKELY), "Boots on older PCs", None, "info"),
        (CD_ONLY, "This would not boot from USB", None, "danger"),
        (report(boots=Boots(YES), mode=Mode.WINDOWS), None, None, "danger"),
        (
            FILES_ONLY,
            "No operating system in it",
            "This image holds files, but nothing that starts a computer.",
            "caution",
        ),
        (
            TRUNCATED,
            "This file is not complete",
            (
                "The image says it is 7 GB, but the file ends at 6 GB. "
                "The download was cut short: get it again."
            ),
            "danger",
        ),
        (report(findings=(finding("empty-file"),)), "This file is empty", "", "danger"),
        (
            report(boots=Boots(uefi_usb={X64: LIKELY}), findings=(finding("packed-damaged"),)),
            "This file is damaged",
            "It can’t be unpacked to its end, so what it holds can’t be had. Download it again.",
            "danger",
        ),
        (
            report(
                findings=(
                    finding("not-an-image", text="This is a PDF document, and no disk image."),
                )
            ),
            "This is not a disk image",
            "This is a PDF document, and no disk image. Choose an .iso or .img file.",
            "danger",
        ),
        (
            report(findings=(finding("not-an-image", text="This is a web page, and no image."),)),
            "This is a web page, not an image",
            "The download page was saved instead of the image. Download it again.",
            "danger",
        ),
        (
            report(
                boots=Boots(),
                findings=(finding("board-image"),),
                system=System("Raspberry Pi OS", "debian", computers="Raspberry Pi 3, 4 and 5"),
            ),
            "For \u2068Raspberry Pi 3, 4 and 5\u2069",
            "Not for PCs. It starts from SD card or USB.",
            "info",
        ),
        (
            report(boots=Boots(), findings=(finding("board-image"),), title="Armbian"),
            "For a single-board computer",
            "Not for PCs. It starts from SD card or USB.",
            "info",
        ),
        (
            report(boots=Boots(), findings=(finding("nothing-recognised"),)),
            "This would not boot from USB",
            None,
            "danger",
        ),
    ],
)
def test_headlines(about: Report, headline: str | None, sentence: str | None, tone: str) -> None:
    banner = verdict(about)
    assert_the_terminal_says_so_too(about)
    assert banner.tone is Tone(tone)
    if headline is not None:
        assert banner.title == headline
    if sentence is not None:
        assert banner.text == sentence


PATHS = st.sampled_from([YES, LIKELY, NO])
MACHINES = st.dictionaries(st.sampled_from(list(Machine)), PATHS)
REPORTS = st.builds(
    lambda bios, cd, usb, uefi_cd, mode: report(boots=Boots(bios, cd, usb, uefi_cd), mode=mode),
    PATHS,
    PATHS,
    MACHINES,
    MACHINES,
    st.sampled_from(Mode),
)
COMPUTERS = st.builds(
    ThisComputer,
    st.sampled_from(Firmware),
    st.none() | st.sampled_from(Machine),
    st.none() | st.booleans(),
)


@given(REPORTS)
def test_the_terminal_says_the_same(about: Report) -> None:
    assert_the_terminal_says_so_too(about)


def with_secure_boot(secure: SecureBoot, *, bios: BootPath = NO, **machines: BootPath) -> Report:
    return replace(
        boots(bios, **machines), secure_boot={Machine(name): secure for name in machines}
    )


OWN_KEY = signed("Somebody", known=False)
OLD, NEW = signed(MICROSOFT), signed(MICROSOFT_2023)


def shim_that_refuses(why: str) -> SecureBoot:
    grub = replace(signed().loader, path="EFI/BOOT/GRUBX64.EFI")
    return replace(OLD, following=(NextLoader(grub, needed=True, refused=why, for_its_key=False),))


@pytest.mark.parametrize(
    ("about", "headline", "sentence", "tile"),
    [
        (
            with_secure_boot(OLD, bios=YES, x64=YES),
            "Boots on almost any PC",
            "Modern PCs, Secure Boot on or off, and older ones.",
            ("Signed by Microsoft", "yes"),
        ),
        (
            with_secure_boot(signed(), bios=YES, x64=YES),
            "Boots on most PCs",
            "On modern PCs, Secure Boot has to be turned off first.",
            ("Not signed", "no"),
        ),
        (
            with_secure_boot(OLD, x64=YES),
            "Boots on modern PCs",
            "Secure Boot on or off. Not on older BIOS PCs.",
            ("Signed by Microsoft", "yes"),
        ),
        (
            with_secure_boot(signed(), x64=YES),
            "Boots on modern PCs with Secure Boot off",
            "Not on older BIOS PCs.",
            ("Not signed", "no"),
        ),
        (
            with_secure_boot(OWN_KEY, x64=YES),
            "Boots on modern PCs with Secure Boot off",
            "Not on older BIOS PCs.",
            ("Has to be off", "no"),
        ),
        (
            with_secure_boot(shim_that_refuses("it has no signature"), bios=YES, x64=YES),
            "Boots on most PCs",
            "On modern PCs, Secure Boot has to be turned off first.",
            ("Has to be off", "no"),
        ),
        (
            with_secure_boot(NEW, x64=YES),
            "Boots on modern PCs",
            (
                "With Secure Boot on, only if the PC knows Microsoft’s 2023 key. "
                "Not on older BIOS PCs."
            ),
            ("Signed, 2023 key", "yes"),
        ),
        (
            with_secure_boot(signed(MICROSOFT, revoked=True), bios=YES, x64=YES),
            "Updated PCs may refuse it",
            (
                "Its signed loader is on the list of revoked ones of 2025-10. A newer image "
                "helps, or Secure Boot off."
            ),
            ("Revoked (2025-10)", "warn"),
        ),
        (
            with_secure_boot(signed("Somebody", known=False, revoked=True), bios=YES, x64=YES),
            "Boots on most PCs",
            "On modern PCs, Secure Boot has to be turned off first.",
            ("Has to be off", "no"),
        ),
        (
            with_secure_boot(signed(), bios=YES, x64=YES, aa64=YES),
            "Boots on PCs and ARM computers",
            "On modern PCs, Secure Boot has to be turned off first.",
            ("Not signed", "no"),
        ),
    ],
)
def test_secure_boot(about: Report, headline: str, sentence: str, tile: tuple[str, str]) -> None:
    assert_the_terminal_says_so_too(about)
    banner = verdict(about)
    assert (banner.title, banner.text) == (headline, sentence)
    assert answers(about)["Secure Boot"] == tile
    assert list(answers(about))[:2] == ["UEFI PCs", "Secure Boot"]


def test_the_loader_of_a_way_that_does_not_start_tells_nothing() -> None:
    """A file for ARM that is signed does not make the stick start on a PC with Secure Boot."""
    about = replace(boots(x64=YES), secure_boot={AA64: OLD})
    assert "Secure Boot" not in answers(about)
    both = replace(boots(x64=YES, aa64=YES), secure_boot={X64: signed(), AA64: OLD})
    assert answers(both)["Secure Boot"] == ("Not signed", "no")


def test_for_macs_and_for_programs() -> None:
    mac = replace(boots(x64=YES), system=System("macOS 14", "macos"))
    assert (verdict(mac).title, verdict(mac).text) == ("For Macs", "Not for PCs.")
    package = replace(FILES_ONLY, findings=(finding("no-boot-path-programs", Severity.CAUTION),))
    assert verdict(package).title == "Be careful with this image"
    assert "not a virus scan" in verdict(package).text


@given(REPORTS, COMPUTERS)
def test_whatever_is_found_nothing_is_claimed_of_secure_boot(
    about: Report, computer: ThisComputer
) -> None:
    said = texts((verdict(about), *tiles(about)))
    assert not any("Secure Boot" in text or "igned" in text for text in said)
    here = this_computer(about, computer)
    assert here is None or here.answer in ("Should boot", "May boot", "Would not boot")
    if computer.firmware is Firmware.UEFI and computer.secure_boot is not False:
        assert here is None or here.state is not TileState.YES


def with_keys(secure: bool | None, *, refused: bytes = b"") -> ThisComputer:
    digests = frozenset({refused} if refused else ())
    trust = Trust(db=SignatureLists(), dbx=SignatureLists(digests=digests))
    return ThisComputer(Firmware.UEFI, X64, secure, trust=trust)


def test_this_computer_with_secure_boot() -> None:
    unsigned, ours = with_secure_boot(signed(), x64=YES), with_secure_boot(OLD, x64=YES)
    off_first = this_computer(unsigned, with_keys(True))
    assert off_first is not None
    assert (off_first.answer, off_first.state.value) == ("Turn Secure Boot off first", "warn")
    refused = this_computer(ours, with_keys(True, refused=bytes.fromhex("ab" * 32)))
    assert refused is not None
    assert (refused.answer, refused.state.value) == ("This computer refuses this loader", "bad")
    assert this_computer(ours, with_keys(None)) is None  # nobody knows
    assert this_computer(replace(ours, mode=Mode.WINDOWS), with_keys(False)) is None


@given(REPORTS)
def test_a_good_headline_needs_something_that_starts(about: Report) -> None:
    banner = verdict(about)
    if banner.tone is Tone.SUCCESS:
        assert about.boots.on_uefi_usb(X64) == YES
    if not about.boots.from_usb:
        assert banner.tone in (Tone.DANGER, Tone.CAUTION)


def answers(about: Report) -> dict[str, tuple[str, str]]:
    return {tile.title: (tile.answer, tile.state.value) for tile in tiles(about)}


def test_tiles() -> None:
    assert answers(boots(YES, x64=LIKELY)) == {
        "UEFI PCs": ("May boot", "warn"),
        "Older BIOS PCs": ("Boots", "yes"),
        "ARM computers": ("Not this image", "no"),
    }
    assert answers(CD_ONLY) == {
        "UEFI PCs": ("CD only", "bad"),
        "Older BIOS PCs": ("CD only", "bad"),
        "CD or DVD": ("Boots", "yes"),
        "ARM computers": ("No boot files", "no"),
    }
    only_bios_cd = report(boots=Boots(bios_cd=YES), mode=Mode.NONE)
    assert answers(only_bios_cd)["UEFI PCs"] == ("No boot files", "bad")
    assert answers(FILES_ONLY)["UEFI PCs"] == ("No boot files", "no")
    assert answers(boots(aa64=YES))["ARM computers"] == ("Boots", "yes")
    assert answers(TRUNCATED) == {}


@pytest.mark.parametrize(
    ("about", "computer", "answer", "detail"),
    [
        (boots(x64=YES), (Firmware.UEFI, X64, False), "Should boot", "(UEFI, Secure Boot off)"),
        (boots(x64=LIKELY), (Firmware.UEFI, X64, False), "May boot", "(UEFI, Secure Boot off)"),
        (boots(x64=YES), (Firmware.UEFI, IA32, False), "Would not boot", "(UEFI, Secure Boot off)"),
        (boots(YES), (Firmware.UEFI, X64, False), "May boot", "(only with “Legacy” or “CSM”)"),
        (boots(YES), (Firmware.BIOS, X64, None), "Should boot", "(BIOS)"),
        (boots(x64=YES), (Firmware.BIOS, X64, None), "Would not boot", "(BIOS)"),
        (boots(riscv64=YES), (Firmware.UEFI, RISCV, False), "Should boot", None),
        (CD_ONLY, (Firmware.UEFI, X64, False), "Would not boot", None),
    ],
)
def test_this_computer(
    about: Report, computer: tuple[Firmware, Machine, bool | None], answer: str, detail: str | None
) -> None:
    tile = this_computer(about, ThisComputer(*computer))
    assert tile is not None
    assert tile.answer == answer
    assert detail is None or tile.detail == detail


def test_an_unknown_computer_has_no_tile() -> None:
    assert this_computer(report(), ThisComputer()) is None
    assert this_computer(report(), ThisComputer(Firmware.UEFI, None)) is None
    assert this_computer(TRUNCATED, ThisComputer(Firmware.UEFI, X64)) is None


def test_what_is_copied_says_where_in_the_image_it_is() -> None:
    found = BootPath(Answer.NO, (Evidence("GPT partition 2", 1152, "no FAT file system"),))
    about = report(boots=Boots(YES, NO, {}, {}, found.evidence))
    sheet = evidence_sheet(about, ThisComputer())
    shown = {line.title: line.text for line in sheet.lines}
    assert shown["UEFI boot files"] == "None was found. GPT partition 2: no FAT file system"
    (copied,) = [button.intent for button in sheet.start]
    assert isinstance(copied, CopyText)
    assert "UEFI boot files: None was found. GPT partition 2" in copied.text
    assert "UEFI x64, stick: no – GPT partition 2 at byte 1,152: no FAT file system" in copied.text
