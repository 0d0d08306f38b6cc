"""Panels over the window: dialogs for a screen reader, without a frame of their own."""
