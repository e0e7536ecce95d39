import { chmodSync, closeSync, copyFileSync, ftruncateSync, openSync, renameSync, rmSync } from 'node:fs'
import { systemCode } from './file-failure'

/** How much of a log is kept: so many files of at most so many bytes each, the one that is written to among them. */
export const logLimits = { bytes: 10 * 1024 * 1024, files: 5 } as const

const moveIfThere = (from: string, to: string): void => {
  try {
    renameSync(from, to)
  } catch (error) {
    if (systemCode(error) !== 'ENOENT') throw error
  }
}

const numbered = (file: string, number: number): string => `${file}.${String(number)}`

/** FILE.1 becomes FILE.2 and so on; the oldest goes. */
const makeRoom = (file: string, files: number): void => {
  rmSync(numbered(file, files - 1), { force: true })
  for (let number = files - 2; number >= 1; number -= 1)
    moveIfThere(numbered(file, number), numbered(file, number + 1))
}

/** FILE becomes FILE.1. At once, so that nothing is written meanwhile. */
export const rollFile = (file: string, files: number = logLimits.files): void => {
  makeRoom(file, files)
  moveIfThere(file, numbered(file, 1))
}

/**
 * As rollFile, of a file that another process has open and goes on writing to: its content is copied away, and it is emptied where it stands. Where it cannot be
 * emptied (on Windows its writer may share no writing) nothing is moved either, or each further line would push an older file out.
 */
export const rollOpenFile = (file: string, files: number = logLimits.files): void => {
  const handle = openSync(file, 'r+')
  const copy = `${file}.copy`
  try {
    copyFileSync(file, copy)
    chmodSync(copy, 0o600)
    makeRoom(file, files)
    renameSync(copy, numbered(file, 1))
    ftruncateSync(handle)
  } finally {
    rmSync(copy, { force: true })
    closeSync(handle)
  }
}
