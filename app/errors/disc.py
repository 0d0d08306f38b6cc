"""The disc that an image would be burned onto."""

from app.errors.plan import PlanError


class NoDisc(PlanError):
    """No disc, or none that this image can be burned onto, or nothing to burn with."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(f"It can’t go onto a disc: {why}.")
        self.why = why
        self.hint = hint
