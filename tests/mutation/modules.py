"""Which modules are mutated, and the tests that shall notice: those that fail soonest first."""

_DRIVES = "tests/app/drives/"
_STAGES = "tests/app/stages/"

TESTS: dict[str, tuple[str, ...]] = {
    "app/result.py": ("tests/app/test_result.py",),
    "app/plan.py": ("tests/app/test_plan.py",),
    "app/drives/safety.py": (_DRIVES + "test_safety.py",),
    "app/drives/drive.py": (_DRIVES + "test_drive.py",),
    "app/drives/mounts.py": (_DRIVES + "test_mounts.py",),
    "app/drives/choice.py": (_DRIVES + "test_choice.py",),
    "app/drives/medium.py": (_DRIVES + "test_medium.py",),
    "app/drives/device.py": (_DRIVES + "test_device.py",),
    "app/drives/direct.py": (_DRIVES + "test_direct.py",),
    "app/drives/udisks.py": (_DRIVES + "test_udisks.py",),
    "app/drives/image_file.py": (_DRIVES + "test_image_file.py", _DRIVES + "test_contract.py"),
    "app/stages/blank.py": (_STAGES + "test_blank.py",),
    "app/stages/sync.py": (_STAGES + "test_head.py",),
    "app/stages/head.py": (_STAGES + "test_head.py",),
    "app/stages/patience.py": (_STAGES + "test_patience.py",),
    "app/stages/flow.py": (_STAGES + "test_flow.py",),
    "app/stages/verify.py": (_STAGES + "test_verify.py", _STAGES + "test_sleep.py"),
    "app/stages/compare.py": (_STAGES + "test_compare.py",),
    "app/stages/echo.py": (_STAGES + "test_echo.py",),
    "app/stages/explain.py": (_STAGES + "test_explain.py",),
    "app/stages/sleep.py": (_STAGES + "test_sleep.py",),
    "app/stages/stall.py": (_STAGES + "test_stall.py",),
    "app/stages/supply.py": (_STAGES + "test_supply.py",),
    "app/stages/portion.py": (_STAGES + "test_portion.py",),
    "app/stages/share.py": (_STAGES + "test_share.py", _STAGES + "test_portion.py"),
    "app/stages/ledger.py": (_STAGES + "test_ledger.py",),
    "app/stages/write.py": ("tests/app/test_job.py",),
    "app/job.py": ("tests/app/test_job.py", _STAGES + "test_sleep.py"),
    "app/jobs.py": ("tests/app/test_jobs.py",),
}
