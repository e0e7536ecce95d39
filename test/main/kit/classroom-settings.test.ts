import { resolve } from 'node:path'
import { format } from 'prettier'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { parseSettings } from '../../../src/main/kit/settings-file'
import { classroomSettings } from '../../../src/shared/domain/classroom'
import { shippedResources } from './kit-world'

/** Made anew with `npx vitest run -u test/main/kit/classroom-settings.test.ts`. */
test('the published JSON Schema is that of the settings that are read', async () => {
  const schema = {
    title: 'Settings of a RealCAVE classroom',
    ...z.toJSONSchema(classroomSettings, { io: 'input', target: 'draft-7' }),
  }
  const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 })
  await expect(text).toMatchFileSnapshot(resolve(shippedResources, 'classroom.schema.json'))
})

describe('settings of a class', () => {
  test('may set any of what there is, in JSON or YAML', () => {
    expect(parseSettings('c.json', '{"port": 8090, "theme": "dark"}')).toEqual({ port: 8090, theme: 'dark' })
    expect(parseSettings('c.yaml', 'fleet: practice\nlessons: [proof]\n')).toEqual({
      fleet: 'practice',
      lessons: ['proof'],
    })
  })

  test.each([
    ['{"port": 99999}', 'port'],
    ['{"fleet": "real"}', 'fleet'],
    ['{"typing": 1}', 'typing'],
    ['{"project": "--volumes"}', 'project'],
    ['{"lessons": ["../../etc"]}', 'lessons'],
    ['{"updates": "on"}', 'updates'],
    ['{"__proto__": {"port": 1}}', '__proto__'],
    ['{"port": 1, "port": 2}', 'line 1'],
    ['[1]', 'line 1'],
    ['{"port": ', 'line 1'],
  ])('%s is refused in words that name it', (text, named) => {
    expect(() => parseSettings('/class/c.json', text)).toThrowError(
      expect.objectContaining({
        info: expect.objectContaining({ code: 'KIT_INVALID', why: expect.stringContaining(named) }),
      }),
    )
  })
})
