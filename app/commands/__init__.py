"""One module for each command of the command line. They print; the engine below does not."""
