import { inject } from 'vitest'

const table = '/annotation/api/v2/aligned_volume/fake_volume/table/my_cave_table/annotations'

/** Edits a row as caveclient does: with one PUT to the fleet, past the panel. */
export const editOutside = async (id: number, tag: string): Promise<void> => {
  const { address } = inject('fleet')
  const answer = await fetch(`${address}${table}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json', 'user-agent': 'python-requests/2.32' },
    body: JSON.stringify({ annotations: [{ id, pt: { position: [600, 100, 10] }, tag }] }),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
}
