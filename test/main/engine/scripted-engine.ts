import type Docker from 'dockerode'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { connectTo } from '../../../src/main/engine/connect'
import { temporaryFolder } from '../../support/temporary-folder'

/** How a question is answered: by JSON, or by whatever is done with the response. */
type Answer = (response: ServerResponse, url: string) => unknown

export interface ScriptedEngine {
  readonly docker: Docker
  readonly path: string
  /** Methods and paths that were asked for, without the API's version. */
  readonly asked: string[]
}

/** An engine's API on a socket of its own that answers as it is told; what is left open is cut at the test's end. */
export const scriptedEngine = async (answers: Readonly<Record<string, Answer>>): Promise<ScriptedEngine> => {
  const { folder, remove } = await temporaryFolder('engine')
  const path = join(folder, 'docker.sock')
  const asked: string[] = []
  const server = createServer((request, response) => {
    const url = (request.url ?? '').replace(/^\/v[\d.]+/, '')
    const question = `${request.method ?? ''} ${url}`
    asked.push(question)
    const answer = Object.entries(answers).find(([start]) => question.startsWith(start))?.[1]
    const value = answer?.(response, url)
    if (answer === undefined) response.writeHead(404).end(JSON.stringify({ message: `no ${url}` }))
    else if (value !== undefined)
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value))
  })
  await new Promise<void>((resolve) => {
    server.listen(path, resolve)
  })
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await remove()
  })
  return { docker: connectTo({ kind: 'socket', path }), path, asked }
}
