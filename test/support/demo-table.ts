import { setTimeout as pause } from 'node:timers/promises'

const json = { 'content-type': 'application/json' }

const ask = async (url: string, init?: RequestInit): Promise<string> => {
  const answer = await fetch(url, init)
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${url}: ${String(answer.status)} ${text}`)
  return text
}

/** How many versions are available now; before the first, CAVE answers 404 and a sentence. */
const available = async (address: string): Promise<number> => {
  const answer = await fetch(`${address}/materialize/api/v3/datastack/fake_datastack/metadata?expired=True`)
  return (await answer.text()).split('"AVAILABLE"').length - 1
}

/** Makes one version more and waits for it, as a client does. */
export const materialize = async (address: string): Promise<void> => {
  const before = await available(address)
  const url = `${address}/materialize/api/v2/materialize/run/complete_workflow/datastack/fake_datastack`
  await ask(`${url}?days_to_expire=5&merge_tables=true`, { method: 'POST' })
  for (let tries = 0; tries < 200; tries += 1) {
    if ((await available(address)) > before) return
    await pause(50)
  }
  throw new Error('No version became available within 10 s.')
}

/** What every fleet starts with, made over HTTP: my_cave_table, its two annotations and version 1. */
export const makeDemoTable = async (address: string): Promise<void> => {
  const table = `${address}/annotation/api/v2/aligned_volume/fake_volume/table`
  await ask(table, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({
      schema_type: 'bound_tag',
      table_name: 'my_cave_table',
      metadata: {
        description: 'demo table',
        voxel_resolution_x: 8,
        voxel_resolution_y: 8,
        voxel_resolution_z: 40,
        read_permission: 'PUBLIC',
        write_permission: 'PRIVATE',
      },
    }),
  })
  await ask(`${table}/my_cave_table/annotations`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({
      annotations: [
        { pt: { position: [600, 100, 10] }, tag: 'cell A' },
        { pt: { position: [900, 100, 10] }, tag: 'cell B' },
      ],
    }),
  })
  await materialize(address)
}
