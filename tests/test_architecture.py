"""The arrows of the house: a module imports from its own row or from below, never upwards.

The rows are the ones in DESIGN.md. Only the engine's bottom is shared with everybody; the window
reaches what it needs by name.
"""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

ROWS: tuple[tuple[str, ...], ...] = (
    ("ui",),
    ("app.cli", "app.__main__", "app.commands", "app.demo"),
    ("app.journal",),
    ("app.job", "app.jobs"),
    ("app.write", "app.verify", "app.undo", "app.probe", "app.backup"),
    ("app.proven",),
    ("app.stages",),
    ("app.plan_capacity", "app.plan_backup", "app.plan_format", "app.qemu", "app.burning"),
    ("app.plan", "app.doctor", "app.qemu.firmware", "app.qemu.here"),
    ("app.inside",),
    ("app.inspection",),
    ("app.checksums",),
    ("app.sources",),
    (
        "app.formats",
        "app.drives",
        "app.progress",
        "app.diagnosis",
        "app.firmware",
        "app.boot_menu",
        "app.sound",
        "app.old_contents",
        "app.network",
        "app.network_head",
        "app.doctor.packages",
        "app.checksums.algorithm",
        "app.checksums.lines",
    ),
    ("app.sources.source",),
    ("app.formats.binary",),
    ("app.report", "app.events", "app.tools", "app.desktop", "app.session"),
    ("app.result",),
    ("app.drives.drive", "app.capacity", "app.saved"),
    ("app.control", "app.address"),
    (
        "app.errors",
        "app.display",
        "app.threads",
        "app.home",
        "app.streams",
        "app.plain_file",
        "app.signals",
    ),
)
ROW_OF = {unit: row for row, units in enumerate(ROWS) for unit in units}

# What only one place may import: the name and where.
HOMES: dict[str, tuple[str, ...]] = {
    "pyudev": ("app/drives/",),
    "jeepney": ("app/drives/", "app/desktop.py", "app/session/line.py"),
    "subprocess": ("app/tools.py",),
    "isal": ("app/sources/",),
    "lz4": ("app/sources/",),
    "zstandard": ("app/sources/",),
    "urllib3": ("app/network",),
}

MODULES = sorted(path for folder in ("app", "ui") for path in (ROOT / folder).rglob("*.py"))


def test_design_md_shows_these_rows() -> None:
    rows = "\n".join(", ".join(units) for units in ROWS)
    assert f"```\n{rows}\n```" in (ROOT / "DESIGN.md").read_text()


def named(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imports(path: Path) -> Iterator[str]:
    """Every module named by an import; `from a import b` counts as a.b too, when that is one."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                is_module = (ROOT / Path(*inner.split("."))).with_suffix(".py").exists()
                yield inner if is_module else node.module


def row(module: str) -> int | None:
    """The row of the longest unit that holds the module."""
    parts = module.split(".")
    for length in range(len(parts), 0, -1):
        if (unit := ".".join(parts[:length])) in ROW_OF:
            return ROW_OF[unit]
    return None


def relative(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_imports_point_down(path: Path) -> None:
    if path == ROOT / "app" / "__init__.py":
        return
    here = row(named(path))
    assert here is not None, f"{relative(path)} stands in no row"
    for module in imports(path):
        there = row(module)
        if there is not None:
            assert there >= here, f"{relative(path)} imports {module}, which stands above it"


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_the_engine_never_imports_qt(path: Path) -> None:
    if relative(path).startswith("app/"):
        assert not [
            name for name in imports(path) if name.split(".")[0] in {"PySide6", "shiboken6"}
        ]


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_a_library_has_one_home(path: Path) -> None:
    for module in imports(path):
        homes = HOMES.get(module.split(".")[0])
        if homes is not None:
            assert relative(path).startswith(homes), f"{module} belongs into {homes}"
