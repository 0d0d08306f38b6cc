"""The disc that an image would be burned onto."""

from app.errors.plan import PlanError


class NoDisc(PlanError):
    """No disc, or none that this image can be burned onto, or nothing to burn with. `need`: bytes,
    where the disc has fewer."""

    def __init__(self, why: str, hint: str = "", need: int = 0) -> None:
        super().__init__(f"It can’t go onto a disc: {why}.")
        self.why = why
        self.hint = hint
        self.need = need
