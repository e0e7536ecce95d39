"""Times each command of the cheat-sheet with the official caveclient, warm. Prints one JSON object: milliseconds by name.

Argument: the address of a fleet as it is after the bootstrap.
"""

import contextlib
import datetime
import json
import sys
import time

import requests
from caveclient import CAVEclient

ADDRESS = sys.argv[1]
TABLE = "my_cave_table"
SUPERVOXELS = [72127962782105600, 72127962782105601]


def connect():
    return CAVEclient("fake_datastack", server_address=ADDRESS, auth_token="dummy")


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def measure(work, warm=3, count=15):
    samples = []
    for number in range(warm + count):
        before = time.perf_counter()
        work()
        if number >= warm:
            samples.append((time.perf_counter() - before) * 1000)
    return samples


def main():
    client = connect()
    head = 1

    def edit():
        nonlocal head
        body = {"id": head, "pt": {"position": [600, 100, 10]}, "tag": "my new label"}
        head = client.annotation.update_annotation(TABLE, body)[str(head)]

    works = {
        "floor": lambda: requests.get(f"{ADDRESS}/info/version", timeout=5),
        "connect": connect,
        "datastacks": lambda: client.info.get_datastacks(),
        "datastack-info": lambda: client.info.get_datastack_info(),
        "tables": lambda: client.annotation.get_tables(),
        "schema": lambda: client.schema.schema_definition("bound_tag"),
        "annotations": lambda: client.annotation.get_annotation(TABLE, [1, 2]),
        "versions": lambda: client.materialize.get_versions(),
        "query-newest": lambda: client.materialize.query_table(TABLE),
        "query-version": lambda: client.materialize.query_table(TABLE, materialization_version=1),
        "live-query": lambda: client.materialize.live_query(TABLE, timestamp=now()),
        "root": lambda: client.chunkedgraph.get_root_id(SUPERVOXELS[0]),
        "roots": lambda: client.chunkedgraph.get_roots(SUPERVOXELS),
        "edit": edit,
    }
    return {name: measure(work) for name, work in works.items()}


# caveclient prints of its own: the answer stands alone on standard output.
with contextlib.redirect_stdout(sys.stderr):
    measured = main()
print(json.dumps(measured))
