"""H37: an image from the web reaches the stick as its makers gave it out, or the stick is plainly
unfinished; and what an address or a server demands beyond that is turned down before anything is
touched."""

from system.matrix.case import Case, Expect, Where, fails, refused, verified
from system.matrix.host import Fetch, Server

NOT_TAKEN = "address-refused"
NOT_FETCHED = "not-fetched"
NOT_GOOD = "its certificate is not good"

EXPECTED: dict[Server, Expect] = {
    Server.HONEST: verified(),
    Server.BREAKS: verified(),
    Server.BREAKS_FOR_GOOD: fails(NOT_FETCHED, says=("localhost", "the connection broke")),
    Server.WITHOUT_RANGES: fails(NOT_FETCHED, says=("can’t be taken up again",)),
    Server.PLAIN: refused(NOT_TAKEN, says=("allow it by name",)),
    Server.TO_PLAIN: refused(NOT_TAKEN, says=("it leads to another one", "http is neither")),
    Server.TO_A_FILE: refused(NOT_TAKEN, says=("only https is fetched, not file",)),
    Server.TO_FTP: refused(NOT_TAKEN, says=("only https is fetched, not ftp",)),
    Server.TO_A_USER: refused(NOT_TAKEN, says=("a name or a password",)),
    Server.IN_A_CIRCLE: refused(NOT_TAKEN, says=("round in a circle",)),
    Server.SIX_TIMES: refused(NOT_TAKEN, says=("more than 5 times",)),
    Server.FIVE_TIMES: verified(),
    Server.TO_ME: refused(NOT_TAKEN, says=("a name or a password",)),
    Server.OF_ANOTHER_HOST: refused(NOT_FETCHED, says=(NOT_GOOD, "Hostname mismatch")),
    Server.EXPIRED: refused(NOT_FETCHED, says=(NOT_GOOD, "has expired")),
    Server.UNKNOWN: refused(NOT_FETCHED, says=(NOT_GOOD,)),
    Server.GIANT_HEAD: refused(NOT_FETCHED, says=("the head of its answer is too large",)),
    Server.ENCODED: refused(NOT_FETCHED, says=("another encoding",)),
    Server.NO_LENGTH: refused(NOT_FETCHED, says=("how long the file is",)),
    Server.TOO_LITTLE: fails(NOT_FETCHED, says=("the connection broke",)),
    Server.TOO_MUCH: verified(),
    Server.A_TEBIBYTE: refused("drive-too-small", says=("1,099,511,627,776",)),
    Server.ANOTHER_PART: refused(NOT_FETCHED, says=("another part of the file",)),
    Server.CHANGES: fails("image-changed", says=("another file there now",)),
    Server.CHANGES_UNASKED: fails("image-changed", says=("another file there now",)),
    Server.SHORTER: fails("image-changed", says=("it had 9,438,961 bytes",)),
    Server.OTHER_BYTES: refused("image-changed", says=("other bytes than before",)),
    Server.PAGE: refused("unsupported-image", says=("a web page",)),
    Server.NOTHING: refused(NOT_FETCHED, says=("there is no such file",)),
    Server.ENDLESS: fails("image-longer", says=("too large for the drive",)),
    Server.OF_OTHERS: fails("checksum-mismatch", says=("does not match",)),
}


def _row(server: Server) -> tuple[str, ...]:
    return ("H37", "H24") if server is Server.ENDLESS else ("H37",)


CASES = tuple(
    Case(
        f"server-{server.name.lower().replace('_', '-')}",
        _row(server),
        Where.FILE,
        Fetch(server),
        f"An image is written from the web: {server}.",
        EXPECTED[server],
    )
    for server in Server
)
