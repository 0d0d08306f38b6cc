"""How much a finding matters, given where the image starts.

Half the hybrid images in the world have overlapping partitions or a GPT that nothing reads, and
start everywhere. What costs nothing is worth knowing and no warning.
"""

from dataclasses import replace

from app.report import Answer, Boots, Finding, Severity

# Where UEFI starts the image from any stick, these cost nothing …
_OF_NO_MATTER = frozenset(
    {
        "fat32-too-small",
        "file-system-larger-than-partition",
        "gpt-block-size",
        "gpt-missing",
        "gpt-no-protective-mbr",
        "partitions-overlap",
    }
)
# … and these may cost one processor, or the old way to start.
_OF_LESS_MATTER = frozenset(
    {
        "boot-pointer-stale",
        "el-torito-damaged",
        "loader-damaged",
        "loader-not-at-fallback-path",
        "loader-only-in-file-tree",
        "loader-wrong-machine",
        "no-boot-signature",
    }
)


def weighed(findings: tuple[Finding, ...], boots: Boots) -> tuple[Finding, ...]:
    if all(path.answer is not Answer.YES for path in boots.uefi_usb.values()):
        return findings
    return tuple(_lighter(finding) for finding in findings)


def _lighter(finding: Finding) -> Finding:
    if finding.code in _OF_NO_MATTER:
        return replace(finding, severity=Severity.INFO)
    if finding.code in _OF_LESS_MATTER and finding.severity is Severity.DANGER:
        return replace(finding, severity=Severity.CAUTION)
    return finding
