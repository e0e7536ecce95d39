"""Makes cfg/watershed: the dummy's two supervoxels as a precomputed volume of a few hundred bytes.

Needs numpy and compressed-segmentation, which knows Neuroglancer's encoding:
    pip install numpy compressed-segmentation && python scripts/make_watershed.py
The format: https://github.com/google/neuroglancer/tree/master/src/datasource/precomputed
"""

import json
from pathlib import Path

import compressed_segmentation
import numpy as np

VOLUME = Path(__file__).parent.parent / "cfg" / "watershed" / "fake_ws"
SUPERVOXELS = (72127962782105600, 72127962782105601)
RESOLUTION = [8, 8, 40]
SIZE = [2048, 2048, 512]
# One file holds all that is not background.
FILE = {"x": (512, 1024), "y": (0, 512), "z": (0, 64)}
BORDER = 768
BLOCK = (64, 64, 64)

shape = tuple(end - start for start, end in FILE.values())
labels = np.zeros(shape, dtype=np.uint64, order="F")
labels[: BORDER - FILE["x"][0]] = SUPERVOXELS[0]
labels[BORDER - FILE["x"][0] :] = SUPERVOXELS[1]

key = "_".join(str(each) for each in RESOLUTION)
info = {
    "@type": "neuroglancer_multiscale_volume",
    "data_type": "uint64",
    "num_channels": 1,
    "type": "segmentation",
    "scales": [
        {
            "key": key,
            "encoding": "compressed_segmentation",
            "compressed_segmentation_block_size": BLOCK,
            "chunk_sizes": [shape],
            "resolution": RESOLUTION,
            "size": SIZE,
            "voxel_offset": [0, 0, 0],
        }
    ],
}

(VOLUME / key).mkdir(parents=True, exist_ok=True)
(VOLUME / "info").write_text(json.dumps(info, indent=1) + "\n")
name = "_".join(f"{start}-{end}" for start, end in FILE.values())
(VOLUME / key / name).write_bytes(compressed_segmentation.compress(labels, block_size=BLOCK, order="F"))
