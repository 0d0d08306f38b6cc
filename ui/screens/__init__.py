"""A state becomes a screen: pure functions, a page a file. `screen` in `ui.screens.screen` puts
them together; the texts are those of design 8, each with its id as the note to translators."""
