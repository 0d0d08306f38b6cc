"""Which modules are mutated, and the tests that shall notice: those that fail soonest first."""

_DRIVES = "tests/app/drives/"

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
}
