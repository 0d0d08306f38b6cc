"""Which drives for discs a computer has."""

from pathlib import Path

from computers import FakeComputer

from app.burning.drives import DiscDrive, disc_drives


def test_drives_for_discs_and_no_others(tmp_path: Path) -> None:
    computer = FakeComputer(tmp_path)
    computer.stick("sdb")
    for number in (1, 0):
        place = f"/devices/pci0000:00/ata{number}/host{number}/block/sr{number}"
        computer.device(place, {"dev": f"11:{number}", "size": "0", "diskseq": "9"})
        computer.set(f"sr{number}", "device/model", f"BD-RE BU40N {number}")
    found = disc_drives(computer.look())
    assert found == tuple(
        DiscDrive(f"/dev/sr{number}", f"BD-RE BU40N {number}") for number in (0, 1)
    )
