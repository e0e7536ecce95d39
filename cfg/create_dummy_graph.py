"""Writes the dummy graph into the Bigtable emulator: two supervoxels, the edge between them, their root.

Runs inside the container of pcg, so that the graph gets the server's version. Safe at any time: a graph that answers is left
alone, one that was half written is written anew. The last line of the output is the verdict.
"""

import sys
from datetime import datetime, timezone

import numpy as np
from pychunkedgraph.graph import ChunkedGraph
from pychunkedgraph.graph.client import BackendClientInfo
from pychunkedgraph.graph.client.bigtable import get_client_info
from pychunkedgraph.graph.edges import EDGE_TYPES, Edges
from pychunkedgraph.graph.meta import ChunkedGraphMeta, DataSource, GraphConfig
from pychunkedgraph.ingest.create.abstract_layers import add_layer
from pychunkedgraph.ingest.create.atomic_layer import add_atomic_edges

GRAPH = "test"
ROOT = 288230376151711745
# Chunk (1, 0, 0), which both annotations of the demo fall into.
CHUNK = [1, 0, 0]
# Born long ago: a look-up for a time before a root's birth answers the supervoxel itself, and says nothing.
BORN = datetime(2020, 1, 1, tzinfo=timezone.utc)
CLIENT = BackendClientInfo(CONFIG=get_client_info(admin=True, read_only=False))


def supervoxels(graph):
    return [graph.get_node_id(np.uint64(segment), layer=1, x=CHUNK[0], y=CHUNK[1], z=CHUNK[2]) for segment in (0, 1)]


def new_graph():
    # The bounds of the watershed and the size of a chunk make four layers.
    config = GraphConfig(ID=GRAPH, ID_PREFIX="", CHUNK_SIZE=[512, 512, 128], FANOUT=2, SPATIAL_BITS=10, LAYER_ID_BITS=8)
    source = DataSource(
        EDGES="file:///ws/edges",
        COMPONENTS="file:///ws/components",
        WATERSHED="precomputed://http://gateway/ws/fake_ws",
        DATA_VERSION=4,
        CV_MIP=0,
    )
    meta = ChunkedGraphMeta(graph_config=config, data_source=source, custom_data={})
    return ChunkedGraph(meta=meta, client_info=CLIENT)


def is_whole(graph):
    try:
        stored = ChunkedGraph(graph_id=GRAPH, client_info=CLIENT)
        return all(int(stored.get_root(each)) != int(each) for each in supervoxels(graph))
    except Exception as error:  # Whatever is wrong with what is stored: it is written anew.
        print(f"The stored graph does not answer: {error!r}")
        return False


def write(graph):
    graph.create()
    first, second = supervoxels(graph)
    edges = {kind: Edges([], []) for kind in EDGE_TYPES}
    edges[EDGE_TYPES.in_chunk] = Edges([first], [second], affinities=[0.5])
    # Typed, though empty: ids that meet an array of floats lose their last bits.
    nothing = np.array([], dtype=np.uint64)
    add_atomic_edges(graph, CHUNK, edges, isolated=nothing, time_stamp=BORN)
    for layer in range(3, graph.meta.layer_count + 1):
        add_layer(graph, layer, [0, 0, 0], n_threads=1, time_stamp=BORN)


def main():
    graph = new_graph()
    table = graph.client._table  # The client has no public way to ask for it.
    if table.exists():
        if is_whole(graph):
            print("The graph is there.")
            return 0
        table.delete()
    write(graph)
    roots = [int(graph.get_root(each)) for each in supervoxels(graph)]
    print(f"The graph is written: roots {roots}.")
    return 0 if roots == [ROOT, ROOT] else 1


if __name__ == "__main__":
    sys.exit(main())
