import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { diagnosticsSources } from '../../api/diagnostics-sources'
import { collectDiagnostics, packDiagnostics, type BundleFile } from '../../doctor/diagnostics'
import { saveInHome } from '../../doctor/save-bundle'
import { fileFailure, fileReason } from '../../home/file-failure'
import { Failure, cancelled } from '../../../shared/errors'
import { plain } from '../plain-text'
import type { Session, Verb } from '../session'
import { textTable } from '../text-table'
import { exists } from '../../machine/exists'

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

const notSaved = 'No bundle was saved.'

const widestPath = 80

const showContents = ({ output }: Session, files: readonly BundleFile[]): void => {
  output.note('Passwords, tokens, user names and paths of users are blanked. The bundle holds:')
  output.note(
    textTable(
      ['FILE', 'BYTES'],
      files.map(({ path, content }) => [path, String(Buffer.byteLength(content))]),
      widestPath,
    ),
  )
}

/** Asks until the answer is a yes or a no; the name of a file shows it first. */
const confirmSaving = async (
  { io, output, signal }: Session,
  files: readonly BundleFile[],
  question: string,
): Promise<void> => {
  for (;;) {
    io.stderr.write(`${question} Type yes, or the name of a file to read it first: `)
    const answer = (await io.line(signal))?.trim()
    if (answer?.toLowerCase() === 'yes') return
    const named = files.find(({ path }) => path === answer)
    if (named === undefined) throw cancelled(notSaved)
    output.note(plain(named.content))
  }
}

const saveAt = async (file: string, files: readonly BundleFile[], replaces: boolean): Promise<string> => {
  try {
    await writeFile(file, packDiagnostics(files), { flag: replaces ? 'w' : 'wx', mode: 0o600 })
  } catch (error) {
    throw notWritten(file, error)
  }
  return file
}

export const diagnostics = async (session: Session, named: string | undefined): Verb => {
  const { io, options, output, program, signal } = session
  const home = await session.home()
  const sources = diagnosticsSources(await session.core(), {
    version: program.version,
    homeFolder: home.folder,
  })
  const files = await collectDiagnostics(sources, signal)
  showContents(session, files)

  const place = named === undefined ? undefined : resolve(named)
  const replaced = place !== undefined && (await exists(place)) ? place : undefined
  if (!options.yes && !io.interactive)
    throw new Failure({
      code: 'CONFIRMATION_NEEDED',
      what: notSaved,
      why: `What it would hold is told above, and there is no terminal to ask at${replaced === undefined ? '' : `; ${replaced} is there already`}.`,
      fix: `Add --yes to save it${replaced !== undefined ? ', which replaces that file, or name another one' : ''}.`,
    })
  if (!options.yes)
    await confirmSaving(
      session,
      files,
      `Save it${replaced === undefined ? '' : `, and replace ${replaced}`}?`,
    )

  const file =
    place === undefined
      ? (await saveInHome(home, files)).file
      : await saveAt(place, files, replaced !== undefined)
  output.result({ type: 'diagnostics', file, files: files.map(({ path }) => path) }, `Saved ${file}`)
  return undefined
}
