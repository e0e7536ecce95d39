import { resolve } from 'node:path'
import { format } from 'prettier'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { lessonFile } from '../../../src/main/lessons/lesson-file'

const published = resolve(import.meta.dirname, '../../../resources/lesson.schema.json')

/** Made anew with `npx vitest run test/main/lessons/lesson-schema.test.ts -u`. */
test('the published JSON Schema is that of the lessons that are read', async () => {
  const schema = {
    title: 'A lesson of RealCAVE',
    ...z.toJSONSchema(lessonFile, { io: 'input', target: 'draft-7' }),
  }
  const text = await format(JSON.stringify(schema), { parser: 'json', printWidth: 110 })
  await expect(text).toMatchFileSnapshot(published)
})
