/** A lesson's worth of data for the pictures: a table of the reader's own, corrected labels, three versions. */

const json = { 'content-type': 'application/json', 'user-agent': 'python-requests/2.32' }

/** @param {'POST' | 'PUT' | 'DELETE'} method */
const ask = async (url, method, body) => {
  const request = { method, headers: json, body: JSON.stringify(body) }
  const answer = await fetch(url, request)
  if (!answer.ok) throw new Error(`${method} ${url}: ${answer.status} ${await answer.text()}`)
}

const labels = [
  [612, 88, 10, 'pyramidal'],
  [655, 140, 14, 'pyramidal'],
  [702, 96, 18, 'interneuron'],
  [731, 210, 22, 'astrocyte'],
  [748, 305, 24, 'pyramidal'],
  [790, 122, 26, 'microglia'],
  [812, 260, 31, 'pyramidal'],
  [846, 74, 35, 'unsure'],
  [873, 331, 38, 'oligodendrocyte'],
  [918, 180, 42, 'interneuron'],
]

const at = ([x, y, z]) => ({ position: [x, y, z] })

/** `materialize` makes a version and returns when it is there. */
export const tellStory = async (address, materialize) => {
  const tables = `${address}/annotation/api/v2/aligned_volume/fake_volume/table`
  const demo = `${tables}/my_cave_table/annotations`
  const add = (rows) => ask(demo, 'POST', { annotations: rows.map((row) => ({ pt: at(row), tag: row[3] })) })
  const edit = (id, row) => ask(demo, 'PUT', { annotations: [{ id, pt: at(row), tag: row[3] }] })

  await add(labels)
  materialize()

  await ask(tables, 'POST', {
    schema_type: 'bound_tag',
    table_name: 'dendritic_spines',
    metadata: {
      description: 'Spines to look at again',
      voxel_resolution_x: 8,
      voxel_resolution_y: 8,
      voxel_resolution_z: 40,
      read_permission: 'PUBLIC',
      write_permission: 'PRIVATE',
    },
  })
  await ask(`${tables}/dendritic_spines/annotations`, 'POST', {
    annotations: labels.slice(0, 6).map((row) => ({ pt: at(row), tag: 'mushroom' })),
  })
  await edit(5, [702, 96, 18, 'basket cell?'])
  await edit(13, [702, 96, 18, 'basket cell'])
  await edit(10, [846, 74, 35, 'martinotti cell'])
  await ask(demo, 'DELETE', { annotation_ids: [8] })
  await add([[964, 288, 47, 'pyramidal']])
  materialize()

  await edit(1, [600, 100, 10, 'chandelier cell'])
}
