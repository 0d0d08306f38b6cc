"""A list of media by their labels, as osinfo-db has it; nothing of the real one is here."""

from dataclasses import replace
from pathlib import Path

import pytest
from support_disc import Disc
from support_systems import told

from app.formats.binary import Memory
from app.formats.iso9660_volume import Volume, Volumes
from app.inspection.system import osinfo
from app.report import Answer, BootPath, Boots, Role

SYSTEM = """<?xml version="1.0" encoding="UTF-8"?>
<libosinfo version="0.0.1">
  <os id="http://example.org/example/1">
    <short-id>example1</short-id>
    <name>Example OS 1</name>
    <name xml:lang="de">Beispiel 1</name>
    <version>1</version>
    <family>{family}</family>
    {media}
  </os>
</libosinfo>
"""
MEDIA = '<media arch="x86_64" live="{live}"><iso>{fields}</iso></media>'


def listed(
    folder: Path, fields: str, *, live: str = "true", family: str = "linux", name: str = "a.xml"
) -> Path:
    (folder / "example.org").mkdir(exist_ok=True)
    media = MEDIA.format(live=live, fields=fields)
    (folder / "example.org" / name).write_text(SYSTEM.format(family=family, media=media))
    return folder


def labelled(label: str) -> Volume:
    return Volumes.read(Memory(Disc(label=label).build())).primary


def test_a_medium_by_its_label(tmp_path: Path) -> None:
    listed(tmp_path, r"<volume-id>EXAMPLE[-_]1\.\d+ x86_64</volume-id>")
    found = osinfo.named(labelled("EXAMPLE_1.4 x86_64"), tmp_path)
    assert found is not None
    assert (found.name, found.version, found.family) == ("Example OS 1", "1", "linux")
    assert (found.role, found.computers) == (Role.LIVE, "64-bit PCs")
    assert osinfo.named(labelled("EXAMPLE_2.4 x86_64"), tmp_path) is None
    assert osinfo.named(labelled(""), tmp_path) is None


def test_every_field_has_to_fit(tmp_path: Path) -> None:
    fields = "<volume-id>EXAMPLE</volume-id><publisher-id>SOMEBODY ELSE</publisher-id>"
    listed(tmp_path, fields)
    assert osinfo.named(labelled("EXAMPLE"), tmp_path) is None


def test_the_medium_that_says_most_is_taken(tmp_path: Path) -> None:
    listed(tmp_path, "<volume-id>EXAMPLE</volume-id>", live="true", name="a.xml")
    listed(tmp_path, "<volume-id>EXAMPLE SERVER</volume-id>", live="false", name="b.xml")
    found = osinfo.named(labelled("EXAMPLE SERVER"), tmp_path)
    assert found is not None
    assert found.role is Role.INSTALLER


@pytest.mark.parametrize(("family", "word"), [("winnt", "windows"), ("openbsd", "openbsd")])
def test_families(tmp_path: Path, family: str, word: str) -> None:
    listed(tmp_path, "<volume-id>X</volume-id>", family=family)
    found = osinfo.named(labelled("X"), tmp_path)
    assert found is not None
    assert found.family == word


@pytest.mark.parametrize(
    "document",
    [
        b"",
        b"<volume-id>X</volume-id>",
        b"<volume-id>X</volume-id",
        b"\xff\xfe<volume-id>X</volume-id>",
        b'<!DOCTYPE a [<!ENTITY e "X">]><os><volume-id>X</volume-id></os>',
        b"<libosinfo><os><media><iso><volume-id>(X</volume-id></iso></media></os></libosinfo>",
        b"<libosinfo><os><media><iso><volume-id>X{99999999999}</volume-id></iso></media></os>",
        b"<x>" * 200 + b"<volume-id>X</volume-id>",
    ],
)
def test_documents_that_are_damaged_are_passed_over(tmp_path: Path, document: bytes) -> None:
    (tmp_path / "maker").mkdir()
    (tmp_path / "maker" / "a.xml").write_bytes(document)
    assert osinfo.named(labelled("X"), tmp_path) is None
    listed(tmp_path, "<volume-id>X</volume-id>")
    assert osinfo.named(labelled("X"), tmp_path) is not None


def test_what_is_no_file_is_passed_over(tmp_path: Path) -> None:
    listed(tmp_path, "<volume-id>X</volume-id>")
    (tmp_path / "example.org" / "folder.xml").mkdir()
    (tmp_path / "example.org" / "gone.xml").symlink_to("/nonexistent")
    (tmp_path / "file.xml").write_text("<volume-id>X</volume-id>")
    assert osinfo.named(labelled("X"), tmp_path) is not None
    assert osinfo.named(labelled("X"), tmp_path / "nothing") is None


def test_a_label_is_cut_before_a_pattern_sees_it(tmp_path: Path) -> None:
    listed(tmp_path, "<volume-id>^X{128}$</volume-id>")
    assert osinfo.named(replace(labelled("X"), label="X" * 1000), tmp_path) is not None
    assert osinfo.named(replace(labelled("X"), label="X" * 127), tmp_path) is None


def test_it_is_asked_last_and_only_for_what_starts(tmp_path: Path) -> None:
    listed(tmp_path, "<volume-id>NOBODY KNOWS</volume-id>")
    image = Disc(label="NOBODY KNOWS").build()
    starts = Boots(bios_cd=BootPath(Answer.YES))
    found = told(image, starts, tmp_path)
    assert found is not None
    assert (found.name, found.evidence[0].what) == ("Example OS 1", "Label, by osinfo-db")
    assert told(image, Boots(), tmp_path) is None
    listed(tmp_path, "<volume-id>VOID_LIVE</volume-id>")
    ours = told(Disc(label="VOID_LIVE").build(), starts, tmp_path)
    assert ours is not None
    assert ours.name == "Void Linux"
