"""Why Windows can't have an account of a name, as parts of a sentence."""

from ui.sentences import Sentences
from ui.text import later

reason = Sentences(
    later("engine", "it has no letter in it", "name of an account"),
    later("engine", "it has more than {count} letters", "name of an account"),
    later("engine", "it has a sign in it that Windows does not allow", "name of an account"),
    later("engine", "Windows keeps this name for itself", "name of an account"),
    later("engine", "its last sign is a full stop", "name of an account"),
)
