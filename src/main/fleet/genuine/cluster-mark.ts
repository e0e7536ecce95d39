import { Failure } from '../../../shared/errors'
import type { Project } from '../../engine/engine'

/** Stands beside a cluster that is being made: cfg/postgres-start.sh makes one anew that carries it. */
const mark = '"$PGDATA/realcave-in-the-making"'

/**
 * Before the first thing goes into the cluster, which PostgreSQL serves over TCP only once it is whole: from now on nothing of ours
 * removes it. Written through, so that the mark cannot come back after a loss of power, when there are data.
 */
export const clusterIsMade = async (project: Pick<Project, 'exec'>, signal: AbortSignal): Promise<void> => {
  const remove = `[ ! -e ${mark} ] || { rm ${mark} && sync; }`
  const { status, output, errors } = await project.exec(
    'postgres',
    ['sh', '-c', remove],
    () => undefined,
    signal,
  )
  if (status === 0) return
  throw new Failure({
    code: 'STEP_FAILED',
    what: 'The new cluster of PostgreSQL could not be declared whole.',
    why: `Its mark was not removed: ${(errors || output).trim()}`,
    fix: 'Check that the disk of Docker has space left, then retry. Nothing was put into it yet.',
  })
}
