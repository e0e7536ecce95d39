import { annotation } from './annotation'
import { info, migrate } from './info'
import { mat } from './mat'
import { createDummyGraph, pcg } from './pcg'
import { schema } from './schema'
import { worker } from './worker'

/** The program of every stand-in image: which service, or which command that the product runs in its container. */
const programs: Readonly<Record<string, (given: readonly string[]) => Promise<void>>> = {
  info,
  schema,
  annotation,
  pcg,
  mat,
  celery: worker,
  flask: async (given) => {
    if (given.join(' ') !== 'db upgrade') throw new Error(`flask ${given.join(' ')}: no such command`)
    await migrate()
  },
  python: ([script = '']) => createDummyGraph(script),
}

// The first process of a container is ended by no signal that it does not handle.
process.on('SIGTERM', () => process.exit(0))

const [name = '', ...given] = process.argv.slice(2)
try {
  const program = programs[name]
  if (program === undefined) throw new Error(`${name}: no such program`)
  await program(given)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  process.exit(1)
}
