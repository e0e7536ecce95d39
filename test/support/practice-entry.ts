import { runPracticeProcess } from '../../src/main/practice/process'
import { Failure } from '../../src/shared/errors'

/** Stands in for `realcave practice-process` in tests of the process alone: RESOURCES, then the verb's own arguments. */
const [resources = '', , , homeFolder = '', , port = ''] = process.argv.slice(2)

runPracticeProcess({ homeFolder, port: Number(port), resources, dashboard: '' }).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Failure ? JSON.stringify(error.info) : String(error)}\n`)
    process.exit(1)
  },
)
