import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { collectDiagnostics, packDiagnostics } from '../../doctor/diagnostics'
import { fileFailure, fileReason, systemCode } from '../../home/file-failure'
import type { Home } from '../../home/home'
import { Failure } from '../../../shared/errors'
import type { Session, Verb } from '../session'
import { textTable } from '../text-table'

/** The place of a file that was named is the caller's, not the home's. */
const notWritten = (file: string, error: unknown): Failure => {
  const failure = fileFailure(file, error)
  return failure.info.code === 'DISK_FULL'
    ? failure
    : new Failure(
        {
          code: 'BAD_INPUT',
          what: `${file} could not be written.`,
          why: fileReason(error),
          fix: 'Name a file in a folder that is there and that you may write to.',
        },
        { cause: error },
      )
}

const ownName = (): string =>
  `realcave-diagnostics-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.zip`

/** In the home, unless a place is named: the folder that the command is given in may be somebody's repository. */
const placeIn = async (home: Home): Promise<string> => {
  const file = home.path('diagnostics', ownName())
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw fileFailure(file, error)
  }
  return file
}

export const diagnostics = async (session: Session, named: string | undefined): Verb => {
  const { output, program, signal } = session
  const home = await session.home()
  const core = await session.core()
  const files = await collectDiagnostics(
    {
      version: program.version,
      homeFolder: home.folder,
      status: async (limited) => (await core.controller()).status(limited),
      checks: async (limited) => (await core.panel())['doctor.run'](undefined, limited),
      versions: async (limited) => (await core.data())['versions.list'](undefined, limited),
      docker: async (limited) => (await core.panel()).docker(limited),
      async *logs(service, limited) {
        yield* (await core.controller()).logs(service, 2000, limited)
      },
    },
    signal,
  )
  output.note('Passwords, tokens, user names and paths of users are blanked. The bundle holds:')
  output.note(
    textTable(
      ['FILE', 'BYTES'],
      files.map(({ path, content }) => [path, String(Buffer.byteLength(content))]),
      80,
    ),
  )

  const file = named === undefined ? await placeIn(home) : resolve(named)
  try {
    await writeFile(file, packDiagnostics(files), { flag: session.options.yes ? 'w' : 'wx', mode: 0o600 })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST')
      throw named === undefined ? fileFailure(file, error) : notWritten(file, error)
    throw new Failure({
      code: 'CONFIRMATION_NEEDED',
      what: `${file} was not written.`,
      why: 'A file of that name is there already.',
      fix: 'Name another file, or add --yes to replace it.',
    })
  }
  output.result({ type: 'diagnostics', file, files: files.map(({ path }) => path) }, `Saved ${file}`)
  return undefined
}
