import { expect, it } from 'vitest'
import { createProgram } from '../../../src/main/cli/program'
import { verbNames } from '../../../src/main/cli/verb-names'

it('names every verb of the program, and "help"', () => {
  const sink = { out: () => undefined, error: () => undefined }
  const program = createProgram('1.0.0', sink, async () => undefined)
  expect([...verbNames].sort()).toEqual([...program.commands.map((command) => command.name()), 'help'].sort())
})
