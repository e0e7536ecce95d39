/** Exported names must be sorted: the loader searches them by halves. */
const sorted = (names: readonly string[]): readonly string[] => [...names].sort()

const section = 0x1000
const imageBase = 0x63f80000

/** DllMain: TRUE. Every exported function: return. */
const code = Buffer.from('b801000000c20c00c3', 'hex')
const emptyFunction = section + 8

const exportsAt = (names: readonly string[], at: number): Buffer => {
  const count = names.length
  const strings: Buffer[] = [Buffer.from('plugin.dll\0', 'latin1')]
  const tables = Buffer.alloc(40 + count * 10)
  const nameAt = (): number => at + tables.length + strings.reduce((sum, each) => sum + each.length, 0)
  tables.writeUInt32LE(at + tables.length, 12)
  tables.writeUInt32LE(1, 16)
  tables.writeUInt32LE(count, 20)
  tables.writeUInt32LE(count, 24)
  tables.writeUInt32LE(at + 40, 28)
  tables.writeUInt32LE(at + 40 + count * 4, 32)
  tables.writeUInt32LE(at + 40 + count * 8, 36)
  for (const [index, name] of sorted(names).entries()) {
    tables.writeUInt32LE(emptyFunction, 40 + index * 4)
    tables.writeUInt32LE(nameAt(), 40 + count * 4 + index * 4)
    tables.writeUInt16LE(index, 40 + count * 8 + index * 2)
    strings.push(Buffer.from(`${name}\0`, 'latin1'))
  }
  return Buffer.concat([tables, ...strings])
}

/** 32-bit, relocatable, one section. */
const headers = (directory: { readonly at: number; readonly size: number }, relocations: number): Buffer => {
  const head = Buffer.alloc(0x200)
  head.write('MZ', 0, 'latin1')
  head.writeUInt32LE(0x40, 0x3c)
  head.write('PE\0\0', 0x40, 'latin1')
  head.writeUInt16LE(0x14c, 0x44)
  head.writeUInt16LE(1, 0x46)
  head.writeUInt16LE(0xe0, 0x54)
  head.writeUInt16LE(0x2102, 0x56)
  const optional = 0x58
  head.writeUInt16LE(0x10b, optional)
  head.writeUInt32LE(section, optional + 16)
  head.writeUInt32LE(section, optional + 20)
  head.writeUInt32LE(imageBase, optional + 28)
  head.writeUInt32LE(0x1000, optional + 32)
  head.writeUInt32LE(0x200, optional + 36)
  for (const version of [40, 48]) head.writeUInt16LE(4, optional + version)
  head.writeUInt32LE(0x2000, optional + 56)
  head.writeUInt32LE(0x200, optional + 60)
  head.writeUInt16LE(2, optional + 68)
  for (const reserve of [72, 80]) head.writeUInt32LE(0x100000, optional + reserve)
  for (const commit of [76, 84]) head.writeUInt32LE(0x1000, optional + commit)
  head.writeUInt32LE(16, optional + 92)
  head.writeUInt32LE(directory.at, optional + 96)
  head.writeUInt32LE(directory.size, optional + 100)
  head.writeUInt32LE(relocations, optional + 96 + 5 * 8)
  head.writeUInt32LE(8, optional + 100 + 5 * 8)
  const first = optional + 0xe0
  head.write('.text', first, 'latin1')
  head.writeUInt32LE(0x1000, first + 8)
  head.writeUInt32LE(section, first + 12)
  head.writeUInt32LE(0x1000, first + 16)
  head.writeUInt32LE(0x200, first + 20)
  head.writeUInt32LE(0x60000020, first + 36)
  return head
}

/**
 * A plug-in for NSIS whose functions do nothing, for those that no registry carries: what they do to a start menu is beyond what tests
 * here can see.
 */
export const emptyPlugin = (names: readonly string[]): Buffer => {
  const at = section + 0x10
  const tables = exportsAt(names, at)
  const relocations = section + 0xff0
  const body = Buffer.alloc(0x1000)
  code.copy(body)
  tables.copy(body, 0x10)
  body.writeUInt32LE(section, 0xff0)
  body.writeUInt32LE(8, 0xff4)
  return Buffer.concat([headers({ at, size: tables.length }, relocations), body])
}
