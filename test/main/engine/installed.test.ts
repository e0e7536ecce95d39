import { expect, it } from 'vitest'
import { findInstalled } from '../../../src/main/engine/installed'
import type { Surroundings } from '../../../src/main/engine/surroundings'

const look = (given: Partial<Surroundings>, there: readonly string[]) =>
  findInstalled(
    { platform: 'linux', environment: {}, homeFolder: '/home/me', wsl: false, ...given },
    (file) => Promise.resolve(there.includes(file)),
  )

it('finds the command on the PATH first, then where installers put it', async () => {
  const environment = { PATH: '/mine:/usr/bin' }
  expect(await look({ environment }, ['/usr/local/bin/docker', '/mine/docker'])).toEqual({
    cli: '/mine/docker',
    desktop: null,
  })
  expect(await look({}, ['/usr/local/bin/docker'])).toMatchObject({ cli: '/usr/local/bin/docker' })
})

it('finds Docker Desktop on a Mac whose PATH is that of the Finder', async () => {
  const there = ['/Applications/Docker.app', '/Applications/Docker.app/Contents/Resources/bin/docker']
  expect(await look({ platform: 'darwin', environment: { PATH: '/usr/bin:/bin' } }, there)).toEqual({
    cli: '/Applications/Docker.app/Contents/Resources/bin/docker',
    desktop: '/Applications/Docker.app',
  })
})

it('finds Docker Desktop on Windows, where the folder of programs is elsewhere too', async () => {
  const environment = { ProgramFiles: 'D:\\Programs', Path: 'C:\\Windows' }
  const root = 'D:\\Programs\\Docker\\Docker'
  expect(
    await look({ platform: 'win32', environment }, [
      `${root}\\resources\\bin\\docker.exe`,
      `${root}\\Docker Desktop.exe`,
    ]),
  ).toEqual({ cli: `${root}\\resources\\bin\\docker.exe`, desktop: `${root}\\Docker Desktop.exe` })
})

it('finds the command of Windows in WSL where Linux has none, on the PATH or where it usually is', async () => {
  const environment = { PATH: '/usr/bin:/mnt/d/Docker/bin' }
  const usual = '/mnt/c/Program Files/Docker/Docker/resources/bin/docker.exe'
  const program = '/mnt/c/Program Files/Docker/Docker/Docker Desktop.exe'
  const inWsl = { wsl: true, environment }
  expect(await look(inWsl, [usual, program])).toEqual({ cli: usual, desktop: program })
  expect(await look(inWsl, [usual, '/mnt/d/Docker/bin/docker.exe'])).toMatchObject({
    cli: '/mnt/d/Docker/bin/docker.exe',
  })
  expect(await look(inWsl, [usual, '/usr/local/bin/docker'])).toMatchObject({ cli: '/usr/local/bin/docker' })
  expect(await look({ environment }, [usual])).toMatchObject({ cli: null })
})

it('finds nothing where nothing is', async () => {
  expect(await look({ environment: { PATH: '' } }, [])).toEqual({ cli: null, desktop: null })
})
