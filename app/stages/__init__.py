"""The only code that changes a drive. Each stage is a generator of events over a `Medium`;
`app.job` puts them in their order."""
