import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.session.preferences import Preferences, plain

APPEARANCE = "org.freedesktop.appearance"
GNOME = "org.gnome.desktop.interface"
ACCESS = "org.gnome.desktop.a11y.interface"
KDE = "org.kde.kdeglobals.KDE"


@pytest.mark.parametrize(
    ("values", "wanted"),
    [
        ({}, Preferences()),
        ({(APPEARANCE, "color-scheme"): 0}, Preferences()),
        ({(APPEARANCE, "color-scheme"): 1}, Preferences(dark=True)),
        ({(APPEARANCE, "color-scheme"): 2}, Preferences(dark=False)),
        ({(APPEARANCE, "color-scheme"): "dark"}, Preferences()),
        ({(APPEARANCE, "contrast"): 0}, Preferences(contrast=False)),
        ({(APPEARANCE, "contrast"): 1}, Preferences(contrast=True)),
        ({(ACCESS, "high-contrast"): True}, Preferences(contrast=True)),
        (
            {(APPEARANCE, "contrast"): 0, (ACCESS, "high-contrast"): True},
            Preferences(contrast=True),
        ),
        ({(APPEARANCE, "reduced-motion"): 1}, Preferences(still=True)),
        ({(GNOME, "enable-animations"): False}, Preferences(still=True)),
        ({(GNOME, "enable-animations"): True}, Preferences(still=False)),
        ({(KDE, "AnimationDurationFactor"): "0"}, Preferences(still=True)),
        ({(KDE, "AnimationDurationFactor"): "0.5"}, Preferences(still=False)),
        ({(KDE, "AnimationDurationFactor"): "fast"}, Preferences()),
    ],
)
def test_what_the_portal_says(values: dict[tuple[str, str], object], wanted: Preferences) -> None:
    assert Preferences.of(values) == wanted


def test_a_variant_in_a_variant() -> None:
    assert plain(("v", ("u", 1))) == 1
    assert plain(("s", "text")) == "text"
    assert plain(1) == 1


ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(), st.text(), st.floats(), st.tuples())


@given(
    st.dictionaries(
        st.sampled_from(
            [
                (APPEARANCE, "color-scheme"),
                (APPEARANCE, "contrast"),
                (APPEARANCE, "reduced-motion"),
                (GNOME, "enable-animations"),
                (ACCESS, "high-contrast"),
                (KDE, "AnimationDurationFactor"),
            ]
        ),
        ANYTHING,
    )
)
def test_whatever_it_sends(values: dict[tuple[str, str], object]) -> None:
    found = Preferences.of(values)
    assert {found.dark, found.contrast, found.still} <= {True, False, None}
