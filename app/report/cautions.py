"""Findings that are told before the system itself is made to read an image."""

from app.report import Finding, Report, Severity

# What looks like a trick: see `app.inspection.triage`.
TRICKS = (
    "no-boot-path-programs",
    "hidden-program",
    "double-suffix",
    "name-tricks",
    "autorun",
)
# A place is not what it is said to be.
LIES = (
    "truncated",
    "partitions-overlap",
    "partition-beyond-end",
    "file-system-larger-than-partition",
    "several-primaries",
    "byte-orders-differ",
    "trees-differ",
)


def cautions(report: Report) -> tuple[Finding, ...]:
    """Those of the findings."""
    listed = (*TRICKS, *LIES)
    return tuple(
        each
        for each in report.findings
        if each.code in listed and each.severity is not Severity.INFO
    )
