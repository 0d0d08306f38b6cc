import pytest

from ui import paint
from ui.icons import Icon
from ui.theme import RESOURCES

OTHER = {"app", "app-symbolic"}


def test_every_icon_has_its_file_and_every_file_its_icon() -> None:
    files = {path.stem for path in (RESOURCES / "icons").glob("*.svg")}
    assert files == {icon.value for icon in Icon} | OTHER


@pytest.mark.parametrize("icon", Icon)
def test_an_icon_paints_in_the_colour_it_is_given(icon: Icon, qapp: object) -> None:
    picture = paint._icon_picture(icon, "#ff0000", 24, 1.75).toImage()
    painted = [
        picture.pixelColor(x, y)
        for x in range(24)
        for y in range(24)
        if picture.pixelColor(x, y).alpha() > 128
    ]
    assert painted
    assert all(colour.red() > 200 and colour.green() < 60 for colour in painted)
