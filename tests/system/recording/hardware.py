"""The devices that QEMU plugs into the PC whose drives are recorded, and what is put on them."""

import subprocess
from pathlib import Path

MIB = 1 << 20
FLOPPY = 1440 << 10

# By name: the size in MiB, or 0 for a drive with nothing in it. The drive's name is its device's,
# and its serial number is the name in capitals.
DRIVES = {
    **dict.fromkeys(("stick", "hidden", "swap", "card", "slot", "uas", "unlocked"), 64),
    **dict.fromkeys(("pool1", "pool2"), 160),
    **dict.fromkeys(("raid1", "raid2", "windows", "pata", "nvme", "paths", "virtual"), 64),
    **dict.fromkeys(("sectors", "sas"), 64),
    **dict.fromkeys(("slot1", "slot2", "slot3", "no_disc", "no_usb_disc", "no_floppy"), 0),
    **dict.fromkeys(("disc", "usb_disc"), 1),
    "floppy": FLOPPY / MIB,
}

_4K = "logical_block_size=4096,physical_block_size=4096"
DEVICES = (
    # USB 2 and USB 3
    "usb-ehci,id=usb2",
    "qemu-xhci,id=more,p2=15,p3=15",
    "usb-storage,bus=usb2.0,removable=on,serial=STICK,drive=stick",
    "usb-storage,bus=more.0,removable=on,serial=HIDDEN,drive=hidden",
    "usb-storage,bus=more.0,removable=on,serial=SWAP,drive=swap",
    "usb-storage,bus=more.0,removable=on,serial=POOL1,drive=pool1",
    "usb-storage,bus=more.0,removable=on,serial=POOL2,drive=pool2",
    "usb-storage,bus=more.0,removable=off,serial=UNLOCKED,drive=unlocked",
    f"usb-storage,bus=more.0,removable=off,serial=SECTORS,drive=sectors,{_4K}",
    "usb-uas,id=uas,bus=more.0,serial=UAS",
    "scsi-hd,bus=uas.0,drive=uas,rotation_rate=1",
    "usb-bot,id=reader,bus=more.0,serial=SLOTS",
    "scsi-hd,bus=reader.0,lun=0,removable=on,drive=slot",
    "scsi-hd,bus=reader.0,lun=1,removable=on,drive=slot1",
    "scsi-hd,bus=reader.0,lun=2,removable=on,drive=slot2",
    "scsi-hd,bus=reader.0,lun=3,removable=on,drive=slot3",
    "usb-bot,id=usbdisc,bus=more.0,serial=USBDISC",
    "scsi-cd,bus=usbdisc.0,lun=0,drive=usb_disc",
    "usb-bot,id=nousbdisc,bus=more.0,serial=NOUSBDISC",
    "scsi-cd,bus=nousbdisc.0,lun=0,drive=no_usb_disc",
    "usb-mtp,bus=more.0,serial=PHONE,desc=Phone,rootdir={folder}",
    # a built-in slot, floppy and CD drives
    "sdhci-pci",
    "sd-card,drive=card",
    "isa-fdc,id=fdc",
    "floppy,bus=fdc.0,unit=0,drive=floppy,drive-type=144",
    "floppy,bus=fdc.0,unit=1,drive=no_floppy,drive-type=144",
    "ide-cd,bus=ide.1,drive=disc,serial=DISC",
    "ide-cd,bus=ide.2,drive=no_disc,serial=NODISC",
    # disks of every kind that a computer has inside
    "ide-hd,bus=ide.3,drive=raid1,serial=RAID1",
    "ide-hd,bus=ide.4,drive=raid2,serial=RAID2",
    "ide-hd,bus=ide.5,drive=windows,serial=WINDOWS,rotation_rate=1",
    "piix3-ide,id=pata",
    "ide-hd,bus=pata.0,drive=pata,serial=PATA",
    "nvme,serial=NVME,drive=nvme",
    "nvme-subsys,id=paths,nqn=paths",
    "nvme,id=path1,serial=PATHS,subsys=paths",
    "nvme,id=path2,serial=PATHS,subsys=paths",
    "nvme-ns,drive=paths,nsid=1,shared=on",
    "virtio-scsi-pci,id=virtual",
    "scsi-hd,bus=virtual.0,drive=virtual,serial=VIRTUAL",
    "megasas-gen2,id=sas",
    "scsi-hd,bus=sas.0,drive=sas,serial=SAS",
)

# As root in the guest, once all of that is there.
PREPARE = r"""
set -e
modprobe -a floppy zram
modprobe brd rd_nr=1 rd_size=16384
modprobe nbd nbds_max=1
echo 'SUBSYSTEM=="block", ENV{ID_SERIAL_SHORT}=="HIDDEN", ENV{UDISKS_IGNORE}="1"' \
    >/etc/udev/rules.d/99-hidden.rules
udevadm control --reload
udevadm settle --timeout=600
mkdir -p /mnt/pool /mnt/nas /mnt/backup

for n in /dev/sd* /dev/nvme*n1; do
    echo "$(udevadm info -q property --property=ID_SERIAL_SHORT --value $n) $n"
done >/run/nodes
node() { sed -n "s/^$1 //p" /run/nodes | head -n 1; }
dos() { echo "1MiB,,$2" | sfdisk -q $1; udevadm settle; }
gpt() { printf 'label: gpt\n1MiB,,L\n' | sfdisk -q $1; udevadm settle; }

disk=$(node STICK); dos $disk c; mkfs.vfat -n STICK ${disk}1
disk=$(node HIDDEN); dos $disk c
disk=$(node SWAP); dos $disk 82; mkswap ${disk}1; swapon ${disk}1
mkfs.btrfs -q -f -d single -m raid1 -L pool $(node POOL1) $(node POOL2)
mount $(node POOL1) /mnt/pool
disk=$(node UNLOCKED); gpt $disk
printf secret | cryptsetup luksFormat -q --pbkdf pbkdf2 --pbkdf-force-iterations 1000 ${disk}1 -
printf secret | cryptsetup open --key-file - ${disk}1 luks-backup
mkfs.ext4 -q -L Backup /dev/mapper/luks-backup
mount /dev/mapper/luks-backup /mnt/backup
gpt $(node SECTORS)
disk=$(node UAS); gpt $disk; mkfs.ext4 -q -L WORK ${disk}1
mkfs.vfat -n CAMERA $(node SLOTS)
dos /dev/mmcblk0 c; mkfs.vfat -n CAMERA /dev/mmcblk0p1

mdadm --create /dev/md0 --run --level=1 --metadata=1.2 --raid-devices=2 $(node RAID1) $(node RAID2)
mkfs.ext4 -q /dev/md0
mount /dev/md0 /mnt/nas
disk=$(node NVME)
printf 'label: gpt\n1MiB,16MiB,U\n,,L\n' | sfdisk -q $disk
udevadm settle
mkfs.vfat ${disk}p1
pvcreate -q ${disk}p2
vgcreate -q vg ${disk}p2
lvcreate -q -y -l 100%FREE -n old vg
gpt $(node PATHS)
for disk in $(node PATA) $(node SAS) $(node VIRTUAL); do dos $disk 83; done

truncate -s 32M /var/tmp/disc.img
losetup /dev/loop0 /var/tmp/disc.img
echo 32M >/sys/block/zram0/disksize
mkswap /dev/zram0
swapon -p 100 /dev/zram0
mdadm --create /dev/md127 --run --level=1 --raid-devices=2 --force --metadata=1.2 /dev/ram0 missing
dmsetup create plain --table "0 65536 zero"
# Not with --settle, which waits for the hidden paths of the NVMe drive to say something.
udevadm trigger --subsystem-match=block
udevadm settle
"""

# As the user who is logged in.
MOUNT = r"""
for d in /dev/disk/by-label/STICK /dev/sr?; do udisksctl mount -b $d; done
exit 0
"""

# Prints every block device, the phone, who holds what, and what is mounted.
LOOK = r"""
udevadm settle
for d in /sys/class/block/*; do
    n=${d##*/}; p=$(realpath $d)
    echo "### udevadm info -q property /dev/$n"; udevadm info -q property -p $p; echo
    [ -e $d/partition ] || { echo "### udevadm info -a /dev/$n"; udevadm info -a -p $p; }
done
for d in /sys/bus/usb/devices/*; do
    grep -q filesharing $d/product 2>/dev/null || continue
    n=$(udevadm info -q name -p $(realpath $d))
    echo "### udevadm info -q property /dev/$n"; udevadm info -q property -n /dev/$n; echo
    echo "### udevadm info -a /dev/$n"; udevadm info -a -n /dev/$n
done
for d in /sys/class/block/*/slaves /sys/fs/btrfs/*-*/devices; do
    [ -z "$(ls $d)" ] || { echo "### ls $d"; ls $d; echo; }
done
for f in /proc/swaps /proc/self/mountinfo; do echo "### cat $f"; cat $f; echo; done
"""


def make(folder: Path, disc: Path) -> list[str]:
    """QEMU's words for all of it; the drives' contents lie in the folder. `disc` is an ISO."""
    words = []
    for name, size in DRIVES.items():
        drive = f"if=none,id={name}"
        if "disc" in name:
            drive += ",media=cdrom,readonly=on"
        if size:
            path = folder / f"{name}.img"
            with path.open("wb") as file:
                file.truncate(int(size * MIB))
            drive += f",format=raw,file={disc if 'disc' in name else path}"
        words += ["-drive", drive]
    _windows(folder / "windows.img")
    subprocess.run(["mkfs.vfat", "-n", "DRIVERS", folder / "floppy.img"], check=True)
    (folder / "phone").mkdir()
    for device in DEVICES:
        words += ["-device", device.format(folder=folder / "phone")]
    return words


def _windows(disk: Path) -> None:
    """A partition of Windows, which the guest itself can't make."""
    table = b"label: gpt\n1MiB,62MiB,EBD0A0A2-B9E5-4433-87C0-68B6B72699C7\n"
    subprocess.run(["sfdisk", "-q", disk], input=table, check=True)
    part = disk.with_suffix(".ntfs")
    part.touch()
    with part.open("r+b") as file:
        file.truncate(62 * MIB)
    subprocess.run(["mkntfs", "-q", "-F", "-f", "-L", "Windows", part], check=True)
    with disk.open("r+b") as file:
        file.seek(MIB)
        file.write(part.read_bytes())
