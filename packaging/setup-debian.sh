#!/bin/sh
# Installs packages of Debian or Ubuntu that are missing, saying so first; with sudo only if not
# root. packaging/run and packaging/test call it only when they miss something.
#
#   packaging/setup-debian.sh python|tests|window|system|bench|packages|debian|rpm|portable
#   packaging/setup-debian.sh --list debian       only says which they are
set -eu

# What makes the environment where there is no uv.
PYTHON="python3 python3-venv"

# What Qt needs to draw without a screen,
TESTS="libegl1 libgl1 libglib2.0-0 libxkbcommon0 libfontconfig1 libdbus-1-3"

# on X11, and, the last one, on Wayland.
WINDOW="$TESTS libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0
    libwayland-cursor0"

# What the tests marked `system` and `tools` start: computers, programs that read or make images,
# the services of a desktop, and a screen.
SYSTEM="qemu-system-x86 qemu-utils ovmf ovmf-ia32 qemu-system-arm qemu-efi-aarch64
    nasm binutils binutils-aarch64-linux-gnu sbsigntool osslsigncode pesign shellcheck xorriso
    genisoimage mtools dosfstools exfatprogs ntfs-3g fdisk gdisk p7zip-full udftools isomd5sum wimtools
    syslinux syslinux-common isolinux memtest86+ ipxe grub-common grub-pc-bin grub-efi-amd64-bin
    grub-efi-ia32-bin grub-rescue-pc
    mmdebstrap debian-archive-keyring squashfs-tools util-linux mount fuse3 e2fsprogs udisks2 udev
    polkitd dbus xvfb xauth xdotool at-spi2-core desktop-file-utils appstream shared-mime-info gnupg gpgv
    zsh fish git mandoc groff man-db libgssapi-krb5-2 gddrescue zstd"

# What the tests of the packages start here; the rest is installed in the empty systems they make.
PACKAGES="mmdebstrap debian-archive-keyring util-linux mount xvfb xauth xdotool zstd"

# What the Debian package is made with, on Debian 13: it draws the icons with its own Qt.
DEBIAN="debhelper dh-python python3 python3-pyside6.qtgui python3-pyside6.qtsvg"

# What the RPM is made with, there as well.
RPM="rpm python3 python3-pyside6.qtgui python3-pyside6.qtsvg desktop-file-utils appstream"

# What the folder to unpack and run is made with, on Debian 12; of Qt's libraries some go into it.
PORTABLE="$PYTHON $WINDOW libpython3.11 binutils zstd"

# What the benchmarks make images with, and bmaptool to compare with. etcher-sdk comes from npm,
# where that is installed.
BENCH="qemu-utils bmap-tools bzip2 e2fsprogs fdisk genisoimage gzip unzip util-linux xz-utils zip zstd"

say() {
    printf '%s\n' "$*" >&2
}

list=no
if [ "${1-}" = --list ]; then
    list=yes
    shift
fi
case ${1-} in
python) packages=$PYTHON ;;
tests) packages=$TESTS ;;
window) packages=$WINDOW ;;
system) packages=$SYSTEM ;;
bench) packages=$BENCH ;;
packages) packages=$PACKAGES ;;
debian) packages=$DEBIAN ;;
rpm) packages=$RPM ;;
portable) packages=$PORTABLE ;;
*)
    say "Usage: packaging/setup-debian.sh [--list] python|tests|window|system|bench|packages|debian|rpm|portable"
    exit 2
    ;;
esac
if [ $list = yes ]; then
    # shellcheck disable=SC2086 # a list of words
    echo $packages
    exit
fi

missing=
for package in $packages; do
    status=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) || status=
    [ "$status" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

command="apt-get install -y --no-install-recommends$missing"
as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
        say "Some packages are missing, and only an administrator can install them:"
        say "    $command"
        exit 1
    fi
    as_root=sudo
    say "Some packages are missing. Installing them with sudo, which may ask for your password:"
else
    say "Some packages are missing. Installing them:"
fi
say "    $command"

# Quiet: what goes wrong is said on standard error. A list of packages that can't be renewed is no
# reason to stop: what is needed may be known.
apt="env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600"
# shellcheck disable=SC2086 # lists of words
$as_root $apt update >/dev/null || say "The list of packages could not be renewed; going on."
# shellcheck disable=SC2086
$as_root $apt install -y --no-install-recommends $missing >/dev/null
