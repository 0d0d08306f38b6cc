import socket
from pathlib import Path

import pytest
from computers import record
from hypothesis import given
from hypothesis import strategies as st

from app.drives.udev import LiveUdev, Record, _value, encoded, is_running, open_monitor


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        (r"Ultra\x20Fit\x20\x20", "Ultra Fit"),
        (r"Gr\xc3\xb6\xc3\x9fe", "Größe"),
        ("Größe", "Größe"),
        (r"A\x2fB\x5cx", "A/B\\x"),
        (r"\xff", "\N{REPLACEMENT CHARACTER}"),
        (r"\xzz", r"\xzz"),
        ("\t\n", ""),
        ("", ""),
    ],
)
def test_escapes(escaped: str, text: str) -> None:
    assert encoded(escaped) == text


@given(st.text())
def test_any_text_becomes_one_line_that_can_be_printed(text: str) -> None:
    assert "\n" not in encoded(text)
    encoded(text).encode()


class Properties:
    """What pyudev gives out: it raises for a value that is not UTF-8."""

    def __init__(self, values: dict[str, bytes]) -> None:
        self._values = values

    def __getitem__(self, key: str) -> str:
        return self._values[key].decode()


def test_one_bad_value_spoils_no_other() -> None:
    properties = Properties({"ID_MODEL": b"Stick", "ID_FS_LABEL": b"A\xe9B"})
    assert _value(properties, "ID_MODEL") == "Stick"
    assert _value(properties, "ID_FS_LABEL") == "A\N{REPLACEMENT CHARACTER}B"
    assert _value(properties, "ID_BUS") == ""


def test_the_encoded_label_wins_over_the_cleaned_one() -> None:
    assert record({"ID_FS_LABEL": "a_b", "ID_FS_LABEL_ENC": r"a\x20b"}).label == "a b"
    assert record({"ID_FS_LABEL": "a_b"}).label == "a_b"


@pytest.mark.parametrize("name", ["ID_DRIVE_FLASH", "ID_DRIVE_FLASH_SD", "ID_DRIVE_MEDIA_FLASH_CF"])
def test_marks_of_card_readers(name: str) -> None:
    assert record({name: "1"}).flash_card
    assert not record({name: "0"}).flash_card


def test_a_number_that_is_none() -> None:
    assert record({"ID_ATA_ROTATION_RATE_RPM": "fast"}).rotation is None
    assert record({"ID_ATA_ROTATION_RATE_RPM": "0"}).rotation == 0


def test_nothing_known() -> None:
    assert record({}) == Record()


def test_a_socket_that_was_left_behind_is_no_udev(tmp_path: Path) -> None:
    path = str(tmp_path / "control")
    assert not is_running(path)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(path)
        listener.listen()
        assert is_running(path)
        listener.settimeout(0)
        with pytest.raises(BlockingIOError):
            listener.accept()  # nobody came in
    assert not is_running(path)


def test_the_udev_of_this_computer_can_be_asked() -> None:
    """Whatever it knows, and also when it is not there at all."""
    udev = LiveUdev()
    assert udev.record("no-such-device") is None
    assert udev.running in (True, False)
    monitor = open_monitor()
    if monitor is not None:
        assert monitor.fileno() >= 0
        monitor.drain()
