import type { Said } from './probe-engine'

/** What is waited for while Docker Desktop starts, each told to whoever waits. */
export type StartStage = 'program' | 'machine' | 'engine' | 'answers'

/** What can be seen of a start at one look. */
export interface StartLook {
  /** Whether a process of Docker Desktop runs; null where that cannot be told. */
  readonly program: boolean | null
  /** As `docker desktop status` tells: "starting", "running", "stopped"; null where it cannot be asked. */
  readonly status: string | null
  /** What the most telling of the engine's addresses said. */
  readonly said: Said['kind']
}

/** The waiting states in words. */
export const stageWords: Readonly<Record<StartStage, string>> = {
  program: 'Waiting for Docker Desktop to open',
  machine: 'Docker Desktop is open; its virtual machine is starting (the first start takes minutes)',
  engine: 'The virtual machine runs; the engine in it is starting',
  answers: 'The Docker engine answers',
}

/** What is being waited for. The socket is there as soon as the virtual machine is; behind it, the engine takes its time. */
export const startStage = ({ program, status, said }: StartLook): StartStage => {
  if (said === 'answers' || said === 'windows') return 'answers'
  if (said === 'silent' || said === 'failed') return 'engine'
  if (status === 'starting' || status === 'running') return 'machine'
  // Docker Desktop can be open with its engine stopped: nothing is under way then, and it has to be asked for.
  if (status === 'stopped') return 'program'
  return program === true ? 'machine' : 'program'
}
