import { expect, test } from 'vitest'
import { lastNews } from '../../../src/main/fleet/materialize-worker'
import { fakeFleet } from './fake-fleet'

const never = new AbortController().signal

test('that a skipped run is over does not hide why it was skipped', async () => {
  const texts = [
    'Task orchestration:run_complete_workflow[9] received',
    "run_complete_workflow for x is already running (lease held by b'1'); skipping duplicate execution 9.",
    'Task orchestration:run_complete_workflow[9] succeeded in 0.001s: False',
  ]
  const fleet = fakeFleet({
    logs: async function* () {
      yield texts.map((text) => ({ time: '', service: 'mat-worker', level: 'info', text }))
    },
  })
  expect(await lastNews(fleet, never)).toMatchObject({ kind: 'skipped', why: "lease held by b'1'" })
})
