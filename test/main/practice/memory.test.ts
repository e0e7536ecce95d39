import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, it, onTestFinished } from 'vitest'
import { familyMemory, ownMemory } from '../../../src/main/practice/memory'

const mebibyte = 1024 * 1024

it('a process knows how much memory it has', async () => {
  expect(await ownMemory()).toBeGreaterThan(5 * mebibyte)
})

it.runIf(process.platform === 'linux')(
  'the memory of children counts with that of their parent',
  async () => {
    const child = `console.log('ready'); setInterval(() => Buffer.alloc(1), 60000); globalThis.kept = Buffer.alloc(64 * 1024 * 1024, 1)`
    const parent = `require('node:child_process').spawn(process.execPath, ['-e', process.argv[1]], { stdio: 'inherit' })`
    const family = spawn(process.execPath, ['-e', parent, child], {
      stdio: ['ignore', 'pipe', 'ignore'],
      detached: true,
    })
    onTestFinished(() => {
      process.kill(-(family.pid ?? 0))
    })
    await once(family.stdout, 'data')
    await expect.poll(() => familyMemory(family.pid ?? 0)).toBeGreaterThan(70 * mebibyte)
  },
)

it.runIf(process.platform === 'linux')('of a process that is gone nothing is known', async () => {
  const gone = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
  await once(gone, 'exit')
  await expect(familyMemory(gone.pid ?? 0)).resolves.toBeNull()
})
