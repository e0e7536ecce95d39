// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { AnnotationsView } from '../../../src/renderer/annotations/annotations-view'
import { FleetWatch } from '../../../src/renderer/core/fleet-watch'
import { FleetActions } from '../../../src/renderer/fleet/fleet-actions'
import { VersionsView } from '../../../src/renderer/versions/versions-view'
import type { Bridge } from '../../../src/shared/bridge'
import { fakeBridge } from '../fake/fake-bridge'
import { good, manualBridge, refusal } from '../support/manual-bridge'
import { draw, eventually, find, press, says, text } from '../support/page'

/** A fleet whose changes are told by the test alone. */
const drawViews = async () => {
  const fake = fakeBridge('ready')
  const manual = manualBridge()
  const asked: string[] = []
  const bridge: Bridge = {
    ...fake,
    call: (channel, input) => {
      asked.push(channel)
      return fake.call(channel, input)
    },
    stream: (channel, input, item, ended) =>
      (channel === 'data.changes' ? manual.bridge : fake).stream(channel, input, item, ended),
  }
  await draw(
    bridge,
    <FleetActions>
      <FleetWatch />
      <AnnotationsView subject="my_cave_table" />
      <VersionsView subject="" />
    </FleetActions>,
  )
  const changes = await eventually(() => manual.streams[0])
  await says('L5 pyramidal')
  return { asked, changes, streams: manual.streams }
}

const heard = good({ tables: [], everything: true, versions: false })

describe('live data of which nobody tells the changes', () => {
  it('is not shown as live: every view of it says so, why, and what to do, until they are told again', async () => {
    const { changes } = await drawViews()
    changes.item(heard)
    expect(text()).not.toContain('may be old')
    changes.item(refusal('DATABASE_FAILED'))
    await says(
      /What you see may be old\. DATABASE_FAILED happened\.\s*Why\s*For a test\.\s*Fix\s*Nothing to do\./,
    )
    expect(document.querySelectorAll('.notice-warn')).toHaveLength(2)
    // What is there can still be read.
    expect(text()).toContain('L5 pyramidal')
    changes.item(heard)
    await expect.poll(() => text()).not.toContain('may be old')
  })

  it('is still said to be old while the panel tries to hear of them again', async () => {
    const { changes } = await drawViews()
    changes.item(refusal('DATABASE_FAILED'))
    changes.ended()
    await says('may be old')
  })

  it('can be read again by hand', async () => {
    const { changes, asked } = await drawViews()
    changes.item(refusal('DATABASE_FAILED'))
    await says('may be old')
    const before = asked.filter((channel) => channel === 'annotations.page').length
    await press('button', 'Read again')
    await expect
      .poll(() => asked.filter((channel) => channel === 'annotations.page').length)
      .toBeGreaterThan(before)
  })

  it('is told calmly: as a status, not as an alarm', async () => {
    const { changes } = await drawViews()
    changes.item(refusal('DATABASE_FAILED'))
    await says('may be old')
    expect((await find('status', /may be old/)).className).toContain('notice-warn')
  })
})
