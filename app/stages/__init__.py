"""The only code that changes a drive. Each stage is a generator of events over a `Medium`;
`app.write`, `app.verify` and `app.undo` put them in their order."""
