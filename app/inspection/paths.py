"""Where a stick with the image starts, by the kinds of computers that people know."""

from __future__ import annotations

from dataclasses import dataclass

from app.report import Answer, Machine, Mode, Report


@dataclass(frozen=True, slots=True)
class Paths:
    """What holds for a stick written as an exact copy; `disc` for a CD, or a virtual one."""

    bios: Answer
    x64: Answer
    ia32: Answer
    arm: Answer
    others: Answer
    disc: Answer

    @classmethod
    def of(cls, report: Report) -> Paths:
        """A copied Windows installer starts here and there, and then does not find its files: that
        counts as no."""
        boots = report.boots
        disc = best(boots.bios_cd.answer, *(path.answer for path in boots.uefi_cd.values()))
        if report.mode is Mode.WINDOWS:
            return cls(Answer.NO, Answer.NO, Answer.NO, Answer.NO, Answer.NO, disc)
        known = (Machine.X64, Machine.IA32, Machine.AA64)
        others = (path.answer for each, path in boots.uefi_usb.items() if each not in known)
        return cls(
            bios=boots.bios_usb.answer,
            x64=boots.on_uefi_usb(Machine.X64).answer,
            ia32=boots.on_uefi_usb(Machine.IA32).answer,
            arm=boots.on_uefi_usb(Machine.AA64).answer,
            others=best(*others),
            disc=disc,
        )

    @property
    def uefi(self) -> Answer:
        return best(self.x64, self.ia32, self.arm, self.others)

    @property
    def best(self) -> Answer:
        return best(self.bios, self.uefi)


def best(*answers: Answer) -> Answer:
    for answer in (Answer.YES, Answer.LIKELY):
        if answer in answers:
            return answer
    return Answer.NO
