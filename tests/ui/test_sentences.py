"""The engine's sentences in another language: known again by what they say, values and all."""

import ast
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication
from support_vhdx import log_entry, logged
from support_virtual_disk import qcow2
from support_window import inspected, report

from app.display import for_display
from app.drives.drive import DriveKind
from app.drives.safety import Facts, reasons
from app.errors import CorruptImage, DriveGone, ImageEmpty, UnsupportedImage, WriteRefused
from app.firmware import ThisComputer
from app.formats.binary import Memory
from app.formats.qcow2 import read_qcow2
from app.formats.vhdx import read_vhdx
from app.report import System
from ui import languages
from ui.screens.errors import said
from ui.screens.image_card import image_card
from ui.sentences import LONGEST, Sentences
from ui.sentences.checksums import reason as list_reason
from ui.sentences.details import detail
from ui.sentences.drives import why_not_offered
from ui.sentences.errors import error_sentence
from ui.sentences.findings import finding
from ui.sentences.proof import proof, reason_here
from ui.sentences.rest import why_not_added
from ui.sentences.systems import description

APP = Path(__file__).parents[2] / "app"
_DISKS = ("qcow2", "vmdk", "vmdk_text", "vhd", "vhdx", "vhdx_log", "vdi", "dmg")
SPOKEN = (
    *("inspection/*.py", "drives/safety.py", "errors/*.py"),
    *(f"formats/{name}.py" for name in _DISKS),
    *(f"sources/{name}.py" for name in ("disks", "flat_vmdk", "virtual_disk", "packed_disk")),
    "commands/rest_of_stick.py",
)
TABLES = (finding, proof, reason_here, error_sentence, why_not_offered, detail, description)

# Said by the command line alone.
NOT_HERE = {
    "{} does not begin with “#cloud-config” or the like: cloud-init passes it by.",
}

# What the engine puts together out of parts: each whole stands in a table.
IN_PARTS = {
    "Mounted at {}.",
    "Not started: permission to {} {} was not given.",
    "The image is {}: it goes on behind byte {}.",
    "The image {} can’t be read{}: {}.",
    "The name {} is made to be read as another one; {}.",
    "{} is in use{}. Close it first.",
    "{} was unplugged{}.",
    "{} {}: there is nothing to write.",
    (
        "{} ({}). A computer that was brought up to date refuses it while Secure Boot is on; "
        "a newer image helps."
    ),
}


@pytest.fixture
def german(qapp: QApplication) -> Iterator[None]:
    languages.install(qapp, "de")
    yield
    languages.install(qapp, "en")


def sentences() -> list[str]:
    """Whole sentences in the engine's source; what is filled in is "{}"."""
    paths = sorted(path for pattern in SPOKEN for path in APP.glob(pattern))
    return sorted({text for path in paths for text in _sentences_in(ast.parse(path.read_text()))})


def _sentences_in(tree: ast.Module) -> Iterator[str]:
    nodes = list(ast.walk(tree))
    inside = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
    inside |= {id(node.value) for node in nodes if isinstance(node, ast.Expr)}  # docstrings
    for node in nodes:
        text = _template(node) if id(node) not in inside else ""
        if re.fullmatch(r"[A-Z{“].* .* .*\.", text, re.DOTALL):
            yield text


def _template(node: ast.AST) -> str:
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    if not isinstance(node, ast.JoinedStr):
        return ""
    return "".join(
        str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values
    )


def knows(table: Sentences, text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern, _ in table._known())


@pytest.mark.parametrize("sentence", sentences())
def test_every_sentence_of_the_engine_is_known(sentence: str) -> None:
    """When this fails: the sentence belongs into a table of ui/sentences, with its places named."""
    assert sentence in IN_PARTS | NOT_HERE or any(
        knows(table, sentence.replace("{}", "x")) for table in TABLES
    )


def test_every_reason_about_a_list_of_checksums_is_known() -> None:
    """They begin in small letters, since they stand inside sentences."""
    paths = [*(APP / "checksums").glob("*.py"), APP / "formats" / "openpgp.py"]
    texts = {
        text
        for path in paths
        for node in ast.walk(ast.parse(path.read_text()))
        if re.fullmatch(r"(it|its|there|no|a|gpgv) .*[^.]", text := _template(node))
    }
    of_keys = re.compile("key|packet|armour|does not begin|version")
    unknown = {text for text in texts if not knows(list_reason, text)}
    assert all(of_keys.search(text) for text in unknown), unknown
    assert len(texts - unknown) == len(list_reason.rows)


def _refusals() -> set[tuple[str, str]]:
    """Why an image can't be composed or added to, and what is said to be done about it."""
    trees = [ast.parse(path.read_text()) for path in sorted((APP / "sources").glob("*.py"))]
    return {
        (call.func.id, _template(word.value if isinstance(word, ast.keyword) else word))
        for tree in trees
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("NotComposable", "NotAppendable")
        for word in (*call.args, *call.keywords)
    }


@pytest.mark.parametrize(("kind", "text"), sorted(_refusals()))
def test_every_reason_of_a_refusal_is_known(kind: str, text: str) -> None:
    table = why_not_added if kind == "NotAppendable" else detail
    wordings = text.replace("{}", "x"), text.replace("{}", "")  # a part may be left out
    assert not text or any(knows(table, said) or knows(error_sentence, said) for said in wordings)


def test_every_whole_of_the_parts_is_known() -> None:
    wholes = (
        "Built into this computer. Mounted at “/mnt”.",
        "Not started: permission to read SanDisk Ultra was not given.",
        "The image is larger than it said: it goes on behind byte 1,024.",
        "The image a.iso can’t be read at byte 5: no.",
        "The name “a” is made to be read as another one; this is not a virus scan.",
        "SanDisk Ultra is in use by “Files”. Close it first.",
        "SanDisk Ultra was unplugged at byte 5.",
        "The computer slept, and after that another drive may have the place of SanDisk Ultra.",
        (
            "BOOTX64.EFI is on it, by its digest (list of revoked loaders of 2025-10-01). "
            "A computer that was brought up to date refuses it while Secure Boot is on; "
            "a newer image helps."
        ),
        "a.iso holds only 5 bytes: there is nothing to write.",
    )
    for whole in wholes:
        assert any(knows(table, whole) for table in TABLES), whole


@pytest.mark.usefixtures("german")
def test_reasons_of_the_engine_in_german() -> None:
    facts = Facts("sdb", DriveKind.USB_STICK, 10, mounts=("/", "/home"), swaps=("/dev/sdb3",))
    assert [why_not_offered(reason.text) for reason in reasons(facts)] == [
        (
            "Darauf läuft dieser Computer: enthält „/“, „/home“ und Auslagerungsspeicher. "
            "Kann nie gewählt werden."
        )
    ]
    busy = Facts("sdb", DriveKind.USB_STICK, 10, users=("the ZFS pool tank", "another program"))
    assert [why_not_offered(reason.text) for reason in reasons(busy)] == [
        "Wird von dem ZFS-Pool tank und einem anderen Programm benutzt. Schließen Sie das zuerst."
    ]
    inside = Facts("sda", DriveKind.INTERNAL, 10, external=False, mounts=("/mnt/a",))
    assert why_not_offered(reasons(inside)[0].text) == (
        "In diesen Computer eingebaut. Eingehängt unter „/mnt/a“."
    )


@pytest.mark.usefixtures("german")
def test_sentences_inside_sentences_and_numbers() -> None:
    damage = CorruptImage("GPT header", 1_024, "its checksum does not match")
    assert finding(f"The GPT is damaged, and there is no copy of it that is whole. {damage}") == (
        "Die GPT ist beschädigt, und eine ganze Kopie gibt es nicht. "
        "GPT-Kopf bei Byte 1.024: die Prüfsumme stimmt nicht."
    )
    assert finding("This is a PDF document, and no disk image.") == (
        "Das ist ein PDF-Dokument und kein Laufwerksabbild."
    )
    assert proof("program for x64, 960,472 bytes, with a signature") == (
        "Programm für x64, 960.472 Bytes, mit Signatur"
    )


@pytest.mark.parametrize(
    ("said_by_the_engine", "in_german"),
    [
        (
            "basic data, blocks 64 to 1,379; no FAT file system",
            "Datenpartition, Blöcke 64 bis 1.379; kein FAT-Dateisystem",
        ),
        (
            "type 0C, sectors 1 to 2,044; FAT16, a loader for x64 and arm64 in \\EFI\\BOOT",
            "Typ 0C, Sektoren 1 bis 2.044; FAT16, Startprogramme für x64 und arm64 in \\EFI\\BOOT",
        ),
        (
            "no partitions that UEFI firmware takes; no FAT file system",
            "keine Partitionen, die UEFI-Firmware nimmt; kein FAT-Dateisystem",
        ),
    ],
)
@pytest.mark.usefixtures("german")
def test_two_parts_are_said_each_by_itself(said_by_the_engine: str, in_german: str) -> None:
    assert proof(said_by_the_engine) == in_german


@pytest.mark.usefixtures("german")
def test_what_an_image_is_for_stands_on_its_card_in_the_language() -> None:
    system = System("Debian 13", "debian", description="Installer for 64-bit PCs")
    image = inspected(replace(report(), system=system))
    assert image_card(image, ThisComputer()).subtitle == "Installationssystem für 64-Bit-PCs"


@pytest.mark.usefixtures("german")
def test_what_is_refused_of_a_virtual_disk() -> None:
    with pytest.raises(UnsupportedImage) as caught:
        read_qcow2(Memory(qcow2(b"", backing=b"nbd://host/x", size=512)))
    assert said(caught.value) == (
        "Diese qcow2-Festplatte enthält nur, was von „nbd://host/x“ abweicht, und das wird nicht "
        "gelesen. Führen Sie die beiden vorher mit qemu-img zusammen."
    )
    with pytest.raises(UnsupportedImage) as caught:
        read_vhdx(Memory(logged(bytes(512), log_entry(7, {4 << 20: bytes(4096)}))))
    assert said(caught.value) == (
        "Diese VHDX-Festplatte wurde nicht geschlossen: Änderungen an ihr warten noch in ihrem "
        "Protokoll. Öffnen Sie sie einmal in Hyper-V, oder reparieren Sie eine Kopie: "
        "qemu-img check -r all."
    )


@pytest.mark.usefixtures("german")
def test_errors_with_their_hints() -> None:
    assert said(ImageEmpty("leer.iso", 0)) == "leer.iso ist leer: Es gibt nichts zu schreiben."
    assert said(DriveGone("SanDisk Ultra")) == (
        "SanDisk Ultra wurde abgezogen. Stecken Sie es wieder ein, und beginnen Sie von vorn."
    )
    assert said(WriteRefused("SanDisk", 4096, "Input/output error")).startswith(
        "SanDisk lässt sich bei Byte 4.096 nicht beschreiben: Input/output error."
    )


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("table", TABLES)
@given(text=st.text(max_size=900))
def test_anything_else_stays_as_it_is(table: Sentences, text: str) -> None:
    if not any(knows(each, text) for each in TABLES):
        assert table(text) == for_display(text, LONGEST)


@pytest.mark.parametrize("table", TABLES)
def test_english_is_what_the_engine_said(table: Sentences, qapp: QApplication) -> None:
    languages.install(qapp, "en")
    for row in table.rows:
        text = row.text.replace("{", "").replace("}", "")
        assert table(text) == text
