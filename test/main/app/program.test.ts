import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { calledFile } from '../../../src/main/app/own-command'

const app = vi.hoisted(() => ({
  isPackaged: false,
  getAppPath: () => '/src/realcave',
  getVersion: () => '0.1.0',
}))
vi.mock('electron', () => ({ app }))

const { thisProgram } = await import('../../../src/main/app/program')

beforeEach(() => {
  Object.defineProperty(process, 'resourcesPath', { configurable: true, value: '/opt/realcave/resources' })
})
afterEach(() => {
  Reflect.deleteProperty(process, 'resourcesPath')
})

it('of a checkout is called through node and its file', () => {
  app.isPackaged = false
  const [program, file = ''] = thisProgram().command
  expect(program).toBe('node')
  expect(file.replaceAll('\\', '/')).toBe('/src/realcave/bin/realcave.mjs')
})

it('that is installed is called by its own file: no name of it is on a PATH', () => {
  app.isPackaged = true
  const [program = '', ...words] = thisProgram().command
  expect(words).toEqual([])
  expect(program).toBe(calledFile(process.execPath, {}, process.platform))
})
