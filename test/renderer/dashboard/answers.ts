import { vi } from 'vitest'

/** What was asked: "GET /info/health", "POST /materialize/... {...}". */
export type Asked = readonly string[]

/** Answers as given, by path; what is not given answers 404. A number is a status without words. */
export const answering = (answers: Readonly<Record<string, string | number>>): Asked => {
  const asked: string[] = []
  vi.stubGlobal('fetch', (path: string, { method = 'GET', body }: RequestInit = {}) => {
    asked.push([method, path, ...(typeof body === 'string' ? [body] : [])].join(' '))
    const answer = answers[path] ?? 404
    return Promise.resolve(
      typeof answer === 'number' ? new Response('<html>', { status: answer }) : new Response(answer),
    )
  })
  return asked
}
