"""Inserts 10,000 annotations, materializes and queries them with the official caveclient. Prints milliseconds by name as JSON.

Argument: the address of a fleet as it is after the bootstrap.
"""

import contextlib
import json
import sys
import time

import requests
from caveclient import CAVEclient

ADDRESS = sys.argv[1]
TABLE = "my_cave_table"
COUNT = 10_000
RUN = f"{ADDRESS}/materialize/api/v2/materialize/run/complete_workflow/datastack/fake_datastack"
METADATA = f"{ADDRESS}/materialize/api/v3/datastack/fake_datastack/metadata?expired=True"
LONGEST_SECONDS = 120


def timed(work):
    before = time.perf_counter()
    answer = work()
    return (time.perf_counter() - before) * 1000, answer


def newest():
    return max(requests.get(METADATA, timeout=10).json(), key=lambda version: version["version"])


def materialize():
    before = newest()["version"]
    requests.post(RUN, params={"days_to_expire": 5, "merge_tables": "true"}, timeout=10).raise_for_status()
    until = time.monotonic() + LONGEST_SECONDS
    while time.monotonic() < until:
        version = newest()
        if version["version"] > before and version["status"] != "RUNNING":
            assert version["status"] == "AVAILABLE", version
            return
        time.sleep(0.02)
    raise TimeoutError(f"No version became available within {LONGEST_SECONDS} s.")


def main():
    client = CAVEclient("fake_datastack", server_address=ADDRESS, auth_token="dummy")
    rows = [
        {"pt": {"position": [512 + number % 512, number // 512, number % 64]}, "tag": f"cell {number}"}
        for number in range(COUNT)
    ]
    inserted, ids = timed(lambda: client.annotation.post_annotation(TABLE, rows))
    assert len(ids) == COUNT
    materialized, _ = timed(materialize)
    queried = []
    for _ in range(6):
        spent, frame = timed(lambda: client.materialize.query_table(TABLE))
        assert len(frame) == COUNT + 2, len(frame)
        assert frame["pt_root_id"].notna().all()
        queried.append(spent)
    return {"inserted": [inserted], "materialized": [materialized], "queried": queried[1:]}


# caveclient prints of its own: the answer stands alone on standard output.
with contextlib.redirect_stdout(sys.stderr):
    measured = main()
print(json.dumps(measured))
