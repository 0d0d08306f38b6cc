"""What a system on an image is for (`app.report.System.description`)."""

from ui.sentences import Sentences
from ui.text import later

description = Sentences(
    later("engine", "{what} for {computers}", "system"),
    later("engine", "Live system", "system"),
    later("engine", "Live system and installer", "system"),
    later("engine", "Installer", "system"),
    later("engine", "Server installer", "system"),
    later("engine", "Network installer", "system"),
    later("engine", "Rescue system", "system"),
    later("engine", "Tool", "system"),
    later("engine", "Boot menu", "system"),
    later("engine", "Ready-made system", "system"),
    later("engine", "System", "system"),
    later("engine", "Memory test", "system"),
    later("engine", "Network boot", "system"),
    later("engine", "Partition editor", "system"),
    later("engine", "Router system", "system"),
    later("engine", "Windows that runs from the stick", "system"),
    later("engine", "PCs", "system"),
    later("engine", "64-bit PCs", "system"),
    later("engine", "32-bit PCs", "system"),
    later("engine", "64-bit ARM computers", "system"),
    later("engine", "32-bit ARM computers", "system"),
    later("engine", "RISC-V computers", "system"),
    later("engine", "LoongArch computers", "system"),
    later("engine", "POWER computers", "system"),
    later("engine", "PowerPC computers", "system"),
    later("engine", "IBM Z mainframes", "system"),
    later("engine", "Itanium computers", "system"),
    later("engine", "Raspberry Pi boards", "system"),
    later("engine", "{one} and {other}", "system"),
)
