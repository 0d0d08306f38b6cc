"""DER, as far as certificates and signatures need it: values inside values, read strictly.

X.690, 8 and 10. Only what a walk by hand needs: one value, what it holds, and the few kinds that
are looked into. Lengths without a number ("indefinite") are BER and no DER; firmware refuses them
in a signature as well.
"""

from dataclasses import dataclass

from app.errors import CorruptImage

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING = 0x01, 0x02, 0x03, 0x04
OBJECT, SEQUENCE, SET = 0x06, 0x30, 0x31

_CONSTRUCTED = 0x20
_LONG_TAG = 0x1F  # tags of several bytes, which nothing here has
_TWO_BYTES_EACH = 0x1E  # BMPString
_MOST_VALUES = 4096  # in one value; a certificate has ten
_LONGEST_OBJECT = 64  # bytes


@dataclass(frozen=True, slots=True)
class Value:
    """One value. `whole` are its bytes with their header, `offset` is where it begins in the file
    it came from."""

    tag: int
    whole: bytes
    header: int  # bytes
    offset: int

    @property
    def content(self) -> bytes:
        return self.whole[self.header :]

    def values(self) -> tuple["Value", ...]:
        """What it holds. Raises CorruptImage where that is no row of values."""
        if not self.tag & _CONSTRUCTED:
            raise self.damage("it should hold other values")
        return tuple(self._each())

    def _each(self) -> list["Value"]:
        found: list[Value] = []
        place = self.header
        while place < len(self.whole):
            if len(found) >= _MOST_VALUES:
                raise self.damage(f"it holds more than {_MOST_VALUES:,} values")
            found.append(_read(self.whole, place, self.offset))
            place += len(found[-1].whole)
        return found

    def of(self, tag: int) -> "Value":
        """Itself, when it is of that kind. Raises CorruptImage."""
        if self.tag != tag:
            raise self.damage(f"its kind is {self.tag:#04x} and not {tag:#04x}")
        return self

    def inside(self, *tags: int) -> tuple["Value", ...]:
        """Its first values, which must be of these kinds; what follows them comes too."""
        values = self.of(SEQUENCE).values()
        if len(values) < len(tags):
            raise self.damage(f"it holds {len(values)} of {len(tags)} values")
        for value, tag in zip(values, tags, strict=False):
            value.of(tag)
        return values

    @property
    def number(self) -> int:
        return int.from_bytes(self.of(INTEGER).content, "big", signed=True)

    @property
    def object(self) -> str:
        """An object identifier as "1.2.840"."""
        data = self.of(OBJECT).content
        if not data or len(data) > _LONGEST_OBJECT or data[-1] & 0x80:
            raise self.damage("an object identifier is damaged")
        numbers = [0]
        for byte in data:
            numbers[-1] = numbers[-1] << 7 | byte & 0x7F
            if not byte & 0x80:
                numbers.append(0)
        first = min(numbers[0] // 40, 2)
        return ".".join(map(str, (first, numbers[0] - 40 * first, *numbers[1:-1])))

    @property
    def bits(self) -> bytes:
        """A row of bits that fills its bytes."""
        data = self.of(BIT_STRING).content
        if not data or data[0]:
            raise self.damage("its bits do not fill bytes")
        return data[1:]

    @property
    def text(self) -> str:
        """A string of any kind; what cannot be read becomes a mark."""
        wide = self.tag == _TWO_BYTES_EACH
        return self.content.decode("utf-16-be" if wide else "utf-8", errors="replace")

    def damage(self, why: str) -> CorruptImage:
        return CorruptImage("signature", self.offset, why)


def read(data: bytes, offset: int = 0) -> Value:
    """The value that `data` begins with; `offset` is where that lies in its file. What follows it
    is left alone. Raises CorruptImage."""
    return _read(data, 0, offset)


def _read(data: bytes, place: int, base: int) -> Value:
    """`base` is where data[0] lies in the file."""
    offset = base + place
    if len(data) < place + 2:
        raise CorruptImage("signature", offset, "it ends inside a value")
    tag, length = data[place], data[place + 1]
    header = 2
    if tag & _LONG_TAG == _LONG_TAG:
        raise CorruptImage("signature", offset, f"its kind {tag:#04x} is not known")
    if length & 0x80:
        count = length & 0x7F
        header += count
        if not 1 <= count <= 4:
            raise CorruptImage("signature", offset, "the length of a value is damaged")
        length = int.from_bytes(data[place + 2 : place + header], "big")
    end = place + header + length
    if end > len(data):
        raise CorruptImage("signature", offset, "a value ends behind what holds it")
    return Value(tag, data[place:end], header, offset)
