import type { Project } from '../../engine/engine'

/** uwsgi's own line for a request: which process answered it, with which status. */
const line = /\[pid: (\d+)\|.* (?:GET|POST) (\S+) => generated .* \(HTTP\/\S+ (\d{3})\)/

/** More than the reads of a settling write, and what others ask meanwhile. */
const linesToLookAt = 1000

/**
 * How many processes of a service have answered each marked path since they last failed at it. A refusal with a reason comes as 500,
 * too (CAVE-FACTS 6): one that comes twice in a row is no stale session.
 */
export const processesThatAnswered = async (
  project: Pick<Project, 'logs'>,
  service: string,
  mark: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> => {
  const healed = new Map<string, Map<string, number>>()
  for await (const text of project.logs(service, { tail: linesToLookAt, follow: false }, signal)) {
    const [, pid, path, status] = line.exec(text) ?? []
    if (pid === undefined || path === undefined || status === undefined || !path.includes(mark)) continue
    const byProcess = healed.get(path) ?? new Map<string, number>()
    healed.set(path, byProcess)
    // Two failures for each kind of session are the most that was seen.
    byProcess.set(pid, Number(status) < 500 ? Infinity : (byProcess.get(pid) ?? 0) + 1)
  }
  return new Map(
    [...healed].map(([path, byProcess]) => [
      path,
      [...byProcess.values()].filter((times) => times > 2).length,
    ]),
  )
}
