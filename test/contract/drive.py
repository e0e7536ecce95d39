"""Performs the calls of the recordings with the official caveclient and prints what came of each, as JSON.

Arguments: the address of a fleet that has no annotation table yet, and the folder of the recordings. The calls go in their recorded
order, in one process; a label that no function here performs is an error.
"""

import datetime
import json
import pathlib
import sys
import time

import numpy as np
import pandas as pd
import pyarrow
import requests
from caveclient import CAVEclient

ADDRESS, RECORDINGS = sys.argv[1], pathlib.Path(sys.argv[2])
TABLE = "my_cave_table"
VOLUME = "/annotation/api/v2/aligned_volume/fake_volume/table"
MATERIALIZE = "/materialize/api/v3/datastack/fake_datastack"
RESOLUTION = [8.0, 8.0, 40.0]
SUPERVOXELS = [72127962782105600, 72127962782105601]
ROOT = 288230376151711745
LEVEL2 = 144185556820033537
UNBORN = datetime.datetime(2017, 7, 14, tzinfo=datetime.timezone.utc)

exchanges = []
send = requests.Session.send


def body_of(content):
    if content is None:
        return None
    raw = content.encode() if isinstance(content, str) else content
    try:
        return {"json": json.loads(raw)}
    except ValueError:
        return {"text": raw.decode("utf-8", "replace")}


def response_of(response):
    if response.headers.get("content-type") == "data.arrow":
        table = pyarrow.ipc.open_stream(response.content).read_all()
        schema = [[field.name, str(field.type)] for field in table.schema]
        return {"arrow": {"schema": schema, "rows": table.to_pylist()}}
    return body_of(response.content)


def record(session, request, **options):
    response = send(session, request, **options)
    exchanges.append(
        {
            "method": request.method,
            "url": request.path_url,
            "requestType": request.headers.get("content-type"),
            "request": body_of(request.body),
            "status": response.status_code,
            "type": response.headers.get("content-type"),
            "response": response_of(response),
        }
    )
    return response


requests.Session.send = record


def plain(value):
    """A result as the recordings write it."""
    if isinstance(value, pd.DataFrame):
        rows = [{key: plain(cell) for key, cell in row.items()} for row in value.to_dict("records")]
        return {"columns": list(value.columns), "rows": rows}
    if isinstance(value, dict):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple, np.ndarray)):
        return [plain(each) for each in value]
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.isoformat()
    if isinstance(value, np.generic):
        return value.item()
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    return str(value)


def connect(datastack="fake_datastack"):
    return CAVEclient(datastack, server_address=ADDRESS, auth_token="dummy")


class Client:
    """The recorded session made a new client after each materialization."""

    def __init__(self):
        self.current = None

    def renew(self):
        self.current = connect()

    def __getattr__(self, name):
        return getattr(self.current, name)


client = Client()


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def get(path):
    return requests.get(ADDRESS + path)


def create(name=TABLE, schema="bound_tag", description="demo table"):
    return client.annotation.create_table(name, schema, description, RESOLUTION)


def point(x, tag):
    return {"pt": {"position": [x, 100, 10]}, "tag": tag}


def update(annotation):
    return client.annotation.update_annotation(TABLE, annotation)


def query(**options):
    return client.materialize.query_table(TABLE, **options)


def materialize():
    """The request is recorded, the waiting is not."""
    posted = requests.post(
        ADDRESS
        + "/materialize/api/v2/materialize/run/complete_workflow/datastack/fake_datastack?days_to_expire=5&merge_tables=true"
    )
    kept = len(exchanges)
    statuses = []
    until = time.monotonic() + 60
    while time.monotonic() < until and "AVAILABLE" not in statuses and "FAILED" not in statuses:
        versions = get(MATERIALIZE + "/metadata?expired=True").json()
        newest = versions[-1]["status"] if isinstance(versions, list) else None
        if newest and len(versions) == materialize.made + 1 and (not statuses or statuses[-1] != newest):
            statuses.append(newest)
        time.sleep(0.01)
    del exchanges[kept:]
    materialize.made += 1
    return {"post": posted.json(), "statuses": statuses}


materialize.made = 0

CALLS = {
    'CAVEclient("fake_datastack", server_address="http://127.0.0.1:8080", auth_token="dummy")': client.renew,
    'CAVEclient("no_such_datastack", ...)': lambda: connect("no_such_datastack"),
    "client.info.get_datastacks()": lambda: client.info.get_datastacks(),
    "client.info.get_datastack_info()": lambda: client.info.get_datastack_info(),
    "client.info.get_aligned_volumes()": lambda: client.info.get_aligned_volumes(),
    "client.schema.get_schemas()": lambda: client.schema.get_schemas(),
    'client.schema.schema_definition("bound_tag")': lambda: client.schema.schema_definition("bound_tag"),
    'client.schema.schema_definition("no_such")': lambda: client.schema.schema_definition("no_such"),
    "client.annotation.get_tables()": lambda: client.annotation.get_tables(),
    "client.annotation.get_tables()  # none yet": lambda: client.annotation.get_tables(),
    "create_table": create,
    "create_table again": create,
    "create_table unknown schema": lambda: create("t2", "no_such_schema", "x"),
    "create_table bad name": lambda: create("Bad Name!;--", "bound_tag", "x"),
    "post_annotation two  # 500, rows persist": lambda: client.annotation.post_annotation(
        TABLE, [point(600, "cell A"), point(900, "cell B")]
    ),
    "post_annotation malformed": lambda: client.annotation.post_annotation(TABLE, [{"tag": "no point"}]),
    'client.annotation.get_annotation("my_cave_table", [1, 2])': lambda: client.annotation.get_annotation(TABLE, [1, 2]),
    "get_annotation unknown ids": lambda: client.annotation.get_annotation(TABLE, [77, 78]),
    "get_annotation unknown table": lambda: client.annotation.get_annotation("nope", [1]),
    "get_annotation_count": lambda: client.annotation.get_annotation_count(TABLE),
    "get_table_metadata": lambda: client.annotation.get_table_metadata(TABLE),
    "(client set-up)": lambda: client.materialize and None,
    "client.materialize.get_versions()  # none yet": lambda: client.materialize.get_versions(),
    "GET metadata?expired=True  # none yet": lambda: get(MATERIALIZE + "/metadata?expired=True").text,
    "query_table before any version": query,
    "live_query before any version": lambda: client.materialize.live_query(TABLE, timestamp=now()),
    "POST complete_workflow, then poll metadata?expired=True": materialize,
    "GET metadata?expired=True": lambda: get(MATERIALIZE + "/metadata?expired=True").json(),
    "client.materialize.get_versions()": lambda: client.materialize.get_versions(),
    "client.materialize.get_version_metadata()": lambda: client.materialize.get_version_metadata(),
    "client.materialize.get_versions_metadata()": lambda: client.materialize.get_versions_metadata(),
    "client.materialize.get_tables()": lambda: client.materialize.get_tables(),
    "client.materialize.get_annotation_count": lambda: client.materialize.get_annotation_count(TABLE),
    'client.materialize.query_table("my_cave_table")': query,
    'client.materialize.query_table("my_cave_table", materialization_version=1)': lambda: query(materialization_version=1),
    "query_table filter_equal_dict tag": lambda: query(materialization_version=1, filter_equal_dict={"tag": "cell B"}),
    "query_table filter_in_dict id": lambda: query(materialization_version=1, filter_in_dict={"id": [2]}),
    "query_table select_columns": lambda: query(materialization_version=1, select_columns=["id", "tag"]),
    "query_table limit/offset": lambda: query(materialization_version=1, limit=1, offset=1),
    "query_table split_positions": lambda: query(materialization_version=1, split_positions=True),
    "query_table version 99": lambda: query(materialization_version=99),
    "query_table unknown table": lambda: client.materialize.query_table("nope", materialization_version=1),
    'client.materialize.live_query("my_cave_table", timestamp=now)': lambda: client.materialize.live_query(
        TABLE, timestamp=now()
    ),
    "client.chunkedgraph.get_root_id(72127962782105600)": lambda: str(client.chunkedgraph.get_root_id(SUPERVOXELS[0])),
    "client.chunkedgraph.get_roots([72127962782105600, 72127962782105601])": lambda: [
        str(each) for each in client.chunkedgraph.get_roots(SUPERVOXELS)
    ],
    "get_leaves": lambda: [str(each) for each in client.chunkedgraph.get_leaves(ROOT)],
    "is_latest_roots": lambda: [str(each) for each in client.chunkedgraph.is_latest_roots([ROOT])],
    "get_root_timestamps": lambda: client.chunkedgraph.get_root_timestamps([ROOT]),
    "get_root_id unknown supervoxel": lambda: client.chunkedgraph.get_root_id(72127962782105699),
    "GET /segmentation/table/test/info": lambda: get("/segmentation/table/test/info").json(),
    "get_root_id level2": lambda: str(client.chunkedgraph.get_root_id(SUPERVOXELS[0], level2=True)),
    "get_root_id of level 2": lambda: str(client.chunkedgraph.get_root_id(LEVEL2)),
    "get_leaves stop_layer": lambda: [str(each) for each in client.chunkedgraph.get_leaves(ROOT, stop_layer=2)],
    "get_leaves of level 2": lambda: [str(each) for each in client.chunkedgraph.get_leaves(LEVEL2)],
    "get_root_id before the root's birth": lambda: client.chunkedgraph.get_root_id(SUPERVOXELS[0], timestamp=UNBORN),
    "get_roots before the root's birth  # answers the supervoxel": lambda: [
        str(each) for each in client.chunkedgraph.get_roots(SUPERVOXELS[:1], timestamp=UNBORN)
    ],
    "get_root_id of the root before its birth  # answers itself": lambda: str(
        client.chunkedgraph.get_root_id(ROOT, timestamp=UNBORN)
    ),
    "get_root_id of an unknown root  # answers itself": lambda: str(client.chunkedgraph.get_root_id(ROOT + 1)),
    "get_root_timestamps of an unknown root": lambda: client.chunkedgraph.get_root_timestamps([ROOT + 1]),
    "is_latest_roots of an unknown root": lambda: [
        str(each) for each in client.chunkedgraph.is_latest_roots([ROOT + 1])
    ],
    "get_lineage_graph": lambda: client.chunkedgraph.get_lineage_graph(ROOT),
    'client.annotation.update_annotation("my_cave_table", {"id": 1, "pt": {"position": [600, 100, 10]}, "tag": "my new label"})': lambda: update(
        {"id": 1, **point(600, "my new label")}
    ),
    "update_annotation id 1 again  # superseded": lambda: update({"id": 1, **point(600, "again")}),
    "update_annotation id 3": lambda: update({"id": 3, **point(600, "second label")}),
    "update_annotation flattened body": lambda: requests.put(
        f"{ADDRESS}{VOLUME}/{TABLE}/annotations",
        json={"annotations": [{"id": 4, "pt_position": [600, 100, 10], "tag": "x"}]},
    ).status_code,
    "update_annotation unknown id": lambda: update({"id": 99, **point(600, "x")}),
    "audit log: get_annotation [1, 2, 3, 4]": lambda: client.annotation.get_annotation(TABLE, [1, 2, 3, 4]),
    "live_query after the edit  # still version 1 rows": lambda: client.materialize.live_query(TABLE, timestamp=now()),
    "POST complete_workflow (second)": materialize,
    "get_versions": lambda: client.materialize.get_versions(),
    "query_table v1": lambda: query(materialization_version=1),
    "query_table v2": lambda: query(materialization_version=2),
    "query_table newest": query,
    "delete_annotation [2]": lambda: client.annotation.delete_annotation(TABLE, [2]),
    "delete_annotation [2] again": lambda: client.annotation.delete_annotation(TABLE, [2]),
    "delete_annotation [99]": lambda: client.annotation.delete_annotation(TABLE, [99]),
    "get_annotation [1, 2, 3, 4] after delete": lambda: client.annotation.get_annotation(TABLE, [1, 2, 3, 4]),
    "get_annotation_count after delete": lambda: client.annotation.get_annotation_count(TABLE),
}
for number in range(1, 5):
    label = f"get_tables right after materialization #{number}  # a worker whose connection was cut answers 500 once"
    CALLS[label] = lambda: client.annotation.get_tables()

RENEW_AFTER = {label for label in CALLS if "materialization #4" in label} | {"POST complete_workflow (second)"}


def perform(label):
    if label not in CALLS and label.startswith("GET /"):
        return lambda: get(label[len("GET ") :]).status_code
    return CALLS[label]


def run(label):
    exchanges.clear()
    done = {"call": label}
    try:
        value = perform(label)()
        if not label.startswith(("CAVEclient", "(client")):
            done["result"] = plain(value)
        else:
            done["result"] = None
    except Exception as error:  # noqa: BLE001  whatever the client raises is what is compared
        done["error"] = {"type": type(error).__name__, "message": str(error).split(" for url: ")[0]}
    if label in RENEW_AFTER:
        client.renew()
        client.materialize  # noqa: B018  asks for the API's versions
    done["http"] = list(exchanges)
    return done


sessions = {}
for path in sorted(RECORDINGS.glob("0[1-5]-*.json")):
    calls = json.loads(path.read_text())["calls"]
    sessions[path.stem] = [run(each["call"]) for each in calls]
json.dump(sessions, sys.stdout)
