import { installAgain, isInstalled } from '../../machine/installed'
import { findBinaries } from '../../practice/postgres/binaries'
import { runProgram } from '../../practice/postgres/account'
import { failed, passed, type Preflight } from '../preflight'

const limit = 8000

/** The installer brings all that PostgreSQL needs; for a checkout on Windows that is the reader's to see to. */
export const mend = (installed: boolean, platform: NodeJS.Platform): string => {
  if (installed) return installAgain
  return platform === 'win32'
    ? 'Install the Microsoft Visual C++ Redistributable (x64), then try again.'
    : 'Install the packages again: npm ci.'
}

export const postgres: Preflight = {
  id: 'postgres',
  title: 'PostgreSQL of the practice fleet',
  // A failure to find them carries what, why and fix already.
  async look({ resources }) {
    const binaries = await findBinaries(resources)
    const { status, output } = await runProgram(binaries.initdb, ['--version'], limit)
    if (status === 0)
      return passed(`${output.replace(/^initdb \(PostgreSQL\)/, 'PostgreSQL')} is there and runs.`)
    return failed(
      'PostgreSQL is there but does not run.',
      output.slice(0, 300) || `initdb ended with status ${status ?? 'none'}.`,
      mend(isInstalled(resources), process.platform),
    )
  },
}
