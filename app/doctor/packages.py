"""How to get a program on this computer: the command of its distribution."""

from dataclasses import dataclass
from pathlib import Path

from app.drives.told_by_udisks import in_flatpak

OS_RELEASE = Path("/etc/os-release")
OUTSIDE = Path("/run/host/os-release")  # where a Flatpak finds that of the computer
IN_FLATPAK = "A Flatpak can’t use the programs of this computer; Stickwright’s other packages can."


@dataclass(frozen=True, slots=True)
class Packages:
    """What holds a program in each family of distributions; "" for Arch where nothing does."""

    debian: str
    fedora: str
    arch: str
    suse: str = ""  # as on Debian where it is not said

    def install(self, release: Path | None = None) -> str:
        """ "sudo apt install gpgv", or the package's name alone where the distribution is
        another one. In a Flatpak it is for what the computer has outside of it."""
        match family(release):
            case "debian":
                return f"sudo apt install {self.debian}"
            case "fedora":
                return f"sudo dnf install {self.fedora}"
            case "arch":
                return f"sudo pacman -S {self.arch}"
            case "suse":
                return f"sudo zypper install {self.suse or self.debian}"
            case _:
                return f"package {self.debian}"

    def hint(self) -> str:
        """The same as a sentence; a Flatpak has what came with it and no more."""
        if in_flatpak():
            return IN_FLATPAK
        here = family()
        if not here:
            return f"Install what Debian calls “{self.debian}”."
        if here == "arch" and not self.arch:
            return "No package of this distribution holds it."
        return f"Install it with “{self.install()}”."


def hint_for(package: str) -> str:
    """The same for a package that is called alike everywhere."""
    return IN_FLATPAK if in_flatpak() else f"Install the package {package}."


def family(release: Path | None = None) -> str:
    """The distribution of the computer, or the one it descends from, if it is known here; else
    empty. Fields ID and ID_LIKE of os-release(5)."""
    if release is None:
        release = OUTSIDE if in_flatpak() else OS_RELEASE
    try:
        lines = release.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    fields = dict(line.split("=", 1) for line in lines if "=" in line)
    words = " ".join(fields.get(name, "").strip("\"'") for name in ("ID", "ID_LIKE"))
    known = ("debian", "fedora", "arch", "suse")
    return next((word for word in words.split() if word in known), "")
