import errno
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import errors
from app.errors import AppError


def every(kind: type[AppError]) -> Iterator[type[AppError]]:
    yield kind
    for below in kind.__subclasses__():
        yield from every(below)


@pytest.mark.parametrize("kind", dict.fromkeys(every(AppError)), ids=lambda kind: kind.__name__)
def test_every_error_stands_in_the_tree(kind: type[AppError]) -> None:
    assert kind.__name__ in (errors.__doc__ or "")


def test_codes_are_unique_and_kebab_case() -> None:
    codes = [kind.code() for kind in every(AppError)]
    assert len(set(codes)) == len(codes)
    assert errors.DriveTooSmall.code() == "drive-too-small"
    assert errors.ImageTruncated.code() == "image-truncated"


@pytest.mark.parametrize(
    "error",
    [
        errors.CorruptImage("GPT header", 512, "the checksum is wrong"),
        errors.DriveTooSmall(10**10, 4 * 10**9),
        errors.DriveGone("SanDisk Ultra", 2_050_000_000),
        errors.DriveBusy("SanDisk Ultra", "Backups"),
        errors.ImageTruncated(663_000_000, 402_000_000),
        errors.SyncFailed("SanDisk Ultra", "Input/output error"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_is_a_sentence_or_two(error: AppError) -> None:
    text = str(error)
    assert text.endswith(".")
    assert "\n" not in text
    assert "!" not in text
    assert len(text) < 200


@pytest.mark.parametrize(
    ("number", "full", "hint"),
    [
        (errno.ENOSPC, True, "Make room"),
        (errno.EDQUOT, True, "Make room"),
        (errno.EFBIG, False, "another disk"),
        (errno.EROFS, False, ""),
    ],
)
def test_what_to_do_about_a_folder(number: int, full: bool, hint: str) -> None:
    error = errors.FolderError("/home/somebody", os.strerror(number))
    assert error.full is full
    assert hint in error.hint
    assert bool(hint) is bool(error.hint)


def test_errors_stand_on_nothing() -> None:
    assert "import app" not in Path(errors.__file__).read_text()
