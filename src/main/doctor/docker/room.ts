import { gigabyte, shownBytes } from '../bytes'
import { failed, passed, skipped, warning, type Verdict } from '../preflight'
import { dockerCheck } from './docker-check'

/** CAVE-FACTS 1: the services hold 1.9 GiB; a materialization, Docker itself and other containers come on top. */
const comfortableMemory = 3.8 * gigabyte
const leastMemory = 2.5 * gigabyte

export const judgeDockerMemory = (memory: number, desktop: boolean): Verdict => {
  const what = `Docker has ${shownBytes(memory)} of memory.`
  if (memory >= comfortableMemory) return passed(what)
  const why = 'The genuine services hold 2 GB, and more while a version is made: 4 GB are needed.'
  const fix = desktop
    ? 'Give Docker Desktop more: Settings > Resources > Memory (with WSL 2: memory= in .wslconfig), then restart it.'
    : 'Give this machine more memory, or use the practice fleet.'
  return memory < leastMemory ? failed(what, why, fix) : warning(what, why, fix)
}

/** All images fill 7 GB (CAVE-FACTS 1); their layers lie beside them while they are unpacked. */
const roomForImages = 10 * gigabyte
/** Each version copies the live tables; logs grow to 30 MB a container. */
const roomToWork = 2 * gigabyte

export const judgeDockerDisk = (free: number, missingImages: number, desktop: boolean): Verdict => {
  const what = `${shownBytes(free)} are free where Docker keeps images and volumes.`
  const needed = missingImages > 0 ? roomForImages : roomToWork
  if (free >= needed) return passed(what)
  return failed(
    what,
    missingImages > 0
      ? `${String(missingImages)} images are still to be downloaded: all together take up to ${shownBytes(needed)}.`
      : `Versions and logs need ${shownBytes(needed)}.`,
    desktop
      ? 'Remove what is not needed ("docker system df" tells what fills it), or enlarge the disk: Settings > Resources.'
      : 'Remove what is not needed: "docker system df" tells what fills it.',
  )
}

export const dockerMemory = dockerCheck('docker-memory', 'Memory of Docker', async ({ info }) =>
  judgeDockerMemory(info.memory, info.desktop),
)

export const dockerDisk = dockerCheck(
  'docker-disk',
  'Disk of Docker',
  async ({ info, missingImages, inside }, _surroundings, signal) => {
    const told = await inside(signal)
    return told === null
      ? skipped('It is known once the first small image is there.')
      : judgeDockerDisk(told.free, missingImages.length, info.desktop)
  },
)
