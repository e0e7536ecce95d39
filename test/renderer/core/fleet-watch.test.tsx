// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { useAnswer } from '../../../src/renderer/core/use-call'
import { fakeStatus } from '../fake/fake-fleet'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { draw, eventually, says, settle } from '../support/page'

const Tables = () => {
  const { data, error } = useAnswer('tables.list', undefined)
  return <p>{error === null ? `${data?.length ?? 'no'} tables` : error.info.code}</p>
}

const watched = async () => {
  const { bridge, streams, calls } = manualBridge()
  await draw(
    bridge,
    <>
      <FleetWatch />
      <Tables />
    </>,
  )
  const stream = (channel: string) => eventually(() => streams.find((asked) => asked.channel === channel))
  const reads = () => calls.filter(({ channel }) => channel === 'tables.list')
  const fleet = await stream('fleet.watch')
  fleet.item(good(fakeStatus('ready')))
  const changes = await stream('data.changes')
  changes.item(good({ tables: [], everything: true, versions: true }))
  await settle()
  for (const read of reads()) read.answer(good([]))
  await says('0 tables')
  return { fleet, changes, reads }
}

test('what was read last stands where the panel’s own program does not answer, and is read again when it does', async () => {
  const { fleet, changes, reads } = await watched()
  const before = reads().length
  fleet.item(refusal('DISCONNECTED'))
  changes.item(refusal('DISCONNECTED'))
  await settle()
  await settle()
  expect(reads()).toHaveLength(before)
  await says('0 tables')
  fleet.item(good(fakeStatus('ready')))
  await expect.poll(() => reads().length).toBeGreaterThan(before)
})

test('where changes alone are told no more, it is looked whether there are tables still', async () => {
  const { changes, reads } = await watched()
  const before = reads().length
  changes.item(refusal('DISCONNECTED'))
  await expect.poll(() => reads().length).toBeGreaterThan(before)
})
