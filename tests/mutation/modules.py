"""Which modules are mutated, and the tests that shall notice: those that fail soonest first."""

_DRIVES = "tests/app/drives/"

TESTS: dict[str, tuple[str, ...]] = {
    "app/result.py": ("tests/app/test_result.py",),
    "app/plan.py": ("tests/app/test_plan.py",),
    "app/drives/safety.py": (_DRIVES + "test_safety.py",),
    "app/drives/drive.py": (_DRIVES + "test_describe.py", _DRIVES + "test_contract.py"),
    "app/drives/mounts.py": (_DRIVES + "test_mounts.py",),
    "app/drives/choice.py": (_DRIVES + "test_choice.py",),
    "app/drives/medium.py": (_DRIVES + "test_medium.py",),
}
