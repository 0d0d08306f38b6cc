"""What a screen reader hears: the tree of a program, and its events, over the bus of AT-SPI.

Interfaces: at-spi2-core, `xml/Accessible.xml`, `Registry.xml`, `Action.xml`, `Event.xml`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, MatchRule, Properties, message_bus, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import DBusErrorResponse, unwrap_msg

_ACCESSIBLE = "org.a11y.atspi.Accessible"
_REGISTRY = "org.a11y.atspi.Registry"
_EVENTS = "org.a11y.atspi.Event.Object"
_PATIENCE = 10.0  # seconds

# Bits of the two words of a state set, in at-spi2-core's `atspi-constants.h`.
_FOCUSABLE, _FOCUSED, _ENABLED, _SHOWING = 11, 12, 8, 25


@dataclass(frozen=True)
class Node:
    """One thing that a screen reader can stand on."""

    service: str
    path: str
    role: str
    name: str
    description: str
    states: int

    @property
    def focusable(self) -> bool:
        return self._has(_FOCUSABLE)

    @property
    def focused(self) -> bool:
        return self._has(_FOCUSED)

    @property
    def enabled(self) -> bool:
        return self._has(_ENABLED)

    @property
    def showing(self) -> bool:
        return self._has(_SHOWING)

    def _has(self, bit: int) -> bool:
        return bool(self.states >> bit & 1)


class Listener:
    """A connection to the bus, as a screen reader has one."""

    def __init__(self, bus: DBusConnection) -> None:
        self._bus = bus

    def program(self, process: int) -> Node | None:
        """With this number; None as long as it has no window."""
        for node in self.children(_REGISTRY, "/org/a11y/atspi/accessible/root"):
            (number,) = self._send(message_bus.GetConnectionUnixProcessID(node.service))
            if number == process and any(self.children(node.service, node.path)):
                return node
        return None

    def children(self, service: str, path: str) -> Iterator[Node]:
        (found,) = self._call(service, path, _ACCESSIBLE, "GetChildren")
        for child, place in found:
            if place != "/org/a11y/atspi/null":
                yield self.node(child, place)

    def node(self, service: str, path: str) -> Node:
        place = Properties(DBusAddress(path, service, _ACCESSIBLE))
        name, description = (self._send(place.get(key))[0][1] for key in ("Name", "Description"))
        (role,) = self._call(service, path, _ACCESSIBLE, "GetRoleName")
        ((low, high),) = self._call(service, path, _ACCESSIBLE, "GetState")
        return Node(service, path, role, name, description, low | high << 32)

    def below(self, node: Node) -> Iterator[Node]:
        """`node` and all below it that is shown, in its order."""
        yield node
        for child in self.children(node.service, node.path):
            if child.showing:
                yield from self.below(child)

    def press(self, node: Node) -> None:
        """As a screen reader does it for its user."""
        self._call(node.service, node.path, "org.a11y.atspi.Action", "DoAction", "i", (0,))

    def place(self, node: Node) -> tuple[int, int, int, int]:
        """On the screen: left, top, width, height."""
        component = "org.a11y.atspi.Component"
        on_screen = (0,)
        (box,) = self._call(node.service, node.path, component, "GetExtents", "u", on_screen)
        return tuple(box)

    def listen(self, *events: str) -> None:
        """To `Announcement` and the like; programs send only what somebody asked for."""
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        for event in events:
            asked = (f"object:{event.lower()}",)
            self._send(new_method_call(registry, "RegisterEvent", "s", asked))
            rule = MatchRule(type="signal", interface=_EVENTS, member=event)
            self._send(message_bus.AddMatch(rule))

    @contextmanager
    def hearing(self, event: str) -> Iterator[list[str]]:
        """Collects what is said while it is open; at its end what is still on the way comes in."""
        said: list[str] = []
        with self._bus.filter(MatchRule(type="signal", interface=_EVENTS, member=event)) as queue:
            yield said
            self._send(message_bus.GetId())
            said += [str(message.body[3][1]) for message in queue]

    def _call(
        self,
        service: str,
        path: str,
        interface: str,
        name: str,
        kind: str | None = None,
        *rest: Any,
    ) -> tuple[Any, ...]:
        place = DBusAddress(path, service, interface)
        body = rest[0] if rest else ()
        return self._send(new_method_call(place, name, kind, body))

    def _send(self, message: Any) -> tuple[Any, ...]:
        answer = self._bus.send_and_get_reply(message, timeout=_PATIENCE)
        try:
            return tuple(unwrap_msg(answer))
        except DBusErrorResponse as error:
            raise LookupError(str(error)) from error


@contextmanager
def listening(address: str) -> Iterator[Listener]:
    with open_dbus_connection(address) as bus:
        yield Listener(bus)
