"""Fedora, Red Hat and their kin, and SUSE: what their installers put beside their packages.

`.treeinfo` and `.discinfo` as productmd documents them; `media.repo` beside them; `media.1` and
`content` as SUSE's installer reads them. Live discs have none of these: GRUB's menu says it there.
"""

import re
from itertools import islice

from app.inspection.system import labels
from app.inspection.system.families import computers, computers_in, family_of
from app.inspection.system.files import Files
from app.inspection.system.row import Named, Row
from app.report import Role

_TREE_INFO_LONGEST = 64 << 10  # it begins with the checksums of everything
_MENU_LONGEST = 16 << 10
_MENUS = ("boot/grub2/grub.cfg", "EFI/BOOT/grub.cfg", "boot/grub/grub.cfg", "isolinux/isolinux.cfg")
_ENTRY = re.compile(r"(?:menuentry|menu label|menu title) +(.{1,100})", re.IGNORECASE)
_MOST_ENTRIES = 16
_WORDS_BEFORE = re.compile(
    r"^['\"^]*(?:(?:Test this media & )?(?:start|install|run|boot)\s+)?", re.IGNORECASE
)


def tree_info(files: Files, _row: Row) -> Named | None:
    says = files.sections(".treeinfo", _TREE_INFO_LONGEST)
    pairs = (
        (says.get((section, name), ""), says.get((section, "version"), ""))
        for section, name in (
            ("release", "name"),
            ("product", "name"),
            ("branding", "name"),
            ("general", "family"),
        )
    )
    product, version = next(((p, v) for p, v in pairs if p), ("", ""))
    if not product:
        return None
    variant = says.get(("general", "variant"), "")
    architecture = says.get(("tree", "arch")) or says.get(("general", "arch")) or ""
    return _installer(files, ".treeinfo", product, version, architecture, variant)


def disc_info(files: Files, _row: Row) -> Named | None:
    """Its second line is a name with a version, or the version alone; then `media.repo` or the
    label knows of what."""
    lines = files.lines(".discinfo")
    if len(lines) < 2:
        return None
    architecture = lines[2].split(",")[0] if len(lines) > 2 else ""
    repository = files.values("media.repo").get("name", "")
    text = lines[1] if re.search(r"[^\W\d]{3}", lines[1]) else repository
    if found := re.fullmatch(r"(.*?\S)\s+(\d[\w.]*)", text):
        return _installer(files, ".discinfo", found[1], found[2], architecture, "")
    named = labels.named(files.label)
    if named is None:
        return None
    return _installer(files, ".discinfo", named.name.split(" ")[0], lines[1], architecture, "")


def _installer(
    files: Files, path: str, product: str, version: str, architecture: str, variant: str
) -> Named:
    server = "server" in variant.casefold()
    return Named(
        name=f"{product} {version}".strip(),
        family=family_of(product),
        version=version,
        role=Role.INSTALLER,
        what="Server installer" if server else "",
        computers=computers(architecture) or computers_in(files.label),
        path=files.find(path),
        said=f"{product} {version} {architecture}".strip(),
    )


def suse_products(files: Files, _row: Row) -> Named | None:
    """Lines of folder, product and version: "/ openSUSE-Leap 15.6-1"."""
    for line in files.lines("media.1/products"):
        _, _, said = line.partition(" ")
        product, _, release = said.strip().rpartition(" ")
        version = re.sub(r"-[\d.]+$", "", release)
        if product and re.search(r"SUSE|SLE|Leap|MicroOS", product):
            shown = re.sub(r"^SLE\b", "SUSE Linux Enterprise", product.replace("-", " "))
            return _installer(files, "media.1/products", shown, version, "", "")
    return None


def suse_content(files: Files, _row: Row) -> Named | None:
    """Older ones: a line "DISTRO cpe:…,openSUSE 13.2", or "LABEL openSUSE 12.1"."""
    for line in files.lines("content"):
        word, _, said = line.partition(" ")
        text = said.rpartition(",")[2].strip()
        if word in ("DISTRO", "LABEL") and family_of(text) == "suse":
            found = re.search(r"\s(\d[\d.]*(?: SP\d)?)$", text)
            version = found[1] if found else ""
            product = text.removesuffix(version).strip()
            return _installer(files, "content", product, version, "", "")
    return None


def live(files: Files, _row: Row) -> Named | None:
    """A live disc by the lines of its boot menu, each read as if it were a label."""
    for path in _MENUS:
        lines = files.lines(path, _MENU_LONGEST)
        entries = (entry[1] for entry in map(_ENTRY.match, lines) if entry)
        for line in islice(entries, _MOST_ENTRIES):
            named = labels.named(_WORDS_BEFORE.sub("", line))
            if named is not None and named.version:
                return Named(
                    name=named.name,
                    family=named.family,
                    version=named.version,
                    role=Role.LIVE,
                    what="Live system and installer",
                    computers=computers_in(files.label),
                    path=path,
                    said=line.strip(),
                )
    return None


ROWS = (
    Row("", "rhel", None, (".treeinfo",), read=tree_info),
    Row("", "suse", None, ("media.1/products",), read=suse_products),
    Row("", "suse", None, ("content",), read=suse_content),
    Row("", "rhel", None, (".discinfo",), read=disc_info),
    Row("", "fedora", None, ("LiveOS",), read=live),
)
