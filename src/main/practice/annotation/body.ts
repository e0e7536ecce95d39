import type { Context } from 'hono'
import type { z } from 'zod'
import { parseExactly } from './exact-json'
import { pythonText } from './python-text'
import { aborted } from './refusal'

/** What zod found, in the form of marshmallow's messages. */
const bodyRefusal = (error: z.ZodError): Error => {
  const messages: Record<string, unknown> = {}
  for (const issue of error.issues) {
    const lacking = issue.code === 'invalid_type' && issue.message.includes('undefined')
    messages[issue.path.map(String).join('.') || '_schema'] = [
      lacking ? 'Missing data for required field.' : issue.message,
    ]
  }
  return aborted(400, `Error parsing request body: ${pythonText(messages)}`)
}

/** The body of a request; one that is no JSON, or none of the shape, is refused and nothing is done. */
export const parsedBody = async <T>(schema: z.ZodType<T>, call: Context): Promise<T> => {
  let body: unknown
  try {
    body = parseExactly(await call.req.text())
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unreadable'
    throw aborted(400, `Failed to decode JSON object: ${why}`)
  }
  const parsed = schema.safeParse(body)
  if (!parsed.success) throw bodyRefusal(parsed.error)
  return parsed.data
}
