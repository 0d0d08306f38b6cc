"""Images used lately."""

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from ui.text import size
from ui.used import MOST, Used, looked_up, merged, read, stored

USED = st.builds(
    Used,
    st.sampled_from([Path(f"/a/{name}.iso") for name in "abcde"]),
    st.integers(0, 10**12),
    st.floats(0, 2e9),
)
ENTRY = st.fixed_dictionaries(
    {},
    optional={
        "path": st.sampled_from(["/a.iso", "a.iso", "/a\0", "/" + 5000 * "a", 7]),
        "size": st.sampled_from([1, -1, True, "1", None]),
        "when": st.sampled_from([1, 1.5, "now"]),
    },
)


@given(st.lists(USED), st.lists(USED))
def test_the_latest_come_first_and_each_once(some: list[Used], more: list[Used]) -> None:
    found = merged(some, more)
    assert len(found) <= MOST
    assert len({used.path for used in found}) == len(found)
    assert [used.when for used in found] == sorted((used.when for used in found), reverse=True)
    assert all(used.when <= found[0].when for used in (*some, *more))


@given(st.lists(USED, max_size=MOST))
def test_what_is_kept_comes_back(images: list[Used]) -> None:
    assert read(stored(merged(images))) == merged(images)


@given(st.lists(st.one_of(ENTRY, st.none(), st.integers())))
def test_what_cannot_be_understood_is_left_out(entries: list[Any]) -> None:
    for used in read({"images": entries}):
        assert used.path == Path("/a.iso")
        assert used.size in (0, 1)


def test_a_size_that_no_file_has_can_still_be_said() -> None:
    (used,) = read({"images": [{"path": "/a.iso", "size": 10**300, "when": 1.0}]})
    assert "EB" in size(used.size)


def test_a_file_that_holds_something_else() -> None:
    assert read(None) == read({}) == read({"images": 7}) == ()


def test_whether_they_are_still_there(tmp_path: Path) -> None:
    (tmp_path / "a.iso").write_bytes(bytes(100))
    (tmp_path / "b.iso").mkdir()
    (tmp_path / "loop.iso").symlink_to("loop.iso")
    images = [Used(tmp_path / name, 5, 1.0) for name in ("a.iso", "b.iso", "loop.iso", "gone.iso")]
    assert [used.gone for used in looked_up(images)] == [False, True, True, True]
    assert [used.size for used in looked_up(images)] == [100, 5, 5, 5]
