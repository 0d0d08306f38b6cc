""" "How do we know?": what was found in the image, row by row, plain words first."""

from app.commands.words import evidence_lines
from app.firmware import ThisComputer
from app.inspection.acceptance import on_this_computer
from app.inspection.signing import Signing, main_loader, signing
from app.report import Answer, BootPath, Evidence, Finding, Machine, Report, Severity
from app.sources.origin import Origin
from ui import intents
from ui.icons import Icon
from ui.screens.checksum_sheets import origin_lines
from ui.screens.secure_boot import signed_by
from ui.screens.telling import close
from ui.screens.tiles import this_computer
from ui.sentences.findings import finding as noticed
from ui.sentences.proof import proof as proven
from ui.sentences.proof import reason_here
from ui.text import isolated, translate, untrusted
from ui.view import Button, Line, ListSheet, Remark, TileState, Tone

_LONGEST = 160  # characters of one thing that was found
_MOST = 12  # findings; an image with more has told enough

_OTHERS = (Machine.IA32, Machine.RISCV64, Machine.LOONGARCH64, Machine.ARM)


def evidence_sheet(
    report: Report, computer: ThisComputer, origin: Origin | None = None
) -> ListSheet:
    lines = (
        *_paths(report),
        *_signed(report),
        *_here(report, computer),
        *_discs(report),
        *_findings(report),
        *_name(report),
        *origin_lines(origin),
    )
    lead = translate(
        "evidence", "This is what the image contains. It was only read, not started.", "evidence"
    )
    foot = translate(
        "evidence",
        "Firmware differs between makers. If a PC refuses to start from a drive that should boot, "
        "look for “USB boot” and “Secure Boot” in its set-up.",
        "evidence",
    )
    copy = Button(
        translate("evidence", "Copy as text", "evidence"),
        intents.CopyText(_as_text(report, lines)),
        icon=Icon.COPY,
    )
    return ListSheet(
        translate("evidence", "How do we know?", "evidence.title"),
        lead,
        lines,
        close(),
        foot,
        (copy,),
        wide=True,
    )


def _as_text(report: Report, lines: tuple[Line, ...]) -> str:
    """What the sheet shows, then all of it with bytes, for whoever wants to look there."""
    shown = [f"{line.title}: {line.text}" for line in lines]
    return "\n".join([*shown, "", *evidence_lines(report)])


def _paths(report: Report) -> list[Line]:
    boots = report.boots
    none = translate("evidence", "None was found.", "evidence")
    lines = [
        _line(
            Icon.TOWER,
            translate("evidence", "Start-up code in the first sector", "evidence"),
            boots.bios_usb,
            translate("evidence", "Older BIOS PCs", "tile"),
        ),
        _line(
            Icon.LAPTOP,
            translate("evidence", "UEFI boot files", "evidence"),
            boots.on_uefi_usb(Machine.X64),
            translate("evidence", "UEFI PCs", "tile"),
            none,
        ),
        _line(
            Icon.CHIP,
            translate("evidence", "Boot files for ARM", "evidence"),
            boots.on_uefi_usb(Machine.AA64),
            translate("evidence", "ARM computers", "tile"),
            none,
        ),
    ]
    title = translate("evidence", "Boot files for {machine}", "evidence")
    return lines + [
        _line(Icon.CHIP, title.format(machine=machine.value), path, machine.value)
        for machine in _OTHERS
        if (path := boots.on_uefi_usb(machine)).answer is not Answer.NO
    ]


def _signed(report: Report) -> list[Line]:
    secure = main_loader(report)
    if secure is None:
        return []
    tone, icon = {
        Signing.MICROSOFT: (Tone.SUCCESS, Icon.CHECK),
        Signing.ONLY_2023: (Tone.SUCCESS, Icon.CHECK),
        Signing.REVOKED: (Tone.CAUTION, Icon.ALERT),
    }.get(signing(report), (Tone.NEUTRAL, Icon.X))
    return [
        Line(
            Icon.SHIELD_CHECK if secure.signed else Icon.SHIELD,
            translate("evidence", "Signed boot loader", "evidence"),
            signed_by(secure),
            answer=Remark(tone, icon, translate("evidence", "Secure Boot", "tile")),
        )
    ]


def _here(report: Report, computer: ThisComputer) -> list[Line]:
    """Why this computer would start it, or not: what its firmware says of itself."""
    tile = this_computer(report, computer)
    if tile is None:
        return []
    reason = reason_here(on_this_computer(report, computer).reason, _LONGEST)
    tone, icon = {
        TileState.YES: (Tone.SUCCESS, Icon.CHECK),
        TileState.WARN: (Tone.CAUTION, Icon.ALERT),
    }.get(tile.state, (Tone.NEUTRAL, Icon.X))
    return [Line(tile.icon, tile.answer, reason, answer=Remark(tone, icon, tile.title))]


def _discs(report: Report) -> list[Line]:
    """One row for a disc, whatever starts it."""
    ways = [report.boots.bios_cd, *report.boots.uefi_cd.values()]
    found = [path for path in ways if path.answer is not Answer.NO]
    if not found:
        return []
    answer = Answer.YES if any(path.answer is Answer.YES for path in found) else Answer.LIKELY
    proof = tuple(dict.fromkeys(each for path in found for each in path.evidence))
    return [
        _line(
            Icon.DISC,
            translate("evidence", "CD boot records", "evidence"),
            BootPath(answer, proof),
            translate("evidence", "CDs, virtual PCs", "evidence"),
        )
    ]


def _findings(report: Report) -> list[Line]:
    title = translate("evidence", "Noticed", "evidence: something about the image")
    return [
        Line(_icon(finding), title, noticed(finding.text, 2 * _LONGEST))
        for finding in report.findings[:_MOST]
    ]


def _name(report: Report) -> list[Line]:
    told = [_said(each) for each in (report.system.evidence if report.system else ())[:3]]
    if report.label.strip():
        text = translate("evidence", "Volume label “{label}”", "evidence")
        told.insert(0, text.format(label=untrusted(report.label)))
    if not told:
        return []
    title = translate("evidence", "Name and version", "evidence")
    answer = Remark(Tone.SUCCESS, Icon.CHECK, untrusted(report.title)) if report.title else None
    return [Line(Icon.HASH, title, "; ".join(told), answer=answer)]


def _line(icon: Icon, title: str, path: BootPath, computers: str, if_no: str = "") -> Line:
    """`if_no` are plain words in front of what was found in the place of it."""
    text = "; ".join(_said(each) for each in path.evidence[:4])
    if if_no and path.answer is Answer.NO:
        text = f"{if_no} {text}".strip()
    if not text:
        text = translate("evidence", "None was found.", "evidence")
    match path.answer:
        case Answer.YES:
            answer = Remark(Tone.SUCCESS, Icon.CHECK, computers)
        case Answer.LIKELY:
            answer = Remark(Tone.CAUTION, Icon.ALERT, computers)
        case Answer.NO:
            answer = Remark(Tone.NEUTRAL, Icon.X, computers)
    return Line(icon, title, text, answer=answer)


def _said(each: Evidence) -> str:
    return f"{isolated(proven(each.what))}: {isolated(proven(each.said, _LONGEST))}"


def _icon(finding: Finding) -> Icon:
    return {
        Severity.INFO: Icon.INFO,
        Severity.CAUTION: Icon.ALERT,
        Severity.DANGER: Icon.X_CIRCLE,
    }[finding.severity]
