"""The benchmarks, one after the other; each is a module, and its docstring says what it measures.

sudo packaging/test --bench                    all of them
packaging/test --bench verdict                 one; this one needs no root
packaging/test --bench first-frame             nor does this one, but Xvfb
packaging/test --bench extract                 nor this one, but 15 GiB of a real disk
sudo packaging/test --bench raw packed         parts of `writing`; --help lists its options
"""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from bench import first_frame, taking_out, verdict, writing  # noqa: E402  the paths come first

BENCHMARKS = {
    "extract": taking_out.main,
    "first-frame": first_frame.main,
    "verdict": verdict.main,
}


def main(arguments: list[str]) -> None:
    if arguments and arguments[0] in BENCHMARKS:
        BENCHMARKS[arguments[0]](arguments[1:])
        return
    writing.main(arguments)
    if not arguments:
        for run in BENCHMARKS.values():
            run([])


if __name__ == "__main__":
    os.chdir(ROOT)
    main(sys.argv[1:])
