import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { processExists, processIdentity, processRuns } from '../../../src/main/home/process-identity'

describe('whether a process exists', () => {
  it('is true of this one, with its identity', async () => {
    expect(processExists(process.pid)).toBe(true)
    await expect(processRuns(process.pid, await processIdentity(process.pid))).resolves.toBe(true)
  })

  it('is false of one that has ended', async () => {
    const child = spawn(process.execPath, ['--version'], { stdio: 'ignore' })
    await once(child, 'exit')
    expect(processExists(child.pid ?? 0)).toBe(false)
  })

  it.runIf(process.platform === 'linux')(
    'is false of one that has ended and whose parent takes no notice',
    async () => {
      // What the shell has become when its child ends never asks for children.
      const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 60'], {
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      onTestFinished(() => {
        parent.kill()
      })
      const [told] = await once(parent.stdout, 'data')
      const pid = Number(String(told))
      await expect.poll(() => readFile(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ')
      expect(processExists(pid)).toBe(false)
      await expect(processRuns(pid, null)).resolves.toBe(false)
    },
  )
})
