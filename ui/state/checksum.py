"""What the window knows of the image's published checksums."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.errors import AppError

if TYPE_CHECKING:
    from app.checksums.comparison import Comparison, Published, Search
    from app.checksums.hashing import Digests
    from app.inspection.media_check import MediaCheck
    from app.sources.origin import Origin


@dataclass(frozen=True, slots=True)
class Summing:
    """The image is read; `total` bytes are None while only unpacking tells."""

    number: int  # of the question: an answer to an older one is dropped
    done: int = 0
    total: int | None = None


@dataclass(frozen=True, slots=True)
class Checksum:
    """`search` is None while lists are looked for; `number` is that of this question. `stopped`:
    the user does not want the image to be read. `wanted`: its sums are asked for, whatever there
    is to compare them with. `implanted`: what came of comparing it with the
    checksum that its makers left in it."""

    number: int = 0
    search: Search | None = None
    origin: Origin | None = None
    pasted: Published | None = None
    summing: Summing | None = None
    answer: Comparison | AppError | None = None
    stopped: bool = False
    wanted: bool = False
    implanted: Summing | MediaCheck | AppError | None = None

    @property
    def published(self) -> tuple[Published, ...]:
        """Everything to compare with, what the user gave first."""
        found = self.search.published if self.search is not None else ()
        return (self.pasted, *found) if self.pasted is not None else found

    @property
    def comparison(self) -> Comparison | None:
        """None also where there was nothing to compare with."""
        if self.answer is None or isinstance(self.answer, AppError) or not self.answer.compared:
            return None
        return self.answer

    @property
    def digests(self) -> Digests | None:
        """What the image was summed up to."""
        answer = self.answer
        return None if answer is None or isinstance(answer, AppError) else answer.digests

    @property
    def wrong(self) -> bool:
        """Whether the image is known to differ from something that was published for it, or from
        what its makers summed up. What they are known to have published says more: they may
        have summed it up too early."""
        if self.comparison is not None and self.comparison.wrong:
            return True
        return self.damage is not None and not self.vouched_for

    @property
    def vouched_for(self) -> bool:
        """Whether the image is what its makers published: by a signature, or by what was pasted
        from their page. A list beside it may have been made of a damaged file."""
        comparison = self.comparison
        if comparison is None or comparison.wrong or comparison.forged:
            return False
        best = comparison.best.published
        return best.signature.good or not best.file

    @property
    def looking(self) -> Summing | None:
        """How far the look for damage is, while it goes on."""
        return self.implanted if isinstance(self.implanted, Summing) else None

    @property
    def reading(self) -> bool:
        """Whether the image is read now, for the one or the other."""
        return self.summing is not None or self.looking is not None

    @property
    def media(self) -> MediaCheck | None:
        """What came of that look."""
        done = self.implanted
        return None if done is None or isinstance(done, Summing | AppError) else done

    @property
    def damage(self) -> tuple[int, int] | None:
        """Between which bytes the implanted checksum found it."""
        return self.media.damage if self.media is not None else None

    @property
    def summed(self) -> str:
        """The SHA-256 that the image had when it was read for this; "" where that is not known."""
        return self.digests.summed if self.digests is not None else ""

    @property
    def due(self) -> bool:
        """Whether the image should be read now."""
        open_question = self.summing is None and self.answer is None and not self.stopped
        return open_question and (bool(self.published) or self.wanted)

    def halted(self) -> Checksum:
        """As it is while nobody reads."""
        left = None if self.looking is not None else self.implanted
        return replace(self, summing=None, implanted=left)


UNKNOWN = Checksum()
