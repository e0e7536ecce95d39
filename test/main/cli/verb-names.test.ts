import { expect, it } from 'vitest'
import { createProgram } from '../../../src/main/cli/program'
import { verbNames } from '../../../src/main/cli/verb-names'

it('the verbs that the installed app knows are those of the command line', () => {
  const written = { out: () => undefined, error: () => undefined }
  const program = createProgram('0.1.0', written, async () => undefined)
  const named = program.commands.map((command) => command.name())
  expect([...verbNames].sort()).toEqual([...new Set([...named, 'help'])].sort())
})
