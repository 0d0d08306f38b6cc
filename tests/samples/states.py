"""Every row of the design's table, in its order and by the name of its picture."""

from samples import home

from ui.view import Screen

STATES: dict[str, Screen] = {
    "03-image-inspected": home.INSPECTED,
    "04-ready": home.READY,
    "06-windows-image": home.WINDOWS,
    "07-not-bootable": home.NOT_BOOTABLE,
    "08-incomplete-image": home.INCOMPLETE,
    "09-no-drives": home.NO_DRIVES,
    "10-drive-problems": home.PROBLEMS,
    "14-no-permission": home.NO_PERMISSION,
}
