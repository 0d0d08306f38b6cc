from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support_disc import Disc
from support_fat import fat
from support_inspection import ImageSource, Limited
from support_resources import boot_manager
from support_secure_boot import (
    GRUB_SBAT,
    NEW,
    OLD,
    VENDOR,
    WINDOWS,
    codes,
    digest_of,
    grub,
    key,
    lists,
    loaders,
    looked,
    shim,
    stick,
    usual,
)
from support_signing import (
    SHA256_LIST,
    X509_LIST,
    Key,
    Signing,
    authority,
    certificate_lists,
    efi_program,
    sbat,
    signature_list,
    signed,
    signer,
)

from app.formats.binary import Memory
from app.formats.fat import Fat
from app.inspection import inspect
from app.inspection.loader_places import Place
from app.inspection.probe import Notes
from app.inspection.secure_boot import look
from app.report import Machine, Mode, Report, SecureBoot, Severity


def test_what_most_distributions_ship() -> None:
    found, findings = looked(usual())
    assert findings == ()
    assert (found.signed, found.by_microsoft, found.only_2023) == (True, True, False)
    assert found.authorities == (OLD, NEW)
    assert not found.revoked
    assert [(each.loader.path, each.needed, each.refused) for each in found.following] == [
        ("\\EFI\\BOOT\\GRUBX64.EFI", True, ""),
        ("\\EFI\\BOOT\\MMX64.EFI", False, ""),
    ]


def test_every_statement_says_where() -> None:
    image = stick(usual())
    found, _ = looked(usual())
    said = {each.what.removeprefix("\\EFI\\BOOT\\"): each for each in found.evidence}
    digest = said["BOOTX64.EFI, digest"]
    assert image[digest.offset :].startswith(b"MZ")
    assert digest.said == f"SHA-256 {found.loader.digest}"
    section = said["GRUBX64.EFI, SBAT"]
    assert image[section.offset :].startswith(GRUB_SBAT)
    assert section.said == "sbat 1, grub 5, grub.test 2"
    signature = said["GRUBX64.EFI, signature"]
    assert image[signature.offset] == 0x30
    assert signature.said == f"by Test publisher, for {VENDOR}; it holds"
    assert said["GRUBX64.EFI, keys in shim"].said == "accepted"
    assert said["BOOTX64.EFI, list of revoked loaders of 2026-05-21"].said == "not on it"


def test_the_machine_readable_form() -> None:
    found, _ = looked(usual())
    told = found.to_json()
    following = told.pop("following")
    assert told == {
        "signed": True,
        "signer": f"{OLD}, {NEW}",
        "sbat": {"sbat": 1, "shim": 4, "shim.test": 1},
        "svn": None,
        "revoked": False,
        "list_date": "2026-05-21",
        "digest": digest_of(usual()["EFI/BOOT/BOOTX64.EFI"]).hex(),
    }
    assert [each["signer"] for each in following] == [VENDOR, VENDOR]


def changed(program: bytes) -> bytes:
    return program[:600] + b"\x90" + program[601:]


def for_an_impostor() -> bytes:
    """Signed by somebody who calls himself as Microsoft does."""
    return signed(shim(), signer("Test publisher", authority(OLD, copy=2)))


LOADERS: dict[str, tuple[Callable[[], bytes], str, Severity]] = {
    "unsigned": (shim, "loader-unsigned", Severity.INFO),
    "new key": (lambda: signed(shim(), key(NEW)), "needs-2023-ca", Severity.INFO),
    "own key": (lambda: signed(shim(), key(VENDOR)), "signer-unknown", Severity.INFO),
    "old Windows": (lambda: signed(grub(), key(WINDOWS)), "signer-being-revoked", Severity.INFO),
    "changed": (lambda: changed(signed(shim(), key(OLD))), "signature-broken", Severity.CAUTION),
    "cut off": (lambda: signed(shim(), key(OLD))[:-8], "signature-broken", Severity.CAUTION),
    "impostor": (for_an_impostor, "signature-broken", Severity.CAUTION),
    "no signature": (
        lambda: signed(shim(), Signing(key(OLD), certificates=())),
        "signature-broken",
        Severity.CAUTION,
    ),
}


@pytest.mark.parametrize("name", LOADERS)
def test_loaders_that_some_computers_refuse(name: str) -> None:
    program, code, severity = LOADERS[name]
    found, findings = looked(loaders(BOOTX64=program()))
    assert [(each.code, each.severity) for each in findings] == [(code, severity)]
    assert findings[0].offset == found.loader.offset
    assert found.signed == (severity is Severity.INFO and name != "unsigned")


def test_one_sound_signature_is_enough() -> None:
    broken = Signing(key(OLD), signature=bytes(256))
    found, findings = looked(loaders(BOOTX64=signed(shim(), broken, key(NEW))))
    assert codes(findings) == ["needs-2023-ca"]
    assert [bool(each.broken) for each in found.loader.signatures] == [True, False]


def test_a_loader_on_the_list() -> None:
    files = usual()
    published = lists(digest_of(files["EFI/BOOT/BOOTX64.EFI"]))
    found, findings = looked(files, published)
    assert found.to_json()["revoked"] is True
    (finding,) = findings
    assert (finding.code, finding.severity) == ("loader-revoked", Severity.CAUTION)
    assert "\\EFI\\BOOT\\BOOTX64.EFI" in finding.text
    assert "2026-05-21" in finding.text


def test_a_second_loader_on_the_list() -> None:
    files = usual()
    found, findings = looked(files, lists(digest_of(files["EFI/BOOT/GRUBX64.EFI"])))
    assert found.to_json()["revoked"] is True
    assert not found.loader.revoked
    assert codes(findings) == ["loader-revoked"]


def test_a_manager_of_keys_on_the_list_keeps_nothing_from_starting() -> None:
    files = usual()
    found, findings = looked(files, lists(digest_of(files["EFI/BOOT/MMX64.EFI"])))
    assert found.following[1].loader.revoked
    assert (found.revoked, findings) == ((), ())


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        (sbat("shim,3,S,shim,1,u"), GRUB_SBAT, "generation 3 of shim, and 4 is the least"),
        (sbat("shim,4,S,shim,1,u"), sbat("grub,4,F,g,2,u"), "generation 4 of grub, and 5"),
    ],
)
def test_parts_that_are_too_old(first: bytes, second: bytes, said: str) -> None:
    files = loaders(
        BOOTX64=signed(shim(own_sbat=first), key(OLD)),
        GRUBX64=signed(grub(own_sbat=second), key(VENDOR)),
    )
    found, findings = looked(files)
    assert found.to_json()["revoked"] is True
    assert codes(findings) == ["loader-revoked"]
    assert said in findings[0].text
    assert "2025-05-10" in findings[0].text


SECOND: dict[str, tuple[Callable[[], dict[str, bytes]], str]] = {
    "unsigned": (lambda: {"GRUBX64": grub()}, "it has no signature"),
    "changed": (lambda: {"GRUBX64": changed(signed(grub(), key(VENDOR)))}, "was changed after"),
    "another key": (
        lambda: {"GRUBX64": signed(grub(), key("Somebody"))},
        f"Somebody vouches for it, and shim trusts {VENDOR}",
    ),
    "no SBAT": (
        lambda: {"GRUBX64": signed(grub(own_sbat=b""), key(VENDOR))},
        "does not say how old it is",
    ),
    "shim's level": (
        lambda: {"BOOTX64": signed(shim(level="sbat,1,2026010100\ngrub.test,3\n"), key(OLD))},
        "grub.test 2, and 3 is the least",
    ),
    "shim's list": (
        lambda: {
            "BOOTX64": signed(
                shim(refused=signature_list(SHA256_LIST, [digest_of(grub())])), key(OLD)
            )
        },
        "list of revoked loaders that is built into shim",
    ),
    "a key that shim gave up": (
        lambda: {"BOOTX64": signed(shim(refused=certificate_lists(authority(VENDOR))), key(OLD))},
        f"shim no longer trusts {VENDOR}",
    ),
}


@pytest.mark.parametrize("name", SECOND)
def test_what_shim_does_not_start(name: str) -> None:
    bent, why = SECOND[name]
    found, findings = looked(usual() | loaders(**bent()))
    assert codes(findings) == ["second-stage-refused"]
    assert findings[0].severity is Severity.CAUTION
    assert why in findings[0].text
    assert found.following[0].for_its_key == (name == "another key")
    assert found.evidence[-1].said != "accepted"


@pytest.mark.parametrize(
    "trusted",
    [
        lambda: certificate_lists(authority("Another CA"), authority(VENDOR)),
        lambda: signature_list(SHA256_LIST, [digest_of(grub())]),
        lambda: signature_list(X509_LIST, [b"no certificate"]) + certificate_lists(key(VENDOR)),
    ],
)
def test_lists_that_are_built_into_shim(trusted: Callable[[], bytes]) -> None:
    files = usual() | loaders(BOOTX64=signed(shim(trusted=trusted()), key(OLD)))
    assert looked(files)[1] == ()


@pytest.mark.parametrize(
    ("version", "expected"), [((8, 9), ["svn-outdated"]), ((9, 0), []), ((10, 1), [])]
)
def test_the_security_version_of_a_boot_manager(
    version: tuple[int, int], expected: list[str]
) -> None:
    found, findings = looked(loaders(BOOTX64=signed(boot_manager(*version), key(OLD))))
    assert codes(findings) == expected
    assert found.to_json()["svn"] == f"{version[0]}.{version[1]}"
    assert found.to_json()["revoked"] is False  # only where that was put into force


def test_shim_starts_what_microsoft_signed() -> None:
    assert looked(usual() | loaders(GRUBX64=signed(grub(), key(OLD))))[1] == ()


def test_what_lies_beside_another_loader_is_not_its_affair() -> None:
    found, findings = looked(loaders(BOOTX64=signed(grub(), key(OLD)), GRUBX64=grub()))
    assert (found.following, findings) == ((), ())


def test_a_key_that_calls_itself_like_a_known_one() -> None:
    for pretender in (authority(OLD, copy=1), authority(OLD.lower(), unit="Somewhere else")):
        program = signed(grub(), signer("Test publisher", pretender))
        found, findings = looked(loaders(BOOTX64=program))
        assert not found.signed
        assert "whose key does not" in found.loader.signatures[0].broken
        assert codes(findings) == ["signature-broken"]


def of_a_large_program(*keys: Key) -> tuple[SecureBoot | None, list[str]]:
    program = efi_program({".text": bytes(25 << 20)})
    program = signed(program, *keys) if keys else program
    whole = fat(loaders(BOOTX64=program), size=32 << 20, cluster=8)
    image, notes = Memory(whole), Notes()
    found = look(image, {Machine.X64: Place(Fat.open(image))}, notes, lists)
    return found.get(Machine.X64), codes(notes.findings)


def test_of_a_signature_that_was_not_compared_nothing_is_said() -> None:
    assert of_a_large_program(key(OLD)) == (None, ["not-looked-at"])


def test_a_large_program_without_a_signature_is_not_read() -> None:
    found, told = of_a_large_program()
    assert found is not None
    assert (found.signed, found.loader.digest, told) == (False, "", ["loader-unsigned"])
    assert "too many" in found.evidence[0].said


def report(image: bytes) -> Report:
    return inspect(ImageSource(image))


def test_the_report_carries_it() -> None:
    told = report(stick(loaders(BOOTX64=signed(shim(), key(VENDOR)), BOOTIA32=pe32())))
    assert codes(told.findings) == ["signer-unknown", "loader-unsigned"]
    assert told.to_json()["secure_boot"]["x64"]["signer"] == VENDOR
    assert told.to_json()["secure_boot"]["ia32"]["signed"] is False
    assert told.secure_boot[Machine.X64].list_date >= "2026-05-21"


def pe32() -> bytes:
    return efi_program(machine=0x014C)


def test_an_image_without_loaders_has_none() -> None:
    assert report(Disc(files={"README": b"x"}).build()).to_json()["secure_boot"] == {}


def test_a_windows_disc_is_judged_by_the_loader_that_the_stick_will_have() -> None:
    files = {
        "bootmgr": b"x",
        "sources/install.wim": b"MSWIM\0\0\0",
        "efi/boot/bootx64.efi": signed(grub(), key(VENDOR)),
    }
    told = report(Disc(files={name.upper(): data for name, data in files.items()}).build())
    assert told.mode is Mode.WINDOWS
    assert told.secure_boot[Machine.X64].authorities == (VENDOR,)


def test_a_part_that_was_not_unpacked() -> None:
    files, notes = usual(), Notes()
    image = stick(files)
    place = Place(Fat.open(Memory(image)))
    end = image.index(files["EFI/BOOT/BOOTX64.EFI"]) + 3000
    assert look(Limited(image, end), {Machine.X64: place}, notes, lists) == {}
    assert codes(notes.findings) == ["not-looked-at"]


def test_an_absurd_number_of_signatures_is_not_checked() -> None:
    many = [key(OLD)] * 8
    programs = {name: signed(grub(), *many) for name in ("GRUBX64", "MMX64", "FBX64")}
    image, notes = Memory(stick(loaders(BOOTX64=signed(shim(), *many), **programs))), Notes()
    assert look(image, {Machine.X64: Place(Fat.open(image))}, notes, lists) == {}
    assert codes(notes.findings) == ["not-looked-at"]
    assert "more than 24 signatures" in notes.findings[0].text


@settings(max_examples=60)
@given(st.data())
def test_changed_bytes_end_in_a_verdict(data: st.DataObject) -> None:
    files = usual()
    name = data.draw(st.sampled_from(sorted(files)))
    program = bytearray(files[name])
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(program) - 1))
        new = data.draw(st.binary(min_size=1, max_size=6))
        program[place : place + len(new)] = new
    image, notes = Memory(stick(files | {name: bytes(program)})), Notes()
    found = look(image, {Machine.X64: Place(Fat.open(image))}, notes, lists)
    for secure in found.values():
        assert secure.to_json()["list_date"] == "2026-05-21"
