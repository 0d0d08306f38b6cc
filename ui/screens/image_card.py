"""The image card: what the file is, where it starts, how it will be written."""

from dataclasses import replace

from app.firmware import ThisComputer
from app.report import Kind
from ui import intents
from ui.icons import Icon
from ui.screens import compare, names, web
from ui.screens.checksum import checksum_row
from ui.screens.convert import convert_row
from ui.screens.damage import damage_rows
from ui.screens.errors import Words, words_of
from ui.screens.options import chosen
from ui.screens.rest import added, is_board
from ui.screens.tiles import tested, this_computer, tiles
from ui.screens.verdict import unusable, verdict
from ui.sentences.systems import description
from ui.state.after_rest import can_have_more
from ui.state.image import Inspected, Reading, Unusable
from ui.text import size, translate, untrusted
from ui.view import BLANK_TILE, Banner, Button, FactRow, ImageCard, Look, Mark, Tone


def image_card(
    image: Inspected | Reading | Unusable,
    computer: ThisComputer,
    *,
    checks: bool = True,
    comparing: bool = False,
) -> ImageCard:
    """`checks`: what is written will be read back. `comparing`: nothing is written."""
    match image:
        case Reading():
            return _reading(image)
        case Unusable():
            return _unusable(image)
        case Inspected(format=wish) if wish is not None:
            from ui.screens.format import format_card  # here, for it is seldom needed

            return format_card(wish)
        case Inspected(backup=save) if save is not None:
            from ui.screens.backup import backup_card  # as above

            return backup_card(save)
        case Inspected(probing=test) if test is not None:
            from ui.screens.probe import probe_card  # as above

            return probe_card(test)
        case Inspected():
            rows = _rows(image, computer, checks=checks, comparing=comparing)
            return _inspected(image, computer, rows)


def _inspected(image: Inspected, computer: ThisComputer, rows: tuple[FactRow, ...]) -> ImageCard:
    report = image.report
    return ImageCard(
        heading=_heading(),
        mark=names.mark(image),
        title=names.title(image),
        file=_file(image),
        size=size(image.size),
        subtitle=_subtitle(image),
        change=_change(),
        verdict=verdict(report),
        this_computer=this_computer(report, computer),
        tiles=tested(tiles(report), image.booted),
        rows=rows,
        links=_links(image),
        name=translate("image card", "Image: {title}", "screen reader").format(
            title=names.title(image)
        ),
    )


def _rows_of_unusable(image: Inspected) -> tuple[FactRow, ...]:
    """What was published says once more what is wrong with it, where it was compared."""
    checksum = image.checksum
    compared = checksum.answer is not None or checksum.summing is not None
    return (checksum_row(checksum),) if compared else ()


def _reading(image: Reading) -> ImageCard:
    if image.link is not None:
        banner = web.asking(image.link)
        return _unread(image, banner)
    title = translate("image card", "Reading the image…", "img.reading")
    stop = Button(translate("image card", "Stop", "img.reading"), intents.StopReading(), Look.LINK)
    return _unread(image, Banner(Tone.NEUTRAL, Icon.INFO, title, button=stop, waiting=True))


def _unread(image: Reading, banner: Banner) -> ImageCard:
    return ImageCard(
        heading=_heading(),
        mark=Mark(),
        title=untrusted(image.path.name),
        file=_folder(image),
        size=size(image.size) if image.size else "",
        change=_change(),
        verdict=banner,
        tiles=(BLANK_TILE,) * 4,
    )


def _unusable(image: Unusable) -> ImageCard:
    words = words_of(image.error)
    pick = Button(
        translate("image card", "Choose one…", "img.packed-many"), intents.ShowMembers(), Look.LINK
    )
    return ImageCard(
        heading=_heading(),
        mark=Mark(),
        title=untrusted(image.path.name),
        file=_folder(image),
        size=size(image.size) if image.link is None else "",
        change=_change(),
        verdict=Banner(Tone.INFO, Icon.INFO, words.title, words.text, button=pick)
        if image.members
        else _no_use(image, words),
    )


def _no_use(image: Unusable, words: Words) -> Banner:
    if image.link is not None:
        return web.unusable(image)
    return Banner(Tone.DANGER, Icon.X_CIRCLE, words.title, words.text)


def _rows(
    image: Inspected, computer: ThisComputer, *, checks: bool, comparing: bool
) -> tuple[FactRow, ...]:
    if unusable(image.report):
        return _rows_of_unusable(image)
    link = image.link
    known = checksum_row(image.checksum) if link is None else web.checksum(image, link)
    way = _way(image, computer, checks=checks)
    if comparing:
        way = compare.way(image, way)
    rows = [known, *damage_rows(image), way]
    if link is not None:
        rows.append(web.whence(image, link))
    if image.source.size is None:
        rows.append(
            FactRow(
                Icon.INFO,
                translate("image card", "Size known only after unpacking", "img.packed-unknown"),
                translate(
                    "image card",
                    "Time left is an estimate until then.",
                    "img.packed-unknown",
                ),
            )
        )
    return tuple(rows)


def _way(image: Inspected, computer: ThisComputer, *, checks: bool) -> FactRow:
    """How it will be written."""
    if (stick := image.report.stick) is not None:
        text = translate(
            "image card",
            "Formats the drive and copies %n (file|files)",
            "mode.windows",
            count=stick.files,
        )
        title = translate("image card", "Windows mode", "mode.windows")
        if answers := chosen(image.answers):
            text = translate("image card", "Setup is answered: {answers}", "mode.answers").format(
                answers=answers
            )
        options = Button(
            translate("image card", "Options", "mode.options"),
            intents.ShowOptions(),
            Look.LINK,
            name=translate("image card", "Windows options", "screen reader"),
        )
        return FactRow(Icon.WINDOWS_MODE, title, text, button=options)
    if (needed := image.report.conversion) is not None:
        return convert_row(image, needed, computer)
    if image.discouraged:
        text = translate(
            "image card", "Would write fine, but the drive would not boot", "mode.no-boot"
        )
        return FactRow(Icon.COPY, translate("image card", "Exact copy", "mode.exact"), text)
    if not image.source.layers:
        return _exact(image, checks=checks)
    from app.sources.layers import VIRTUAL_DISKS  # here, for the first frame does not wait for it

    if set(image.source.layers) <= VIRTUAL_DISKS:
        text = translate(
            "image card", "The disk inside the file ({kind}), {size} on the drive", "mode.disk"
        ).format(kind=image.source.layers[-1], size=size(image.source.size or 0))
        title = translate("image card", "Virtual disk", "mode.disk")
        return _with_more(image, FactRow(Icon.COPY, title, text))
    text = translate("image card", "Unpacked while writing", "mode.unpack")
    if image.source.size is not None:
        text = translate(
            "image card", "Unpacked while writing, {size} on the drive", "mode.unpack"
        ).format(size=size(image.source.size))
    title = translate("image card", "Unpack and copy", "mode.unpack")
    return _with_more(image, FactRow(Icon.COPY, title, text))


def _exact(image: Inspected, *, checks: bool) -> FactRow:
    text = (
        translate("image card", "Sector by sector, then read back and compared", "mode.exact")
        if checks
        else translate("image card", "Sector by sector, and not read back", "mode.exact")
    )
    title = translate("image card", "Exact copy", "mode.exact")
    return _with_more(image, FactRow(Icon.COPY, title, text))


def _with_more(image: Inspected, row: FactRow) -> FactRow:
    """And what is added behind it, where anything can be."""
    if not can_have_more(image):
        return row
    if image.more is not None:
        text = translate("image card", "And behind it: {added}", "mode.more")
        if is_board(image):
            text = translate("image card", "And in its first partition: {added}", "mode.more")
        row = replace(row, text=text.format(added=added(image.more)))
    options = Button(
        translate("image card", "Options", "mode.options"),
        intents.ShowOptions(),
        Look.LINK,
        name=translate("image card", "Options: the rest of the stick", "screen reader"),
    )
    return replace(row, button=options)


def _subtitle(image: Inspected) -> str:
    report = image.report
    if report.system is not None and report.system.description:
        return description(report.system.description)
    if report.title and report.label:
        return untrusted(report.label)
    match report.kind:
        case Kind.ISO9660 | Kind.UDF:
            return translate("image card", "Disc image", "img.kind")
        case Kind.DISK:
            return translate("image card", "Disk image", "img.kind")
        case Kind.UNKNOWN:
            return ""


def _file(image: Inspected) -> str:
    if not image.member:
        return untrusted(image.report.name, 200)
    text = translate("image card", "{member} in {archive}", "img.packed-many")
    return text.format(member=untrusted(image.member, 200), archive=untrusted(image.path.name))


def _folder(image: Reading | Unusable) -> str:
    if image.link is not None:
        return web.file_line(image.link)
    return translate("image card", "in {folder}", "img.reading: in Downloads").format(
        folder=untrusted(image.path.parent.name or "/")
    )


def _heading() -> str:
    return translate("image card", "Image", "heading")


def _change() -> Button:
    return Button(
        translate("image card", "Change…", "img.change"),
        intents.ChooseFile(),
        Look.LINK,
        name=translate("image card", "Choose another image file", "screen reader"),
    )


def _links(image: Inspected) -> tuple[Button, ...]:
    """A file on the web is not at hand to be looked into."""
    known = translate("image card", "How do we know?", "evidence.title")
    evidence = Button(known, intents.ShowEvidence(), Look.LINK)
    if image.link is not None:
        return (evidence,)
    inside = translate("image card", "Look inside", "img.inside")
    links = (evidence, Button(inside, intents.LookInside(), Look.LINK))
    if not image.starts:
        return links
    tried = Button(
        translate("image card", "Virtual machine…", "img.try"),
        intents.TryInMachine(),
        Look.LINK,
        name=translate("image card", "Try it in a virtual machine", "screen reader"),
    )
    return (*links, tried)
