"""How long the kernel of the virtual PC waits for a stick, and its words when it has given up."""

from system.pc.pc import Pc


def shorten(pc: Pc, name: str, seconds: int, *, once: bool) -> None:
    """`once`: it does not try again, which it does five times, and each takes it ten seconds."""
    device = f"/sys/block/{name}/device"
    pc.shell(f"echo {seconds} >{device}/timeout; dmesg --clear")
    if once:
        pc.shell(f"echo 0 | tee {device}/scsi_disk/*/max_retries")


def lost(pc: Pc) -> str:
    """Its words, since then."""
    return pc.shell("dmesg | grep -E 'reset|error' || true")
