"""What SHA-256 takes by itself, beside the program and in the same rounds.

A processor's speed may change by half within minutes, so that seconds say little about a program of
which half are this one sum: what is left without it is its own. Nobody else is at work meanwhile;
beside the program's other threads, on two halves of one core, the sum takes rather longer than so.
"""

import hashlib
import os
import time

from app.stages.flow import BUFFERS, CHUNK, page_aligned
from app.stages.ledger import BLOCK

SHA256 = "SHA-256 alone"


def sha256_alone(length: int) -> float:
    """Seconds of the processor for so many bytes, in the program's own steps and over as much
    memory as it has buffers."""
    area = page_aligned(BUFFERS * CHUNK)
    for place in range(0, len(area), BLOCK):
        area[place : place + BLOCK] = os.urandom(BLOCK)
    whole, began = hashlib.sha256(), time.thread_time()
    for place in range(0, length, BLOCK):
        block = area[place % len(area) :][: min(BLOCK, length - place)]
        whole.update(block)
    return time.thread_time() - began
