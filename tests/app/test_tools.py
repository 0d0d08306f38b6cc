import sys

import pytest

from app.errors import ToolError
from app.tools import last_words, run, running


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_what_a_program_prints() -> None:
    assert run(["echo", "two words"]) == "two words\n"


def test_nothing_of_our_environment_reaches_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "de_DE.UTF-8")
    monkeypatch.setenv("LD_PRELOAD_OF_THE_TEST", "x")
    lines = run(["env"]).splitlines()
    assert sorted(line.split("=")[0] for line in lines if not line.startswith("_=")) == [
        "LC_ALL",
        "PATH",
    ]


def test_it_gets_no_input() -> None:
    assert run(["cat"]) == ""


def test_failure_in_its_own_last_words() -> None:
    with pytest.raises(ToolError, match=r"^ls: .*/nowhere.*No such file or directory\.$"):
        run(["ls", "/nowhere"])


def test_failure_without_a_word() -> None:
    with pytest.raises(ToolError, match=r"^false: it ended with status 1\.$"):
        run(["false"])


def test_what_was_cut_off_is_not_its_own_words() -> None:
    shell = ["sh", "-c", "echo half of it is done >&2; kill -9 $$"]
    with pytest.raises(ToolError, match=r"^sh: something ended it \(signal 9\)\.$"):
        run(shell)
    with running(shell) as program:
        program.wait()
        assert str(program.complaint()) == "sh: something ended it (signal 9)."
    shell[-1] = "echo an assertion failed >&2; kill -6 $$"
    with pytest.raises(ToolError, match=r"^sh: an assertion failed\.$"):
        run(shell)


def test_missing_program() -> None:
    with pytest.raises(ToolError, match="can’t be started") as caught:
        run(["no-such-program-at-all"])
    assert caught.value.tool == "no-such-program-at-all"


def test_it_may_not_take_for_ever() -> None:
    with pytest.raises(ToolError, match="longer than"):
        run(python("import time; time.sleep(60)"), limit=0.2)


@pytest.mark.parametrize(
    ("output", "words"),
    [(b"", ""), (b"\n\n", ""), (b"warning: x\nit broke.\n\n", "it broke"), (b"\xff", "\ufffd")],
)
def test_last_words(output: bytes, words: str) -> None:
    assert last_words(output) == words
