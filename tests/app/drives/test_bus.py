"""One call over the system bus and its answer; the bus is a socket of the test's own."""

import resource
from pathlib import Path

import pytest
from fake_bus import Answer, Call, FakeBus, Refusal, Reply

from app.drives.bus import NO_BUS, BusError, SystemBus

SERVICE, PLACE, METHOD = "org.example.Service", "/org/example", ("org.example.Things", "Do")
ADDRESS = "DBUS_SYSTEM_BUS_ADDRESS"


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeBus:
    """Not listening yet."""
    bus = FakeBus(tmp_path / "bus", lambda _: Reply())
    monkeypatch.setenv(ADDRESS, bus.address)
    return bus


def opened() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def failing(bus: FakeBus, answer: Answer) -> BusError:
    """What a call ends with that is answered so."""
    bus.answer = answer
    with bus, SystemBus() as client, pytest.raises(BusError) as caught:
        client.call(SERVICE, PLACE, METHOD)
    return caught.value


def test_a_call_and_all_of_its_answer(bus: FakeBus) -> None:
    bus.answer = lambda _: Reply("su", ("yes", 7))
    with bus, SystemBus() as client:
        assert client.call(SERVICE, PLACE, METHOD, "as", (["a", "b"],)) == ("yes", 7)
        assert client.call(SERVICE, PLACE, METHOD) == ("yes", 7)
    assert bus.calls == [
        Call(PLACE, METHOD[0], METHOD[1], (["a", "b"],)),
        Call(PLACE, METHOD[0], METHOD[1], ()),
    ]


def test_an_answer_without_anything_in_it(bus: FakeBus) -> None:
    with bus, SystemBus() as client:
        assert client.call(SERVICE, PLACE, METHOD) == ()


def test_a_property_without_its_type(bus: FakeBus) -> None:
    bus.answer = lambda _: Reply("v", (("t", 4096),))
    with bus, SystemBus() as client:
        assert client.property_of(SERVICE, PLACE, METHOD[0], "Size") == 4096
    assert bus.calls == [Call(PLACE, "org.freedesktop.DBus.Properties", "Get", (METHOD[0], "Size"))]


def test_the_name_of_a_connection(bus: FakeBus) -> None:
    with bus, SystemBus() as client:
        assert client.name == ":1.1"


def test_a_connection_is_closed_at_the_end(bus: FakeBus) -> None:
    before = opened()
    with bus:
        for _ in range(3):
            with SystemBus():
                pass
    assert opened() == before


def test_what_the_service_says_when_it_does_not_do_it(bus: FakeBus) -> None:
    error = failing(bus, lambda _: Refusal("org.example.Busy", "It is in use"))
    assert (error.name, error.text) == ("org.example.Busy", "It is in use")
    assert str(error) == "org.example.Busy: It is in use"


def test_a_refusal_without_words(bus: FakeBus) -> None:
    error = failing(bus, lambda _: Refusal("org.example.Busy", None))
    assert (error.name, error.text) == ("org.example.Busy", "")


def test_a_bus_that_breaks_off_in_the_middle(bus: FakeBus) -> None:
    error = failing(bus, lambda _: None)
    assert error.name == NO_BUS
    assert isinstance(error.__cause__, OSError)


def test_a_descriptor_for_which_there_is_no_room(bus: FakeBus) -> None:
    """The kernel drops it: an answer without it is none."""
    before = resource.getrlimit(resource.RLIMIT_NOFILE)

    def answer(_: Call) -> Reply:
        resource.setrlimit(resource.RLIMIT_NOFILE, (null.fileno() + 1, before[1]))
        return Reply("h", (null.fileno(),))

    with Path("/dev/null").open() as null:
        try:
            error = failing(bus, answer)
        finally:
            resource.setrlimit(resource.RLIMIT_NOFILE, before)
    assert error.name == NO_BUS


@pytest.mark.parametrize(
    "address",
    [
        "unix:path=/nowhere/at/all",  # nobody there
        "tcp:host=localhost,port=1",  # by a way that we do not go
        "nonsense",
    ],
)
def test_no_bus(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv(ADDRESS, address)
    with pytest.raises(BusError) as caught:
        SystemBus()
    assert caught.value.name == NO_BUS
    assert caught.value.text


def test_a_bus_that_lets_nobody_in(bus: FakeBus) -> None:
    """As when this user has too many connections already: it says so to Hello. No socket is left
    behind, which the warning of it would tell."""
    limit = "org.freedesktop.DBus.Error.LimitsExceeded"
    bus.greeting = Refusal(limit, "The maximum number of active connections has been reached")
    with bus, pytest.raises(BusError) as caught:
        SystemBus()
    assert caught.value.name == NO_BUS
    assert "maximum number" in caught.value.text


def test_a_bus_that_is_shut_down_while_it_is_greeted(bus: FakeBus) -> None:
    bus.greeting = None
    with bus, pytest.raises(BusError) as caught:
        SystemBus()
    assert caught.value.name == NO_BUS
