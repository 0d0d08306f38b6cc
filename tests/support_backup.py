"""The files of a backup, without a rescue that fills them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from support_images import image_bytes

from app.drives.image_file import virtual_stick
from app.formats.mapfile import State
from app.inspection.in_use import InUse, whole
from app.plan_backup import BackupPlan
from app.stages.backup_files import BackupFiles
from app.stages.rescue import Span

SIZE = 3 << 20
CONTENT = image_bytes(SIZE)


def folder_beside_a_stick(tmp_path: Path) -> Path:
    (tmp_path / "stick").write_bytes(CONTENT)
    (tmp_path / "saved").mkdir()
    return tmp_path / "saved"


def plan_in(folder: Path, name: str = "saved.img", **more: Any) -> BackupPlan:
    return BackupPlan(virtual_stick(folder.parent / "stick").info, folder / name, **more)


def files_of(plan: BackupPlan, used: InUse | None = None) -> BackupFiles:
    return BackupFiles(plan, used or whole(plan.drive.size))


def begin(plan: BackupPlan, used: InUse | None = None) -> None:
    with files_of(plan, used).open():
        pass


def an_earlier(plan: BackupPlan, *read: Span, content: bytes = CONTENT) -> BackupFiles:
    """One that read these, and left its file and its map behind."""
    files = files_of(replace(plan, resume=False))
    with files.open():
        for start, stop in read:
            files.saving.put(start, memoryview(content)[start:stop])
            files.known.mark(start, stop, State.READ)
        files.keep(State.UNTRIED)
    return files


def names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.iterdir())
