import type { System } from '../../../src/main/machine/system'

/** A system whose programs print what the test says; others are missing. */
export const fakeSystem = (
  platform: NodeJS.Platform,
  prints: Readonly<Record<string, string>>,
): { readonly system: System; readonly asked: (readonly string[])[] } => {
  const asked: (readonly string[])[] = []
  const ask: System['ask'] = async (file, given) => {
    asked.push([file, ...given])
    return prints[file] ?? ''
  }
  return { system: { platform, ask }, asked }
}
