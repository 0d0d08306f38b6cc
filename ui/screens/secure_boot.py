"""How Secure Boot takes the image, in the few words of the window (design 8.2)."""

from __future__ import annotations

from app.display import for_display
from app.inspection.signing import Signing, list_date, signing
from app.report import Loader, Report, SecureBoot
from ui.icons import Icon
from ui.sentences.details import detail
from ui.text import isolated, translate
from ui.view import Tile, TileState


def secure_boot_tile(report: Report) -> Tile | None:
    """None where nothing is known of a loader."""
    found = signing(report)
    match found:
        case Signing.NOT_KNOWN:
            return None
        case Signing.MICROSOFT:
            words, state = translate("tiles", "Signed by Microsoft", "tile"), TileState.YES
        case Signing.ONLY_2023:
            words, state = translate("tiles", "Signed, 2023 key", "tile"), TileState.YES
        case Signing.REVOKED:
            words = translate("tiles", "Revoked ({month})", "tile: 2026-07")
            words, state = words.format(month=list_date(report)), TileState.WARN
        case Signing.NOT_SIGNED:
            words, state = translate("tiles", "Not signed", "tile"), TileState.NO
        case Signing.HAS_TO_BE_OFF:
            words, state = translate("tiles", "Has to be off", "tile"), TileState.NO
    return Tile(Icon.SHIELD, translate("tiles", "Secure Boot", "tile"), words, state)


def signed_by(secure: SecureBoot) -> str:
    """ "shimx64.efi: signed by Microsoft (UEFI CA 2011), not on the list of revoked loaders of
    2025-10; grubx64.efi: signed by Canonical"."""
    first = _of(secure.loader)
    if secure.revoked:
        words = translate("evidence", "{signed}, on the list of revoked loaders of {date}", "shim")
    elif secure.signed:
        words = translate(
            "evidence", "{signed}, not on the list of revoked loaders of {date}", "shim"
        )
    else:
        words = "{signed}"
    told = [words.format(signed=first, date=secure.list_date)]
    for each in secure.following[:2]:
        told.append(_of(each.loader))
        if each.refused:
            words = translate("evidence", "the first does not start it: {why}", "shim")
            told.append(words.format(why=detail(each.refused, 100)))
    return "; ".join(told)


def _of(loader: Loader) -> str:
    path = isolated(for_display(loader.path))
    if not loader.signatures:
        return translate("evidence", "{path}: not signed", "loader").format(path=path)
    if not loader.sound:
        words = translate("evidence", "{path}: the signature does not hold", "loader")
        return words.format(path=path)
    who = " + ".join(dict.fromkeys(for_display(each.authority) for each in loader.sound))
    return translate("evidence", "{path}: signed by {who}", "loader").format(path=path, who=who)
