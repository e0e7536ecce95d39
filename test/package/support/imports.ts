import { readFile } from 'node:fs/promises'

interface Section {
  readonly at: number
  readonly size: number
  readonly raw: number
}

const sectionsOf = (file: Buffer, coff: number): readonly Section[] => {
  const first = coff + 20 + file.readUInt16LE(coff + 16)
  return Array.from({ length: file.readUInt16LE(coff + 2) }, (_, index) => {
    const head = first + 40 * index
    return {
      at: file.readUInt32LE(head + 12),
      size: Math.max(file.readUInt32LE(head + 8), file.readUInt32LE(head + 16)),
      raw: file.readUInt32LE(head + 20),
    }
  })
}

/** The libraries that a 64-bit program or library of Windows names, in lower case. */
export const importsOf = async (path: string): Promise<readonly string[]> => {
  const file = await readFile(path)
  const coff = file.readUInt32LE(0x3c) + 4
  const sections = sectionsOf(file, coff)
  const place = (address: number): number => {
    const section = sections.find(({ at, size }) => address >= at && address < at + size)
    if (section === undefined) throw new Error(`${path}: nothing lies at ${address}.`)
    return address - section.at + section.raw
  }
  // The import directory is the second; those of a 64-bit file begin 112 bytes behind the optional header's start.
  const directory = file.readUInt32LE(coff + 20 + 112 + 8)
  const names: string[] = []
  if (directory === 0) return names
  for (let entry = place(directory); file.readUInt32LE(entry + 12) !== 0; entry += 20) {
    const start = place(file.readUInt32LE(entry + 12))
    names.push(file.toString('latin1', start, file.indexOf(0, start)).toLowerCase())
  }
  return names
}
