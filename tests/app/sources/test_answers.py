"""Answers to Windows Setup: what the file says, and names that Windows takes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats import markup
from app.formats.markup import Element
from app.sources.answers import NO_ANSWERS, Answers, Region, why_no_account

ALL = Answers(
    any_pc=True,
    account="Zoë",
    private=True,
    unencrypted=True,
    region=Region("de-CH", "fr-CH", "W. Europe Standard Time", "de-CH"),
)


def values(text: str) -> list[tuple[str, ...]]:
    """Phase, component, processor, path and text of everything that says something, in order."""
    found = []

    def walk(above: Element, path: tuple[str, ...], where: tuple[str, ...]) -> None:
        for each in above.children:
            if each.children:
                walk(each, (*path, each.name), where)
            else:
                found.append((*where, "/".join((*path, each.name)), each.text))

    for settings in markup.parse(text, "Answers").children:
        for component in settings.children:
            names = (component.attributes["name"], component.attributes["processorArchitecture"])
            walk(component, (), (settings.attributes["pass"], *names))
    return found


def test_nothing_is_answered_unless_it_was_chosen() -> None:
    assert not NO_ANSWERS
    assert not Answers(region=Region())
    assert Answers(private=True)
    assert Answers(region=Region(zone="UTC"))
    assert values(Answers(private=True).in_xml(["amd64"])) == [
        ("oobeSystem", "Microsoft-Windows-Shell-Setup", "amd64", "OOBE/ProtectYourPC", "3")
    ]


def test_all_answers() -> None:
    text = ALL.in_xml(["amd64"])
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<unattend ')
    setup = ("windowsPE", "Microsoft-Windows-Setup", "amd64")
    shell = ("oobeSystem", "Microsoft-Windows-Shell-Setup", "amd64")
    core = ("oobeSystem", "Microsoft-Windows-International-Core", "amd64")
    guard = ("oobeSystem", "Microsoft-Windows-SecureStartup-FilterDriver", "amd64")
    account = "UserAccounts/LocalAccounts/LocalAccount"
    command = "RunSynchronous/RunSynchronousCommand"
    registry = r"reg add HKLM\SYSTEM\Setup\LabConfig /v {} /t REG_DWORD /d 1 /f"
    assert values(text) == [
        (*setup, "UserData/ProductKey/Key", ""),
        (*setup, f"{command}/Order", "1"),
        (*setup, f"{command}/Path", registry.format("BypassTPMCheck")),
        (*setup, f"{command}/Order", "2"),
        (*setup, f"{command}/Path", registry.format("BypassSecureBootCheck")),
        (*setup, f"{command}/Order", "3"),
        (*setup, f"{command}/Path", registry.format("BypassRAMCheck")),
        (*shell, "TimeZone", "W. Europe Standard Time"),
        (*shell, "OOBE/HideOnlineAccountScreens", "true"),
        (*shell, "OOBE/ProtectYourPC", "3"),
        (*shell, f"{account}/Name", "Zoë"),
        (*shell, f"{account}/DisplayName", "Zoë"),
        (*shell, f"{account}/Group", "Administrators"),
        (*shell, f"{account}/Password/Value", "UABhAHMAcwB3AG8AcgBkAA=="),
        (*shell, f"{account}/Password/PlainText", "false"),
        (*core, "InputLocale", "fr-CH"),
        (*core, "SystemLocale", "de-CH"),
        (*core, "UserLocale", "de-CH"),
        (*guard, "PreventDeviceEncryption", "true"),
    ]
    assert text.count('<LocalAccount wcm:action="add">') == 1
    assert text.count('<RunSynchronousCommand wcm:action="add">') == 3


def test_each_processor_has_its_own() -> None:
    text = ALL.in_xml(["amd64", "arm64"])
    found = values(text)
    assert {processor for _, _, processor, *_ in found} == {"amd64", "arm64"}
    assert len(found) == 2 * len(values(ALL.in_xml(["amd64"])))
    assert ALL.in_xml(["amd64", "arm64"]) == text


@pytest.mark.parametrize(
    ("languages", "shown"),
    [
        ((), ""),
        (("fr-fr",), ""),
        (("de-de",), "de-de"),
        (("en-US", "de-DE"), "de-DE"),
        (("de-DE", "de-at"), ""),
        (("de-DE", "de-ch"), "de-ch"),
        (("den-XX",), ""),
    ],
)
def test_a_language_that_the_disc_has(languages: tuple[str, ...], shown: str) -> None:
    """Or the only one of its kin; any other would stop Setup."""
    found = values(ALL.in_xml(["amd64"], languages))
    core = [(path, text) for _, name, _, path, text in found if "International" in name]
    assert core == [
        ("InputLocale", "fr-CH"),
        ("SystemLocale", "de-CH"),
        *([("UILanguage", shown)] if shown else []),
        ("UserLocale", "de-CH"),
    ]


def test_a_language_that_is_not_known_is_no_kin_of_any() -> None:
    assert not Region().shown(("de-DE",))
    assert Answers(region=Region(language="de-DE"))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Zoë", ""),
        ("Mary Ann", ""),
        ("x" * 20, ""),
        ("x" * 21, "more than 20"),
        ("\U00010400" * 10, ""),
        ("\U00010400" * 11, "more than 20"),
        ("", "no letter"),
        (" . ", "no letter"),
        ("a<b", "not allow"),
        ("a\\b", "not allow"),
        ("50%", "not allow"),
        ("a\nb", "not allow"),
        ("a\0", "not allow"),
        ("a\u202eb", "not allow"),
        ("Administrator", "keeps this name"),
        ("administrateur", "keeps this name"),
        ("NONE", "keeps this name"),
        ("guest", "keeps this name"),
        (" Guest", "keeps this name"),
        ("system ", "keeps this name"),
        ("Network Service", "keeps this name"),
        ("end.", "full stop"),
    ],
)
def test_names_of_accounts(name: str, why: str) -> None:
    found = why_no_account(name)
    assert why in found
    assert bool(why) == bool(found)


@given(st.text(max_size=30).filter(lambda name: not why_no_account(name)))
def test_any_name_comes_out_as_it_went_in(name: str) -> None:
    found = values(Answers(account=name).in_xml(["amd64"]))
    assert [text for *_, path, text in found if path.endswith("/Name")] == [name]
