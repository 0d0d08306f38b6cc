"""What a desktop does: mounts every file system that appears, through UDisks2, as the user."""

import subprocess
import sys

MONITOR = ("udevadm", "monitor", "--udev", "--property", "--subsystem-match=block")


def main() -> None:
    with subprocess.Popen(MONITOR, stdout=subprocess.PIPE, text=True) as monitor:
        assert monitor.stdout is not None
        event: dict[str, str] = {}
        for line in monitor.stdout:
            key, _, value = line.strip().partition("=")
            if value:
                event[key] = value
            elif not key:
                if event.get("ACTION") in ("add", "change"):
                    mount(event)
                event = {}
            elif "will print" in line:
                say("watching")


def mount(event: dict[str, str]) -> None:
    if event.get("ID_FS_USAGE") == "filesystem":
        words = ["udisksctl", "mount", "--no-user-interaction", "-b", event["DEVNAME"]]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        say((done.stdout or done.stderr).strip())


def say(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
