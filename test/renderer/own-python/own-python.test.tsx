// @vitest-environment happy-dom
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { CheatsheetView } from '../../../src/renderer/cheatsheet/cheatsheet-view'
import { clientVersion, connectCode, installCode } from '../../../src/renderer/code/own-python-code'
import { OwnPythonPill } from '../../../src/renderer/own-python/own-python-pill'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { fakeBridge } from '../fake/fake-bridge'
import { fakeStatus } from '../fake/fake-fleet'
import { draw, find, press, says, text } from '../support/page'

const place = { datastack: 'fake_datastack', address: 'http://127.0.0.1:8123' } as const

it('installs the client that the terminal has', async () => {
  const pinned = await readFile(
    resolve(import.meta.dirname, '../../../resources/python/requirements.in'),
    'utf8',
  )
  expect(pinned).toContain(`caveclient==${clientVersion}\n`)
  expect(installCode).toContain(clientVersion)
})

it('is a click away at the address: the address, how to install, and three lines with the present port', async () => {
  await draw(fakeBridge('ready'), <OwnPythonPill {...place} />)
  await press('button', /127\.0\.0\.1:8123/)
  await find('button', 'Copy the address')
  await find('group', 'Command that installs the client')
  await find('group', 'Code that connects to this fleet')
  expect(text()).toContain(connectCode(place.datastack, place.address).split('\n').at(-1))
  expect(connectCode(place.datastack, place.address).split('\n')).toHaveLength(3)
  await press('link', 'Cheat-sheet')
  expect(location.hash).toBe('#/cheatsheet')
  expect(text()).not.toContain('Copy the address')
})

it('stands above the cheat-sheet, with what bites later', async () => {
  await draw(fakeBridge('ready'), <CheatsheetView />)
  useFleet.setState({ status: fakeStatus('ready') })
  await says('What the client remembers')
  expect(document.querySelector('details')?.open).toBe(false)
  document.querySelector('summary')?.click()
  await find('group', 'Code that takes a noted address back')
  expect(text()).toContain('reset_server_address_cache("fake_datastack")')
})
