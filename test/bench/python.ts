import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { testPython } from '../support/python'
import type { RunningFleet } from './fleet'

const measured = z.record(z.string(), z.array(z.number()).min(1))

/** Runs a script of this folder with the official caveclient: what it measured, in milliseconds, by name. */
export const measureInPython = async (
  script: string,
  { address, home }: RunningFleet,
): Promise<Readonly<Record<string, readonly number[]>>> => {
  const { file } = await testPython()
  const { stdout } = await promisify(execFile)(file, [resolve(import.meta.dirname, script), address], {
    // caveclient writes to ~/.cloudvolume.
    env: { ...process.env, HOME: home },
    maxBuffer: 16 * 1024 * 1024,
  })
  return measured.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''))
}

/** The samples of one name; a script that measured something else is a mistake. */
export const samplesOf = (
  all: Readonly<Record<string, readonly number[]>>,
  name: string,
): readonly number[] => {
  const samples = all[name]
  if (samples === undefined) throw new Error(`The script measured no "${name}".`)
  return samples
}
