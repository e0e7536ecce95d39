import { readFile, stat } from 'node:fs/promises'
import { classroomSettings, type ClassroomSettings } from '../../shared/domain/classroom'
import { Failure } from '../../shared/errors'
import { fileReason } from '../home/file-failure'
import { parseYaml } from '../lessons/yaml-document'

const mostBytes = 100_000

const invalid = (file: string, why: string): Failure =>
  new Failure({
    code: 'KIT_INVALID',
    what: `The classroom's settings ${file} cannot be used.`,
    why,
    fix: 'Correct the file and try again. docs/classroom.md and classroom.schema.json say what can be set.',
  })

/** Settings of a class: JSON, or YAML, of which JSON is a part. A failure names the line and what is wrong there. */
export const parseSettings = (file: string, text: string): ClassroomSettings => {
  try {
    return parseYaml(file, text, classroomSettings)
  } catch (error) {
    throw error instanceof Failure ? invalid(file, error.info.why) : error
  }
}

/** Those in a file that somebody names. */
export const readSettings = async (file: string): Promise<ClassroomSettings> => {
  let text: string
  try {
    const { size } = await stat(file)
    if (size > mostBytes) throw invalid(file, `It has ${size} bytes; ${mostBytes} are the most.`)
    text = await readFile(file, 'utf8')
  } catch (error) {
    throw error instanceof Failure ? error : invalid(file, fileReason(error))
  }
  return parseSettings(file, text)
}
