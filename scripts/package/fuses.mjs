/** The fuses of the shipped Electron: what the program can never be made to do, whoever starts it. */
import { FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses'

/** Every fuse that there is; none is left as it comes. */
const fuses = {
  /** No ELECTRON_RUN_AS_NODE: the program is no general Node. */
  [FuseV1Options.RunAsNode]: false,
  /** The panel has no cookies; with a key in the keychain, macOS would ask for it at each new version of a program without a certificate. */
  [FuseV1Options.EnableCookieEncryption]: false,
  /** No NODE_OPTIONS and no --inspect: nobody's code runs as the program. */
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  /** The program is loaded from the archive alone, and a changed one is refused (Windows, macOS). */
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  /** The panel's pages have a scheme of their own; file: needs no rights. */
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  /** Bounds of WebAssembly memory by the processor's traps, as Electron ships it: faster than checks. */
  [FuseV1Options.WasmTrapHandlers]: true,
}

export const names = Object.keys(fuses).map((index) => FuseV1Options[index])
const off = '0'.charCodeAt(0)
const on = '1'.charCodeAt(0)

/** The fuses of an executable by name: true, false, or undefined where its Electron has no such fuse. */
export const readFuses = async (executable) => {
  const wire = await getCurrentFuseWire(executable)
  const state = (value) => (value === on ? true : value === off ? false : undefined)
  return Object.fromEntries(names.map((name) => [name, state(wire[FuseV1Options[name]])]))
}

/** An Electron of the past has fewer fuses: those that it has are set all the same. */
const known = async (executable) => {
  const wire = await readFuses(executable)
  return Object.fromEntries(
    Object.entries(fuses).filter(([index]) => wire[FuseV1Options[index]] !== undefined),
  )
}

/** Sets them all, reads them back, and fails where one is not as it has to be. `older`: for an Electron that lacks some. */
export const setFuses = async (executable, { older }) => {
  const wanted = older ? await known(executable) : fuses
  await flipFuses(executable, { version: FuseVersion.V1, strictlyRequireAllFuses: !older, ...wanted })
  const found = await readFuses(executable)
  const wrong = Object.entries(wanted).filter(([index, value]) => found[FuseV1Options[index]] !== value)
  if (wrong.length > 0)
    throw new Error(
      `Fuses of ${executable} are not set: ${wrong.map(([index]) => FuseV1Options[index]).join(', ')}`,
    )
  return Object.keys(wanted).length
}
