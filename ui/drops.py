"""What a drag or the clipboard carries, as an `Offer`: read here, judged elsewhere."""

from PySide6.QtCore import QMimeData

from ui.intents import Offer

_PORTAL = ("application/vnd.portal.filetransfer", "application/vnd.portal.files")
_MOST_TEXT = 4096  # characters; no path and no checksum is longer


def offer(mime: QMimeData) -> Offer:
    urls = tuple(url.toString() for url in mime.urls()) if mime.hasUrls() else ()
    text = mime.text()[:_MOST_TEXT] if mime.hasText() and not urls else ""
    return Offer(urls=urls, text=text, portal_key=_portal_key(mime))


def _portal_key(mime: QMimeData) -> str:
    for kind in _PORTAL:
        if mime.hasFormat(kind):
            return bytes(mime.data(kind).data()).rstrip(b"\0").decode("utf-8", "replace")
    return ""
