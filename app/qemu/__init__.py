"""An image or a stick in a virtual machine: does it start, and what does it show?

    plan.py      which machine, or why none; nothing is started yet
    medium.py    the bytes of the stick, whatever the image is wrapped in
    disk.py      the stick as the guest sees it; what it writes is thrown away
    nbd.py       how QEMU reads it
    firmware.py  where a distribution keeps its UEFI firmware
    here.py      what this computer has beside it, which doctor tells as well
    machine.py   QEMU's command line
    guest.py     a machine that runs: its words, its screen, its end
    judge.py     what may be said of it
    boot.py      the whole, as a generator of events (`told.py`)

QEMU gets a disk, a firmware, a screen and a keyboard: no network, no file of this computer but its
firmware, and no way to start programs. Everything between us goes through sockets and memory
without a name, so nothing can be left behind.
"""
