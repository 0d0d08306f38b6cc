"""What the engine says when a wish fails, with its hints (`app.errors`)."""

from ui.sentences import Sentences, discs, machines, virtual_disks, web
from ui.sentences.details import detail
from ui.sentences.drives import why_not_offered
from ui.sentences.formatting import why_not_formatted
from ui.sentences.rest import why_not_added
from ui.text import later

_ALL = (
    later("engine", "The writing part stopped unexpectedly.", "error"),
    later("engine", "There is not enough memory for this.", "error"),
    later("engine", "Close other programs, then try again.", "error"),
    later("engine", "{what} at byte {place}: {why}.", "error"),
    later(
        "engine", "Byte {place} lies behind the first {limit} bytes that were unpacked.", "error"
    ),
    later("engine", "Looking at it would take too long: {what}.", "error"),
    later(
        "engine",
        "The packed file is damaged: it can’t be unpacked past byte {place} ({layer}: {why}).",
        "error",
    ),
    later("engine", "The image {name} can’t be read: {why}.", "error"),
    later("engine", "{name} can’t be read: {why}.", "error: answers for cloud-init"),
    later("engine", "The image {name} can’t be read at byte {place}: {why}.", "error"),
    later("engine", "The block map of {name} can’t be used: {why}.", "error"),
    later("engine", "{file} has no checksum to compare with: {why}.", "error"),
    later("engine", "it does not mention {name}", "error: checksums"),
    later("engine", "Name the list that its makers published for it, or none.", "error"),
    later("engine", "There is no “{path}” in the image.", "error"),
    later("engine", "The folder {folder} can’t be written to: {why}.", "error"),
    later(
        "engine",
        "There is not enough room in {folder}: this needs {need} bytes, {have} are free.",
        "error",
    ),
    later("engine", "{size} bytes are too much to be dragged: {most} are the most.", "error"),
    later("engine", "Take them out into a folder instead.", "error"),
    later("engine", "{name} can’t be mounted: {why}.", "error"),
    later("engine", "Its files can be taken out without mounting it.", "error"),
    later("engine", "{point} is in use, so it stays mounted.", "error"),
    later("engine", "Close what uses it, then try again.", "error"),
    later("engine", "Nothing of {name} is mounted by this program.", "error"),
    later("engine", "Make room there, or choose another folder.", "error"),
    later("engine", "Make room there.", "error"),
    later(
        "engine",
        "Its file system takes no file this large: choose a folder on another disk.",
        "error",
    ),
    later("engine", "{name} is there already, and nothing is overwritten.", "error"),
    later("engine", "Choose another name, or move it away.", "error"),
    later("engine", "With --resume it goes on; or move it away.", "error"),
    later("engine", "The file would lie on the drive that is read ({drive}).", "error"),
    later("engine", "Choose a folder on another disk.", "error"),
    later(
        "engine",
        "{name} is no backup of {drive}, or that was written to since: they differ at byte "
        "{place}.",
        "error",
    ),
    later("engine", "Save it under another name.", "error"),
    later("engine", "The map {name} can’t be used: {why}.", "error"),
    later("engine", "Move it away, and what it belongs to.", "error"),
    later("engine", "more of the drive was read than is used now", "error"),
    later("engine", "Go on with all of the drive, or save it under another name.", "error"),
    later(
        "engine",
        "There is no ISO 9660 or UDF on it, so it can’t be saved as a disc.",
        "error",
    ),
    later("engine", "Save it as .img.", "error"),
    later("engine", "This disc is copy-protected ({how}).", "error"),
    later("engine", "That is not broken here: what is copied could not be played.", "error"),
    later("engine", "Plug it in again.", "error"),
    later("engine", "The drive gives other bytes than it gave when it was saved.", "error"),
    later("engine", "The image {name} changed while it was used: {why}.", "error"),
    later(
        "engine", "The drive is too small: the image needs {need} bytes, it has {have}.", "error"
    ),
    later(
        "engine",
        "The drive can’t hold this image: that has {need} bytes, the drive {have}.",
        "error",
    ),
    later("engine", "Compare it with the image that was written to it.", "error"),
    later("engine", "The drive has only {size} bytes, too few for a quick test.", "error"),
    later("engine", "Test every byte of it.", "error"),
    later("engine", "{drive} is not offered: {why}", "error"),
    later("engine", "The image is on this drive ({drive}).", "error"),
    later("engine", "{name} is empty: there is nothing to write.", "error"),
    later("engine", "{name} holds only {length} bytes: there is nothing to write.", "error"),
    later("engine", "The {algorithm} checksum of {name} does not match.", "error"),
    later("engine", "{drive} was unplugged.", "error"),
    later("engine", "{drive} was unplugged at byte {place}.", "error"),
    later("engine", "{drive} was renamed, deleted, replaced or resized meanwhile.", "error"),
    later("engine", "Put it back as it was, then start again.", "error"),
    later("engine", "Put it back as it was.", "error"),
    later(
        "engine",
        "The computer slept, and after that another drive may have the place of {drive}.",
        "error",
    ),
    later("engine", "Choose the drive anew and start again.", "error"),
    later("engine", "Choose the drive anew.", "error"),
    later("engine", "{drive} is in use. Close it first.", "error"),
    later("engine", "{drive} is in use by {blocker}. Close it first.", "error"),
    later("engine", "{drive} is write-protected.", "error"),
    later(
        "engine",
        "{drive} has become write-protected: it takes no data from byte {place} on.",
        "error",
    ),
    later(
        "engine",
        "Many sticks turn read-only for good when they are worn out. What is on it can still be "
        "read.",
        "error",
    ),
    later("engine", "This is not the drive you chose ({drive}): {what}.", "error"),
    later("engine", "Not started: permission to read {drive} was not given.", "error"),
    later("engine", "Reading a drive needs your password or an administrator’s.", "error"),
    later("engine", "The file is somebody else’s, or locked: choose another one.", "error"),
    later("engine", "Not started: permission to write to {drive} was not given.", "error"),
    later("engine", "Not started: permission to read {drive} was not given.", "error"),
    later("engine", "Not started: the question who may use {drive} was closed.", "error"),
    later("engine", "This desktop can’t ask for permission to write to {drive}.", "error"),
    later(
        "engine", "{drive} can’t be opened: UDisks2, the service for that, is not running.", "error"
    ),
    later("engine", "{drive} can’t be used: {why}.", "error"),
    later("engine", "{drive} can’t be opened: {why}.", "error"),
    later("engine", "{drive} refuses to be written at byte {place}: {why}.", "error"),
    later("engine", "{drive} can’t be read back at byte {place}: {why}.", "error"),
    later("engine", "{drive} did not confirm that it stored everything: {why}.", "error"),
    later(
        "engine",
        "{drive} did not keep what was written: reading back found different bytes, first at "
        "byte {place} (sector {sector}).",
        "error",
    ),
    later(
        "engine",
        "{drive} differs from the image, first at byte {place} (sector {sector}).",
        "error",
    ),
    later(
        "engine",
        "{drive} gives back other bytes than were burned, first at byte {place}.",
        "error",
    ),
    later("engine", "{drive} is the same as the image but for {found}.", "error"),
    later("engine", "notes of having been opened", "drift"),
    later("engine", "what lies where no file is", "drift"),
    later("engine", "added files", "drift"),
    later("engine", "an added partition", "drift"),
    later("engine", "the place of the partition table’s copy", "drift"),
    later("engine", "the number that Windows gives a disk", "drift"),
    later("engine", "No file of the image was changed.", "error"),
    later("engine", "{drive} can’t be read past the memory of this computer.", "error"),
    later("engine", "The image is larger than it said: it goes on behind byte {place}.", "error"),
    later(
        "engine", "The image is too large for the drive: it goes on behind byte {place}.", "error"
    ),
    later("engine", "This archive holds {count} images.", "error"),
    later("engine", "{program}: it took longer than {limit} seconds.", "error"),
    later("engine", "{program}: it can’t be started ({why}).", "error"),
    later("engine", "{program}: it ended with status {status}.", "error"),
    later("engine", "{program}: something ended it (signal {number}).", "error"),
    later("engine", "There is no file {path}.", "error"),
    later("engine", "{path} is not a file that can play a stick.", "error"),
    later("engine", "{path} can’t play a stick: its {length} bytes are no whole sectors.", "error"),
    later("engine", "There is no drive {node}.", "error"),
    later("engine", "This is a folder.", "error"),
    later("engine", "This is a drive, not a file.", "error"),
    later("engine", "This is not a file that can be read by place.", "error"),
    later("engine", "This file is not an archive.", "error"),
    later("engine", "This archive holds too many files.", "error"),
    later("engine", "There is no image in this archive.", "error"),
    later("engine", "There is no {name} in this archive.", "error"),
    later("engine", "This archive holds {count} files of the same name.", "error"),
    later("engine", "This archive is protected with a password.", "error"),
    later(
        "engine",
        "The image in this archive is packed in a way that is not unpacked here ({method}).",
        "error",
    ),
    later(
        "engine",
        "The image in this archive was stored without its zeros, which is not unpacked here.",
        "error",
    ),
    later(
        "engine", "The image lies too far inside this archive, which is packed as a whole.", "error"
    ),
    later(
        "engine",
        "The packed file could not be read to its end, where its checksum is.",
        "error",
    ),
    later("engine", "What was taken out of it may be wrong.", "error"),
    later("engine", "It is packed with settings of LZMA that nobody else reads.", "error"),
    later("engine", "It is packed in more ways than an image needs.", "error"),
    later("engine", "It was packed with a dictionary that is not in the file.", "error"),
    later(
        "engine",
        "Unpacking it takes more memory than this program gives to one image (a window of "
        "more than {size} MiB).",
        "error",
    ),
    later("engine", "Unpack it first.", "error"),
    later("engine", "Choose the image file itself.", "error"),
    later("engine", "Choose an image file.", "error"),
    later("engine", "Give it a smaller size.", "error"),
    later("engine", "Leave yours out, and Windows goes by the disc’s.", "error"),
    later("engine", "Choose a larger drive.", "error"),
    later("engine", "Choose one: {names}.", "error"),
    later("engine", "Download it again.", "error"),
    later("engine", "Wait until nothing else writes to it, then start again.", "error"),
    later("engine", "Write the whole image, or get the map again.", "error"),
    later("engine", "Copy the image to another disk first.", "error"),
    later("engine", "The download was cut short: get it again.", "error"),
    later(
        "engine", "The file differs from the one its makers published: download it again.", "error"
    ),
    later("engine", "Plug it in again, then start again.", "error"),
    later("engine", "Slide the small switch on the card, or use another drive.", "error"),
    later("engine", "Nothing was changed. Choose the drive again.", "error"),
    later("engine", "Nothing was changed.", "error"),
    later("engine", "Nothing is kept of what was on {drive}.", "error"),
    later("engine", "Nothing can be added behind this image: {why}.", "error"),
    later("engine", "The drive can’t be made ready for files: {why}.", "error"),
    later("engine", "Choose exFAT.", "error"),
    later("engine", "The files of this image can’t be put on a stick: {why}.", "error"),
    later("engine", "“{path}” can’t be put on a stick: {why}.", "error"),
    later(
        "engine",
        "wimlib can make one of {name} that can be split: “wimlib-imagex export” with "
        "--compress=LZX.",
        "error",
    ),
    later(
        "engine",
        "{drive} is not as the stopped write left it, first at byte {place}.",
        "error",
    ),
    later("engine", "{drive} is not as the test left it, first at byte {place}.", "error"),
    later("engine", "Nothing was changed. A drive that is worn out looks so as well.", "error"),
    later("engine", "Writing to a drive needs your password or an administrator’s.", "error"),
    later("engine", "Reading a drive needs your password or an administrator’s.", "error"),
    later(
        "engine", "Install and start a polkit agent, or run the command line with sudo.", "error"
    ),
    later("engine", "Install the package udisks2, or run the command line with sudo.", "error"),
    later(
        "engine", "What is on it is stored: unplug it when its light no longer flickers.", "error"
    ),
    later(
        "engine",
        "It is worn out, or the connection is bad: try another port, then another drive.",
        "error",
    ),
    later(
        "engine",
        "Make room on the disk that its file is on, or make the virtual stick on another one.",
        "error",
    ),
    later(
        "engine",
        "Don’t use this drive to install anything. Try another port, then write again.",
        "error",
    ),
    later("engine", "It may hold another image, or a started system may have changed it.", "error"),
    *web.ROWS,
    *machines.ROWS,
    later(
        "engine",
        "A Flatpak can’t use the programs of this computer; Stickwright’s other packages can.",
        "error: in a sandbox",
    ),
    *discs.ROWS,
    *virtual_disks.ROWS,
    later("engine", "its disk is full", "error"),
    later("engine", "another device has its place", "error"),
    later("engine", "it was unplugged, or another drive now has its place", "error"),
    later("engine", "another file has its place", "error"),
    later("engine", "something wrote to it", "error"),
    later("engine", "something wrote to it, or changed its name or rights", "error"),
    later("engine", "it had {before} bytes and has {after} now", "error"),
)

_VALUES = Sentences(
    *_ALL, *detail.rows, *why_not_offered.rows, *why_not_added.rows, *why_not_formatted.rows
)
error_sentence = Sentences(*_ALL, values=_VALUES)
