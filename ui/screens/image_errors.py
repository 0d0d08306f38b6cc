"""Why an image can’t be used, while nothing has been changed yet."""

import errno
import os
from collections.abc import Callable
from typing import Any

from app import errors
from app.display import for_display
from ui.screens.said import LONGEST, Words, said
from ui.sentences.details import detail
from ui.text import place, size, translate


def _image_error(error: errors.ImageError) -> Words:
    return Words(translate("errors", "This image can’t be used", "img.error"), said(error))


def _corrupt(error: errors.CorruptImage) -> Words:
    text = translate("errors", "{what} is damaged at {place}. Download it again.", "img.corrupt")
    return Words(
        translate("errors", "This image is damaged", "img.corrupt"),
        text.format(what=detail(error.what), place=place(error.offset)),
    )


def _many(error: errors.ManyImages) -> Words:
    title = translate(
        "errors", "This archive holds %n (image|images)", "img.packed-many", count=len(error.names)
    )
    return Words(title, translate("errors", "Choose one.", "img.packed-many"))


def _packed_damaged(error: errors.PackedDamaged) -> Words:
    text = translate(
        "errors", "It can’t be unpacked past {place}. Download it again.", "img.packed-broken"
    )
    return Words(
        translate("errors", "The packed file is damaged", "img.packed-broken"),
        text.format(place=place(error.offset)),
    )


def _unreadable(error: errors.ImageUnreadable) -> Words:
    if error.why == os.strerror(errno.ENOENT):
        return Words(
            translate("errors", "The file is gone", "img.gone"),
            translate("errors", "It was moved or deleted, or its disk was unplugged.", "img.gone"),
        )
    if not error.offset:
        text = translate("errors", "The system says: {why}.", "fail.read.open")
        return Words(
            translate("errors", "The image can’t be read", "fail.read"),
            text.format(why=for_display(error.why, LONGEST)),
        )
    text = translate(
        "errors",
        "Its own disk reports an error at {place}. Copy or download the image again.",
        "fail.read",
    )
    return Words(
        translate("errors", "The image can’t be read", "fail.read"),
        text.format(place=place(error.offset)),
    )


def _image_changed(_: errors.ImageChanged) -> Words:
    return Words(
        translate("errors", "The file changed", "img.changed"),
        translate("errors", "It is being inspected again. Nothing was changed.", "img.changed"),
    )


def _address_refused(error: errors.AddressRefused) -> Words:
    return Words(translate("errors", "This address is not asked", "web.refused"), said(error))


def _not_fetched(error: errors.NotFetched) -> Words:
    return Words(translate("errors", "It can’t be fetched", "web.broken"), said(error))


def _not_kept(error: errors.NotKept) -> Words:
    return Words(translate("errors", "The copy can’t be kept", "web.keep"), said(error))


def _mismatch(error: errors.ChecksumMismatch) -> Words:
    return Words(translate("errors", "Checksum does not match", "checksum.differs"), said(error))


def _longer(error: errors.ImageLonger) -> Words:
    text = translate("errors", "It goes on behind {place}. Get the image again.", "fail.full")
    return Words(
        translate("errors", "The image is larger than it said", "fail.full"),
        text.format(place=place(error.limit)),
    )


def _image_on_drive(_: errors.ImageOnDrive) -> Words:
    return Words(
        translate("errors", "The image is on this drive", "drive.source"),
        translate(
            "errors", "Nothing was changed. Copy the image to another disk first.", "drive.source"
        ),
    )


def _empty(_: errors.ImageEmpty) -> Words:
    return Words(
        translate("errors", "This file is empty", "img.empty"),
        translate("errors", "There is nothing to write.", "img.empty"),
    )


def _truncated(error: errors.ImageTruncated) -> Words:
    text = translate(
        "errors",
        "The image says it is {expected}, but the file ends at {found}. "
        "The download was cut short: get it again.",
        "img.truncated",
    )
    return Words(
        translate("errors", "This file is not complete", "img.truncated"),
        text.format(expected=size(error.expected), found=size(error.found)),
    )


OF_IMAGES: dict[type, Callable[[Any], Words]] = {
    errors.ImageError: _image_error,
    errors.CorruptImage: _corrupt,
    errors.ManyImages: _many,
    errors.PackedDamaged: _packed_damaged,
    errors.ImageUnreadable: _unreadable,
    errors.ImageChanged: _image_changed,
    errors.AddressRefused: _address_refused,
    errors.NotFetched: _not_fetched,
    errors.NotKept: _not_kept,
    errors.ImageLonger: _longer,
    errors.ChecksumMismatch: _mismatch,
    errors.ImageOnDrive: _image_on_drive,
    errors.ImageEmpty: _empty,
    errors.ImageTruncated: _truncated,
}
