"""One page for each kind of body in `ui.view`; `present` shows a value, `fit` a width."""
