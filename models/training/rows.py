"""Rows of JSON Lines, read and written by the scripts beside."""

import gzip
import json


def read(path):
    """The rows of a file, plain or .gz."""
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def write(row):
    """One row to standard output."""
    print(json.dumps(row, ensure_ascii=False))
