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


def main() -> None:
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(f"usage: guided.py {{{','.join(TARGETS)}}} [libFuzzer's options]")
    name = sys.argv.pop(1)
    target, watch = TARGETS[name], Watch()
    seeds = target.seeds()
    is_sparse = all(len(seed) % sparse.SECTOR == 0 for seed in seeds.values())
    pack = sparse.packed if is_sparse else bytes
    unpack = sparse.unpacked if is_sparse else bytes
    mutators = [Mutator(seed, seeds) for seed in seeds.values()]

    def run(data: bytes) -> None:
        image = unpack(data)
        watch.settle()
        outcome = watch.run(target, image)
        if outcome.finding is not None:
            path = keep(name, image)
            raise AssertionError(f"{outcome.finding.kind}, kept as {path}\n{outcome.finding.text}")

    def change(data: bytes, longest: int, seed: int) -> bytes:
        """Mostly libFuzzer's own change, with checksums made right where a seed has them; now and
        then one of ours."""
        random = Random(seed)
        mutator = random.choice(mutators)
        if random.random() < 0.2:
            return pack(mutator.mutant(random))[:longest]
        changed = atheris.Mutate(data, longest)
        if random.random() < 0.5:
            image = bytearray(unpack(changed))
            mutator.mend(image)
            changed = pack(bytes(image))
        return changed[:longest]

    learnt = HERE / "learnt" / name
    for folder in (learnt, NEW):
        folder.mkdir(parents=True, exist_ok=True)
    for key, seed in seeds.items():
        (learnt / f"seed-{key}").write_bytes(pack(seed))
    options = [
        f"-max_len={LONGEST}",
        f"-timeout={int(MOST_SECONDS) * 10}",
        f"-rss_limit_mb={MEMORY}",
        f"-artifact_prefix={NEW}/libfuzzer-",  # `keep` has it already, in full
    ]
    atheris.Setup([sys.argv[0], *options, *sys.argv[1:], str(learnt)], run, custom_mutator=change)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
