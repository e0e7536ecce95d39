import { execFileSync, spawnSync } from 'node:child_process'
import { chmod, mkdir, readFile, readlink, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { everyFile, given, installer, openWorld, type World } from './kit-world'

/** As far as a script can see: it unpacks itself where it is called, loudly, and what it unpacks is run. */
const image = (version: string): string => `#!/bin/sh
if [ "$1" = --appimage-mount ] && [ -e "$HOME/may-mount" ]; then
  echo "$HOME/mount"
  exec sleep 60
fi
[ "$1" = --appimage-extract ] || { echo "was called with $*"; exit 9; }
mkdir squashfs-root
echo a picture >squashfs-root/realcave.png
cat >squashfs-root/AppRun <<'END'
#!/bin/sh
printf '%s|' ${version} "$@" "$APPIMAGE" "$APPDIR" >>"$HOME/called.txt"
exit "\${ENDS_WITH:-0}"
END
chmod 755 squashfs-root/AppRun
for i in 1 2 3 4 5 6 7 8 9; do echo "squashfs-root/file$i"; done
`

let world: World
let home: string
let temporary: string
let program: string
let start: string
beforeEach(async () => {
  world = await openWorld()
  home = path.join(world.folder, 'home of "Ünï" $x')
  temporary = path.join(world.folder, 'temporary')
  program = path.join(home, '.local', 'share', 'realcave-app', 'RealCAVE.AppImage')
  start = path.join(path.dirname(program), 'realcave')
  await mkdir(home)
  await mkdir(temporary)
})

const make = async (version: string): Promise<void> => {
  const app = await installer(world, 'RealCAVE 1.AppImage', image(version))
  await world.make({ targets: [], installers: [app] })
}
const shell = (file: string, environment: Readonly<Record<string, string>> = {}) => {
  const { status, stdout, stderr } = spawnSync('sh', [file], {
    env: { PATH: process.env['PATH'] ?? '', HOME: home, TMPDIR: temporary, ...environment },
    encoding: 'utf8',
    timeout: 30_000,
  })
  return { status, out: stdout, err: stderr }
}
const install = (environment?: Readonly<Record<string, string>>) =>
  shell(path.join(world.kit, 'install.sh'), environment)
const called = (): Promise<string> => readFile(path.join(home, 'called.txt'), 'utf8')
const isThere = async (file: string): Promise<boolean> => (await stat(file).catch(() => null)) !== null

describe.runIf(process.platform === 'linux')('install.sh of a kit', () => {
  test('installs the program, its command and its menu entry, and takes the kit; again, it changes nothing', async () => {
    await make('one')
    const before = await everyFile(world.kit)
    expect(install()).toMatchObject({ status: 0, out: expect.stringContaining('Done.'), err: '' })
    expect(await called()).toMatch(/^one\|kit\|use\|/)
    expect(await called()).toContain(`|${world.kit}|${start}|`)
    expect(await readFile(program, 'utf8')).toBe(image('one'))
    expect(await readlink(path.join(home, '.local', 'bin', 'realcave'))).toBe(start)
    const files = await everyFile(home)
    const { mtimeMs } = await stat(program)
    expect(install()).toMatchObject({ status: 0, err: '' })
    expect(await everyFile(home)).toEqual(files)
    expect((await stat(program)).mtimeMs).toBe(mtimeMs)
    expect(await everyFile(world.kit)).toEqual(before)
  })

  test('writes the menu entry so that the path is one word of it, whatever it is made of', async () => {
    await make('one')
    install()
    const entry = await readFile(path.join(home, '.local/share/applications/realcave.desktop'), 'utf8')
    // Twice: the file's own escapes, and those of a quoted word.
    const written = start.replaceAll(/["$]/g, (each) => `\\\\${each}`)
    expect(entry).toContain(`Exec="${written}"\n`)
    expect(entry).toContain(`Icon=${path.dirname(program)}/realcave.png\n`)
  })

  test('unpacks it quietly, where nobody else writes, and leaves nothing there', async () => {
    await make('one')
    const ran = install()
    expect(ran.out + ran.err).not.toContain('squashfs-root')
    const folder = (await called()).split('|').at(-2) ?? ''
    expect(folder.startsWith(path.join(temporary, 'realcave-'))).toBe(true)
    expect(await everyFile(temporary)).toEqual([])
  })

  test('takes the installer that the kit names, and no program that was put beside it', async () => {
    await make('one')
    const stranger = await given(world, 'kit/installer/AAA.AppImage', image('stranger'))
    await chmod(stranger, 0o755)
    expect(install().status).toBe(0)
    expect(await called()).toMatch(/^one\|/)
    expect(await readFile(program, 'utf8')).toBe(image('one'))
  })

  test.each([
    ['was cut short', (file: string) => truncate(file, 100)],
    ['was changed', (file: string) => writeFile(file, image('two'))],
  ])('leaves the program that is there where the installer %s, and says so', async (_what, damage) => {
    await make('one')
    expect(install().status).toBe(0)
    await make('six')
    await damage(path.join(world.kit, 'installer', 'RealCAVE 1.AppImage'))
    const ran = install()
    expect(ran.status).toBe(1)
    expect(ran.err).toMatch(/RealCAVE was not installed: .*RealCAVE 1\.AppImage.*\n {2}Why: .*\n {2}Fix: /)
    expect(await readFile(program, 'utf8')).toBe(image('one'))
    expect(await isThere(`${program}.new`)).toBe(false)
  })

  test('puts a newer installer of the kit in the place of the program that is there', async () => {
    await make('one')
    install()
    await make('two')
    expect(install().status).toBe(0)
    expect(await readFile(program, 'utf8')).toBe(image('two'))
  })

  test('of a kit without one says how to give it; beside a program that is there it takes the kit', async () => {
    await world.make({ targets: [] })
    expect(install()).toMatchObject({ status: 1, err: expect.stringContaining('--installer FILE') })
    await make('one')
    install()
    await world.make({ targets: [], folder: path.join(world.folder, 'second') })
    expect(shell(path.join(world.folder, 'second', 'install.sh')).status).toBe(0)
    expect(await called()).toContain(`${world.folder}/second|`)
  })

  test('keeps it unpacked where there is no FUSE, so that it starts there; later it need not', async () => {
    const commands = path.join(world.folder, 'commands')
    await mkdir(commands)
    const needed =
      'awk cat chmod cp cut dirname head ln mkdir mktemp mv readlink rm rmdir sed sha256sum sh sleep tail tr uname wc'
    for (const name of needed.split(' ')) {
      const found = execFileSync('sh', ['-c', `command -v ${name}`], { encoding: 'utf8' }).trim()
      await symlink(found, path.join(commands, name))
    }
    await make('one')
    expect(install({ PATH: commands })).toMatchObject({ status: 0, err: '' })
    const command = path.join(home, '.local', 'bin', 'realcave')
    const startIt = (): string =>
      execFileSync('sh', [command, 'from', 'here'], { env: { HOME: home, PATH: commands } }).toString()
    startIt()
    const unpacked = path.join(path.dirname(program), 'unpacked')
    expect(await called()).toMatch(/one\|from\|here\|[^|]*\/realcave\|[^|]*\/unpacked\|$/)
    await make('two')
    install({ PATH: commands })
    startIt()
    expect(await called()).toMatch(/two\|from\|here\|[^|]*\|[^|]*\|$/)
    await writeFile(path.join(commands, 'fusermount'), '#!/bin/sh\n', { mode: 0o755 })
    install({ PATH: commands })
    // There is FUSE, and this user may not use it.
    expect(await isThere(unpacked)).toBe(true)
    await writeFile(path.join(home, 'may-mount'), '')
    install({ PATH: commands })
    expect(await isThere(unpacked)).toBe(false)
  })

  test('ends with the status of what took the kit, and says that the program is there', async () => {
    await make('one')
    expect(install({ ENDS_WITH: '3' })).toMatchObject({
      status: 3,
      err: expect.stringContaining('not all of the kit was taken'),
    })
    expect(await everyFile(temporary)).toEqual([])
  })

  test('leaves a command of that name that is something else', async () => {
    await make('one')
    const other = path.join(home, '.local', 'bin', 'realcave')
    await mkdir(path.dirname(other), { recursive: true })
    await symlink('/bin/true', other)
    expect(install()).toMatchObject({ status: 0, out: expect.stringContaining('was not made') })
    expect(await readlink(other)).toBe('/bin/true')
    expect(shell(path.join(path.dirname(program), 'uninstall.sh')).status).toBe(0)
    expect(await readlink(other)).toBe('/bin/true')
  })

  test('lays beside the program what removes all of it, and nothing else', async () => {
    await make('one')
    install()
    const own = await given(world, `${path.basename(home)}/.local/share/realcave-app/notes.txt`, 'mine')
    const removal = path.join(path.dirname(program), 'uninstall.sh')
    expect(shell(removal)).toMatchObject({ status: 0, out: expect.stringContaining('holds other things') })
    expect((await everyFile(home)).filter((name) => path.basename(name).includes('.'))).toEqual([
      '.local',
      '.local/share/realcave-app/notes.txt',
      'called.txt',
    ])
    expect(await readFile(own, 'utf8')).toBe('mine')
    expect(await everyFile(path.join(home, '.local', 'bin'))).toEqual([])
  })
})
