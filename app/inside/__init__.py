"""What is inside an image: its files as one tree, and taking them out of it. Only reads the image.

`tree` puts every file system of the image into one tree, `extract` writes files of it into a
folder, `beneath` keeps them below that folder, `names` gives them names that any system bears.
"""
