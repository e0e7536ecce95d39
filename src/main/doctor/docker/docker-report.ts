import type { DockerLook, DockerHere } from './docker-look'

/** What a report tells of Docker, by the name of its file below `docker/`. Each part may fail: what is broken is what it is about. */
export type DockerReport = Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>>

const linesOfEach = 300

const lastLines = async (
  { project }: DockerHere,
  service: string,
  signal: AbortSignal,
): Promise<readonly string[]> => {
  const lines: string[] = []
  const options = { tail: linesOfEach, follow: false }
  for await (const line of project.logs(service, options, signal)) lines.push(line)
  return lines
}

/** `description` is the Compose model, made with a password that is none. */
export const dockerReport = async (
  { search, here }: DockerLook,
  description: () => Promise<unknown>,
  signal: AbortSignal,
): Promise<DockerReport> => {
  const engine = async (limited: AbortSignal) => ({
    tries: search.tries,
    installed: search.installed,
    info: here?.info ?? null,
    compose: here === null ? null : await here.compose(limited),
    missingImages: here?.missingImages ?? null,
  })
  if (here === null) return { engine, compose: description }
  const containers = await here.project.containers(signal)
  return {
    engine,
    compose: description,
    containers: async (limited) => ({ containers, foreign: await here.project.foreign(limited) }),
    ...Object.fromEntries(
      containers.map(({ service }) => [
        `logs/${service}`,
        (limited: AbortSignal) => lastLines(here, service, limited),
      ]),
    ),
  }
}
