"""The window: Qt on top of the engine. Nothing in here writes to a drive."""
