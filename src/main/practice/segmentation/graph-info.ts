import { layers } from './graph'

export const version = '2.21.1'

const scale = {
  chunk_sizes: [[256, 256, 32]],
  encoding: 'raw',
  key: '8_8_40',
  resolution: [8, 8, 40],
  size: [2048, 2048, 512],
  voxel_offset: [0, 0, 0],
} as const

/** What cloud-volume reads of a graphene source (contract/04-segmentation.json). */
export const graphInfo = {
  app: { supported_api_versions: [0, 1] },
  chunks_start_at_voxel_offset: true,
  data_dir: 'precomputed://http://gateway/ws/fake_ws',
  data_type: 'uint64',
  graph: {
    bounding_box: [2048, 2048, 512],
    chunk_size: [512, 512, 128],
    cv_mip: 0,
    n_bits_for_layer_id: 8,
    n_layers: layers,
    spatial_bit_masks: { '1': 10, '2': 10, '3': 1, '4': 1 },
  },
  num_channels: 1,
  scales: [scale],
  sharded_mesh: true,
  type: 'segmentation',
  verify_mesh: false,
} as const
