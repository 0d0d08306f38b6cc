import pytest

from app.inspection.weight import weighed
from app.report import Answer, BootPath, Boots, Finding, Machine, Severity


def boots(answer: Answer) -> Boots:
    return Boots(uefi_usb={Machine.X64: BootPath(answer)})


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [
        ("gpt-missing", Severity.DANGER, Severity.INFO),
        ("loader-damaged", Severity.DANGER, Severity.CAUTION),
        ("el-torito-damaged", Severity.INFO, Severity.INFO),
        ("truncated", Severity.DANGER, Severity.DANGER),
    ],
)
def test_only_what_costs_nothing_becomes_lighter(
    code: str, before: Severity, after: Severity
) -> None:
    finding = Finding(code, before, "text", 7)
    assert weighed((finding,), boots(Answer.YES)) == (Finding(code, after, "text", 7),)
    for answer in (Answer.LIKELY, Answer.NO):
        assert weighed((finding,), boots(answer)) == (finding,)
