import { electronForTests } from '../../support/electron-runtime'
import { findChromium } from '../../support/chromium'

/** The path of a program that these tests drive, or why there is none. */
export type Found = { readonly file: string } | { readonly why: string }

export const neededChromium = (): Found => {
  const file = findChromium()
  return file === undefined ? { why: 'no Chromium or Chrome is installed (set CHROMIUM to one)' } : { file }
}

export const neededElectron = async (): Promise<Found> => {
  try {
    return await electronForTests()
  } catch (error) {
    return { why: `no Electron could be unpacked: ${error instanceof Error ? error.message : String(error)}` }
  }
}

/** Whether tests are left out because their program is missing, which is said. CI leaves nothing out: there they fail. */
export const leftOut = (found: Found): boolean => {
  if ('file' in found || process.env['CI'] === 'true') return false
  process.stderr.write(`Skipped: ${found.why}\n`)
  return true
}

export const fileOf = (found: Found): string => {
  if ('file' in found) return found.file
  throw new Error(found.why)
}
