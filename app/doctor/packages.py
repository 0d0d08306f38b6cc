"""How to get a program on this computer: the command of its distribution."""

from dataclasses import dataclass
from pathlib import Path

from app.drives.told_by_udisks import in_flatpak

OS_RELEASE = Path("/etc/os-release")
OUTSIDE = Path("/run/host/os-release")  # where a Flatpak finds that of the computer
_COMMANDS = {
    "debian": "sudo apt install",
    "fedora": "sudo dnf install",
    "arch": "sudo pacman -S",
    "suse": "sudo zypper install",
}
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
        return f"{_COMMANDS.get(family(release), 'package')} {self.here(release)}"

    def here(self, release: Path | None = None) -> str:
        """What it is called in this distribution; in an unknown one as in Debian."""
        match family(release):
            case "fedora":
                return self.fedora
            case "arch":
                return self.arch
            case "suse":
                return self.suse or self.debian
            case _:
                return self.debian

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


# What the engine asks for by itself, besides what `app.doctor.programs` lists.
E2FSPROGS = Packages("e2fsprogs", "e2fsprogs", "e2fsprogs")
EXFATPROGS = Packages("exfatprogs", "exfatprogs", "exfatprogs")
# Arch had them in ntfs-3g, which gave the other name as well, and has them apart now.
NTFSPROGS = Packages("ntfs-3g", "ntfsprogs", "ntfsprogs", "ntfsprogs")
WIMLIB = Packages("wimtools", "wimlib-utils", "wimlib", "wimlib")


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
    return next((word for word in words.split() if word in _COMMANDS), "")
