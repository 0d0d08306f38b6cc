"""What the virtual PC is made of: a Debian with UDisks2, polkit and somebody logged in.

The libraries that the program needs are Debian's own packages, so the guest also shows that it
runs with the versions and the Python of a distribution, and building it needs no other source than
apt's. There is no screen: everything is done by the command line.
"""

SUITE = "trixie"
MEMORY = 768  # MiB
ROOM = "3G"  # of the system's disk; a sparse file

PACKAGES = (
    # a computer with a login, as a desktop has it
    *("linux-image-amd64", "systemd-sysv", "libpam-systemd", "udev", "dbus", "kmod", "login"),
    *("udisks2", "polkitd", "procps", "psmisc", "iproute2", "util-linux-extra", "eject"),
    # the program
    *("python3", "python3-psutil", "python3-pyudev", "python3-jeepney", "python3-xxhash"),
    *("python3-zstandard", "python3-lz4", "python3-isal", "python3-tqdm"),
    # what else people have on their drives
    *("fdisk", "dosfstools", "e2fsprogs", "cryptsetup-bin", "lvm2", "dmsetup", "mdadm"),
    "btrfs-progs",
)

USER = "tester"  # logged in
ADMINISTRATOR = "admin"  # whose password polkit asks for; it is his name

# What polkit answers the user of this PC when he wants something of UDisks2: YES or NO, by name. It
# asks for a password, as usual, where there is no such file.
POLKIT_ANSWER = "/run/polkit-answer"

# The agents that run commands for the tests, and their ports.
PORTS = {"root": 7001, "user": 7002}
ADDRESS = "10.0.2.15"
ROUTER = "10.0.2.2"
HERE = "/opt/pc"  # where the files of the folder `guest` stand
TOKEN = f"{HERE}/token"

_SLOW_AND_USELESS = (
    *("kvm_amd", "kvm_intel", "kvm", "pcspkr", "snd_pcsp", "parport_pc", "ppdev", "powernow_k8"),
    *("i2c_i801", "lpc_ich", "iTCO_wdt", "floppy", "psmouse", "joydev"),
)

# Here before the packages are, so that the initial RAM disk is made once and small.
EARLY_FILES = {
    "usr/share/initramfs-tools/modules.d/pc": "virtio_pci\nvirtio_blk\next4\n",
    "etc/initramfs-tools/conf.d/pc": "MODULES=list\nCOMPRESS=gzip\n",
}

FILES = {
    "etc/hostname": "virtual-pc\n",
    "etc/hosts": "127.0.0.1 localhost virtual-pc\n",
    "etc/machine-id": "0123456789abcdef0123456789abcdef\n",
    "etc/systemd/journald.conf.d/pc.conf": "[Journal]\nStorage=volatile\nRuntimeMaxUse=16M\n",
    "etc/systemd/system/getty@tty1.service.d/pc.conf": (
        f"[Service]\nExecStart=\nExecStart=-/sbin/agetty --autologin {USER} --noclear %I linux\n"
    ),
    # eth0 may come late on a slow start, so it tries until it works.
    "etc/systemd/system/agent.service": f"""[Unit]
StartLimitIntervalSec=0
[Service]
Restart=always
RestartSec=1
ExecStartPre=ip link set eth0 up
ExecStartPre=ip addr replace {ADDRESS}/24 dev eth0
ExecStartPre=ip route replace default via {ROUTER}
ExecStart=/usr/bin/python3 {HERE}/agent.py {PORTS["root"]}
Environment=HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LANG=C.UTF-8
KillMode=process
[Install]
WantedBy=multi-user.target
""",
    # The program runs from a checkout and asks for the version that it was installed with.
    "usr/lib/python3/dist-packages/stickwright-0.dist-info/METADATA": (
        "Metadata-Version: 2.1\nName: stickwright\nVersion: 0\n"
    ),
    # The login shell becomes the agent: what it starts belongs to the session on this seat.
    f"home/{USER}/.bash_profile": f"""export LANG=C.UTF-8 PATH=$PATH:/usr/sbin:/sbin
[ "$XDG_VTNR" = 1 ] && exec python3 {HERE}/agent.py {PORTS["user"]}
""",
    "etc/polkit-1/rules.d/10-tests.rules": f"""polkit.addRule(function(action, subject) {{
    if (action.id.indexOf("org.freedesktop.udisks2.") != 0 || !subject.local || !subject.active)
        return polkit.Result.NOT_HANDLED;
    try {{
        return polkit.Result[polkit.spawn(["cat", "{POLKIT_ANSWER}"]).trim()];
    }} catch (error) {{
        return polkit.Result.NOT_HANDLED;
    }}
}});
""",
    "etc/modprobe.d/pc.conf": "".join(f"blacklist {name}\n" for name in _SLOW_AND_USELESS),
}

MASKED = (
    *("apt-daily.timer", "apt-daily-upgrade.timer", "dpkg-db-backup.timer", "fstrim.timer"),
    *("e2scrub_all.timer", "e2scrub_reap.service", "man-db.timer", "lvm2-monitor.service"),
    *("systemd-networkd.service", "systemd-pstore.service", "systemd-timesyncd.service"),
    *("mdcheck_start.timer", "mdcheck_continue.timer", "mdmonitor.service"),
    *("mdmonitor-oneshot.timer", "blk-availability.service"),
)
