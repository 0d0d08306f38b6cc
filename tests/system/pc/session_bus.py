"""Whether anybody asked at the session's bus, which was dead or frozen before: the kernel knows."""

from system.pc.pc import SESSION_BUS, Pc

# Connections that end with ECONNREFUSED, from now on.
_NOTE_REFUSALS = """
cd /sys/kernel/tracing
echo >trace
echo 'ret == -111' >events/syscalls/sys_exit_connect/filter
echo 1 >events/syscalls/sys_exit_connect/enable
"""
_REFUSALS = """
cd /sys/kernel/tracing
echo 0 >events/syscalls/sys_exit_connect/enable
grep -c '^ *python3-' trace || true
"""


def note_refusals(pc: Pc) -> None:
    """From now on, who is refused a connection."""
    pc.shell(_NOTE_REFUSALS)


def knocks(pc: Pc) -> str:
    """How often the program has asked at the session's bus, which was dead or frozen before."""
    refused = pc.shell(_REFUSALS).strip()
    waiting = pc.shell(f"ss -xlH src unix:{SESSION_BUS}").split()
    return f"refused: {refused}; waiting: {waiting[2] if waiting else 0}"
