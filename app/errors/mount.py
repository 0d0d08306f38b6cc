"""Making the files of an image appear among those of the computer."""

from app.errors.plan import PlanError


class NotMountable(PlanError):
    """Nothing of the image `name` was mounted."""

    hint = "Its files can be taken out without mounting it."

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} can’t be mounted: {why}.")
        self.name = name
        self.why = why


class StillInUse(PlanError):
    """A program stands in what is mounted at `point`, so it stays."""

    hint = "Close what uses it, then try again."

    def __init__(self, point: str) -> None:
        super().__init__(f"{point} is in use, so it stays mounted.")
        self.point = point


class NothingMounted(PlanError):
    """This program has mounted nothing of the image `name`."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Nothing of {name} is mounted by this program.")
        self.name = name
