"""Why a list of checksums was not taken, or its signature not judged, as parts of a sentence."""

from ui.sentences import Sentences
from ui.text import later

reason = Sentences(
    later("engine", "it is too large for a list of checksums", "list of checksums"),
    later("engine", "it has too many lines for a list of checksums", "list of checksums"),
    later("engine", "there are more lists here than are read", "list of checksums"),
    later("engine", "it is not a text", "list of checksums"),
    later("engine", "it is not one signed text", "list of checksums"),
    later("engine", "there is text around the signed one", "list of checksums"),
    later("engine", "its head holds something unknown", "list of checksums"),
    later("engine", "a line begins with a dash", "list of checksums"),
    later("engine", "gpgv is not installed, which checks signatures", "signature"),
    later("engine", "no keys have been added yet", "signature"),
    later("engine", "it can be read in two ways", "signature"),
    later("engine", "no temporary file can be made here", "signature"),
    later("engine", "it carries more than one signature", "signature"),
    later("engine", "there is no signature in it", "signature"),
    later("engine", "gpgv did not call it valid", "signature"),
    later("engine", "it is not the signature of a file", "signature"),
    later(
        "engine",
        "gpgv could not judge it: this computer’s clock, or the kind of key",
        "signature",
    ),
)
