"""Settings come from a file that anybody may have edited."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.settings import DEFAULTS, NAMES, Colours, Read, Settings, read, stored

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
SETTINGS = st.builds(
    Settings,
    st.sampled_from(Colours),
    *(st.booleans() for _ in range(7)),
    st.sampled_from(("", "de")),
)


def test_what_holds_at_first() -> None:
    """Design 15."""
    assert stored(DEFAULTS) == {
        "colours": "system",
        "check": True,
        "eject": False,
        "awake": True,
        "notify": True,
        "sound": False,
        "suggest": True,
        "recent": True,
        "language": "",
    }


@given(SETTINGS)
def test_what_is_kept_comes_back(settings: Settings) -> None:
    assert read(stored(settings)) == Read(settings)


def test_no_file_is_no_damage() -> None:
    assert read({}) == Read(DEFAULTS)


def test_what_is_no_object_is_damage() -> None:
    assert read(None) == Read(DEFAULTS, damaged=True)


def test_one_wrong_value_spoils_no_other() -> None:
    found = read({"check": "no", "colours": "dark", "eject": True})
    assert found == Read(Settings(colours=Colours.DARK, eject=True), damaged=True)


def test_keys_of_other_versions_are_no_damage() -> None:
    assert read({"block_size": 7, "notify": False}) == Read(Settings(notify=False))


@given(st.dictionaries(st.sampled_from([*NAMES, "else"]), JSON))
def test_whatever_is_in_the_file_there_are_settings(found: dict[str, Any]) -> None:
    settings = read(found).settings
    assert read(stored(settings)) == Read(settings)


def test_a_change() -> None:
    assert DEFAULTS.changed("check", value=False) == Settings(check=False)
    assert DEFAULTS.changed("colours", "dark") == Settings(colours=Colours.DARK)


@pytest.mark.parametrize(("key", "value"), [("check", "no"), ("colours", "pink"), ("__class__", 1)])
def test_what_is_no_setting_changes_nothing(key: str, value: object) -> None:
    assert DEFAULTS.changed(key, value) == DEFAULTS
