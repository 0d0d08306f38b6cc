"""One attempt to have something written that is mapped, drawn at random: over what it is, by which
name, what happens to it and when, and whether the chosen one may be written in the end."""

from dataclasses import dataclass
from enum import Enum, StrEnum, auto
from random import Random

from system.soak import look_alike
from system.soak.look_alike import ON_CHOSEN, Chosen, Deed, LookAlike, Over, Table

SERIAL = "0123456789"  # of the stick that is chosen


class Named(StrEnum):
    """What the program is given as the drive. The first two lead to the chosen one."""

    NODE = "its node"
    LINK = "its link"
    MAPPER = "a mapped device"
    DM = "a mapped device by its number"
    LINK_TO_IT = "a link that leads to a mapped device"
    LINK_BY_UDEV = "a link that udev gave to a mapped device"
    STICKS_NODE = "a mapped device by the stick’s node"
    OWN_NODE = "a mapped device by another node"
    LOOP = "a loop device over a mapped device"


ITSELF = (Named.NODE, Named.LINK)


class Moment(StrEnum):
    BEFORE = "before the choice"
    CHOSEN = "between choice and write"
    ASKED = "while the password is asked for"
    ANY = "at any moment"
    WRITING = "in the middle of the write"


class Written(Enum):
    """Whether the chosen one may be written in the end."""

    NEVER = auto()
    ALWAYS = auto()
    PERHAPS = auto()  # it depends on who is first


@dataclass(frozen=True, slots=True)
class Attempt:
    """`virtual`: the chosen one is a loop device over a file, and no stick."""

    virtual: bool
    by_root: bool
    mapped: LookAlike
    named: Named
    moment: Moment
    deed: Deed
    pause: float

    @property
    def is_there_before(self) -> bool:
        return self.deed not in (Deed.CREATE, Deed.CREATE_REMOVE)

    @property
    def refused_at_choice(self) -> bool:
        return self.named not in ITSELF or (self.is_there_before and self.mapped.over in ON_CHOSEN)

    @property
    def written(self) -> Written:
        at_any = self.moment is Moment.ANY
        if self.named not in ITSELF:
            return Written.PERHAPS if at_any and self.deed is Deed.LINK_BACK else Written.NEVER
        if at_any:
            return Written.PERHAPS
        if self.refused_at_choice:
            return Written.NEVER
        if self.moment is Moment.WRITING:
            return Written.PERHAPS if self.deed is Deed.NODE else Written.ALWAYS
        on_it = (self.deed is Deed.CREATE and self.mapped.over in ON_CHOSEN) or (
            self.deed is Deed.RELOAD and self.mapped.to in ON_CHOSEN
        )
        return Written.NEVER if on_it or self.deed is Deed.NODE else Written.ALWAYS


def drawn(random: Random) -> Attempt:
    virtual, by_root = random.random() < 0.2, random.random() < 0.4
    over = random.choice(list(Over))
    tables = [table for table in Table if table is not Table.ZERO]
    names = ["look-alike", "sdb", "Acme Stick", f"usb-Acme_Stick_{SERIAL}-0:0"]
    name, later_name = random.sample(names, 2)
    named = random.choice([*ITSELF] * 4 + [each for each in Named if each not in ITSELF])
    if virtual and named is Named.LINK_BY_UDEV:
        named = Named.LINK_TO_IT
    moment, deed = _when(random, named, virtual=virtual, by_root=by_root)
    there = deed is not Deed.CREATE
    mapped = LookAlike(
        over=over,
        table=Table.ZERO if over is Over.NOTHING else random.choice(tables),
        name=name,
        later_name=later_name,
        # Or else the link would lead to it when that is meant to lead to the chosen one.
        faked=named is Named.LINK_BY_UDEV
        or (random.random() < 0.5 and not (named is Named.LINK and there)),
        to=random.choice([over for over in Over if over is not Over.STACKED]),
        linked=random.random() < 0.5,
    )
    attempt = Attempt(virtual, by_root, mapped, named, moment, deed, random.uniform(0, 2))
    if attempt.refused_at_choice and moment is Moment.ASKED:  # nobody is asked then
        return Attempt(virtual, by_root, mapped, named, Moment.CHOSEN, deed, attempt.pause)
    return attempt


def _when(random: Random, named: Named, *, virtual: bool, by_root: bool) -> tuple[Moment, Deed]:
    changes = [Deed.REMOVE, Deed.RENAME, Deed.RELOAD]
    if named not in ITSELF:
        if named in (Named.LINK_TO_IT, Named.LINK_BY_UDEV):
            changes.append(Deed.LINK_BACK)
        moment = random.choice([Moment.BEFORE, Moment.ANY])
        return moment, Deed.NOTHING if moment is Moment.BEFORE else random.choice(changes)
    moments = [Moment.BEFORE, *[Moment.CHOSEN, Moment.ANY] * 3]
    moments += [] if by_root else [Moment.ASKED]
    moments += [] if virtual else [Moment.WRITING] * 2
    moment = random.choice(moments)
    if moment is Moment.BEFORE:
        return moment, Deed.NOTHING
    deeds = [*[Deed.CREATE] * 3, Deed.CREATE_REMOVE, Deed.LINK, Deed.NODE, *changes]
    return moment, random.choice(deeds)


def told(named: Named, mapped: LookAlike, chosen: Chosen) -> str:
    """The script that prints what the program is given."""
    to_it = look_alike.do(Deed.LINK, mapped, chosen)
    in_place = look_alike.do(Deed.NODE, mapped, chosen)
    return {
        Named.NODE: "echo $c",
        Named.LINK: "echo $link",
        Named.MAPPER: f"echo '{mapped.path}'",
        Named.DM: look_alike.tell_node(mapped),
        Named.LINK_TO_IT: f"{to_it}echo $link",
        Named.LINK_BY_UDEV: f"{look_alike.has_link(mapped)}echo $link",
        Named.STICKS_NODE: f"{in_place}echo $c",
        Named.OWN_NODE: look_alike.own_node(mapped),
        Named.LOOP: look_alike.loop(mapped),
    }[named]
