/** `small-setup.mjs FOLDER VERSION TO`: our installer around a folder that stands for the program; it says where it lies. */
import { build, Arch, Platform } from 'electron-builder'

const [prepackaged, version, to] = process.argv.slice(2)
const made = await build({
  prepackaged,
  targets: Platform.WINDOWS.createTarget('nsis', Arch.x64),
  config: { extraMetadata: { version }, compression: 'store', directories: { output: to } },
})
process.stdout.write(`${made.find((file) => file.endsWith('.exe'))}\n`)
