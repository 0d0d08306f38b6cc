"""The same targets under atheris, which looks for inputs that reach code no other input reached.

    uv run --group fuzz python tests/fuzz/guided.py TARGET [-runs=100000] [-max_total_time=600] …

What follows the target goes to libFuzzer. It begins with the target's seeds and keeps what it
learns in `tests/fuzz/learnt/TARGET`, which git ignores. A finding ends it and lies in
`tests/fuzz/new`, packed like those of mutate.py; README.md says what then.
"""

import sys
from pathlib import Path
from random import Random

import atheris

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE.parent)]

with atheris.instrument_imports(include=["app"]):
    from fuzz.targets import TARGETS

from fuzz import sparse  # noqa: E402  app has to be imported above
from fuzz.findings import NEW, keep  # noqa: E402
from fuzz.mutation import Mutator  # noqa: E402
from fuzz.watch import MOST_SECONDS, Watch  # noqa: E402

LONGEST = 256 << 10  # of an input, without its zeros
MEMORY = 2048  # MiB, libFuzzer's own store included


class Guided:
    """A target as libFuzzer wants it: to run, and to change inputs for."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._watch = Watch()
        self.seeds = TARGETS[name].seeds()
        is_sparse = all(len(seed) % sparse.SECTOR == 0 for seed in self.seeds.values())
        self.pack = sparse.packed if is_sparse else bytes
        self._unpack = sparse.unpacked if is_sparse else bytes
        self._mutators = [Mutator(seed, self.seeds) for seed in self.seeds.values()]

    def run(self, data: bytes) -> None:
        image = self._unpack(data)
        self._watch.settle()
        finding = self._watch.run(TARGETS[self._name], image).finding
        if finding is not None:
            path = keep(self._name, image)
            raise AssertionError(f"{finding.kind}, kept as {path}\n{finding.text}")

    def change(self, data: bytes, longest: int, seed: int) -> bytes:
        """Mostly libFuzzer's own change, with checksums made right where a seed has them; now and
        then one of ours."""
        random = Random(seed)
        mutator = random.choice(self._mutators)
        if random.random() < 0.2:
            return self.pack(mutator.mutant(random))[:longest]
        changed: bytes = atheris.Mutate(data, longest)
        if random.random() < 0.5:
            image = bytearray(self._unpack(changed))
            mutator.mend(image)
            changed = self.pack(bytes(image))
        return changed[:longest]


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: guided.py {{{','.join(TARGETS)}}} [libFuzzer's options]")
    name = sys.argv.pop(1)
    guided = Guided(name)
    learnt = HERE / "learnt" / name
    for folder in (learnt, NEW):
        folder.mkdir(parents=True, exist_ok=True)
    for key, seed in guided.seeds.items():
        (learnt / f"seed-{key}").write_bytes(guided.pack(seed))
    options = [
        f"-max_len={LONGEST}",
        f"-timeout={int(MOST_SECONDS) * 10}",
        f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={NEW}/libfuzzer-",  # `keep` has it already, in full
    ]
    arguments = [sys.argv[0], *options, *sys.argv[1:], str(learnt)]
    atheris.Setup(arguments, guided.run, custom_mutator=guided.change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
