// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest'
import { DoctorView } from '../../../src/renderer/doctor/doctor-view'
import { fakeBridge } from '../fake/fake-bridge'
import { FakeDiagnostics } from '../fake/fake-diagnostics'
import { FakeEngine } from '../fake/fake-engine'
import { FakePlace } from '../fake/fake-place'
import { all, draw, find, press, says, settle } from '../support/page'

const open = async (diagnostics = new FakeDiagnostics()): Promise<FakeDiagnostics> => {
  await draw(fakeBridge('ready', new FakeEngine(), new FakePlace(), diagnostics), <DoctorView />)
  await press('button', 'Diagnostics bundle')
  await find('dialog')
  return diagnostics
}

it('shows what a bundle would hold, file by file with its text, before anything is saved', async () => {
  const saved = vi.spyOn(FakeDiagnostics.prototype, 'save')
  await open()
  await press('button', /^machine\.json/)
  await find('region', 'Content of machine.json')
  await press('button', /^home\/practice\/process\.json/)
  await find('region', 'Content of home/practice/process.json')
  await says('13 files')
  expect(saved).not.toHaveBeenCalled()
  saved.mockRestore()
})

it('saves what was looked at and tells where it is', async () => {
  const diagnostics = await open()
  await find('button', /^machine\.json/)
  await press('button', 'Save the bundle')
  await says(/The bundle is saved.*\/diagnostics\/realcave-diagnostics-/)
  const copy = await find('button', 'Copy the path')
  expect(document.activeElement).toBe(copy)
  expect(diagnostics.isOpen).toBe(false)
})

it('cancelled, saves nothing and lets the core forget it', async () => {
  const diagnostics = await open()
  await find('button', /^machine\.json/)
  expect(diagnostics.isOpen).toBe(true)
  await press('button', 'Cancel')
  await settle()
  expect(diagnostics.isOpen).toBe(false)
  expect(all('dialog')).toEqual([])
})
