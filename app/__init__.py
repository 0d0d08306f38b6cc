"""The engine: everything Stickwright does, without a window. It never imports Qt.

The data's way is a straight line, and the folders follow it:

    sources     bytes → bytes: what the user brought becomes one flat disk image
    formats     bytes → facts: pure parsers of boot records and file systems
    inspection  facts → judgement: a `Report` that says what the image is and where it boots
    inside      the files in an image, as one tree, and taking them out
    plan        report + drive → a `Plan`, or a refusal; nothing has been touched yet
    drives      who opens a drive for us; the only code that opens device nodes
    stages      the only code that changes a drive; each a generator of events
    job         a plan being carried out (`write`, `verify`, `undo`, `probe`, `backup`)
    burning     an image onto a disc
    qemu        an image or a stick in a virtual machine
    proven      what a job that ended may claim: a `Result`

Sizes and offsets are bytes unless a name says sectors.
"""
