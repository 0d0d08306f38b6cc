"""The virtual machine in which an image or a stick is tried."""

from app.errors.plan import PlanError


class NoMachine(PlanError):
    """None can be started here, or none in which this could start."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(f"It can’t be tried in a virtual machine: {why}.")
        self.why = why
        self.hint = hint
