import { spawn } from 'node:child_process'
import { mkdir, open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { errorInfo, Failure } from '../../shared/errors'
import type { SelfCommand } from '../home/home'
import { readJson } from '../home/read-json'
import { shutHome } from '../home/shut-home'
import { attach, type PracticeClient } from './client'
import { practiceArguments } from './command-line'
import { logFolder, practiceFolder, startFailureFile } from './process-file'

/** The first start makes the database cluster; slow disks and virus scanners make that long. */
const startMilliseconds = 120_000

const lastLines = async (file: string): Promise<string> =>
  (await readFile(file, 'utf8').catch(() => '')).trimEnd().split('\n').slice(-10).join('\n')

const failed = async (homeFolder: string, logFile: string, why: string): Promise<Failure> => {
  const told = await readJson(startFailureFile(homeFolder), errorInfo)
  if (told.state === 'read') return new Failure(told.value)
  const lines = await lastLines(logFile)
  return new Failure({
    code: 'FLEET_UNAVAILABLE',
    what: 'The practice fleet did not start.',
    why: lines === '' ? why : `${why} It said last:\n${lines}`,
    fix: `Read ${logFile}, then try again.`,
  })
}

/** Starts the detached process of a home and answers when it does. One that runs already is taken as it is. */
export const startPracticeProcess = async (
  self: SelfCommand,
  options: { readonly homeFolder: string; readonly port: number },
  signal: AbortSignal,
): Promise<PracticeClient> => {
  const { homeFolder, port } = options
  const running = await attach(homeFolder, signal)
  if (running !== null) return running
  await shutHome(homeFolder)
  await mkdir(practiceFolder(homeFolder), { recursive: true, mode: 0o700 })
  await mkdir(logFolder(homeFolder), { recursive: true, mode: 0o700 })
  const logFile = join(logFolder(homeFolder), 'start.log')
  const log = await open(logFile, 'w', 0o600)
  // How the process ended, should it end before it answers.
  const end: { why?: string } = {}
  try {
    const given = [...self.arguments, ...practiceArguments(homeFolder, port)]
    const child = spawn(self.file, given, {
      cwd: homeFolder,
      detached: true,
      windowsHide: true,
      stdio: ['ignore', log.fd, log.fd],
    })
    child.on('error', (error) => {
      end.why = `It could not be run: ${error.message}`
    })
    child.on('exit', (status, by) => {
      end.why = `It ended with ${status === null ? (by ?? 'a signal') : `status ${String(status)}`}.`
    })
    child.unref()
    const until = Date.now() + startMilliseconds
    while (end.why === undefined && Date.now() < until) {
      const client = await attach(homeFolder, signal)
      if (client !== null) return client
      await pause(25, undefined, { signal })
    }
    if (end.why === undefined) child.kill()
  } finally {
    await log.close()
  }
  throw await failed(
    homeFolder,
    logFile,
    end.why ?? `It did not answer within ${String(startMilliseconds / 1000)} s.`,
  )
}
