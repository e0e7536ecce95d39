import type { EngineStarter } from '../engine/engine-starter'
import type { EngineSearch } from '../engine/find-engine'

/** However many ask while it is looked for, the engine is looked for once. Ends by itself: each place is asked with a limit. */
export const engineSearch = (): (() => Promise<EngineSearch>) => {
  let going: Promise<EngineSearch> | undefined
  const look = async (): Promise<EngineSearch> => {
    const [{ findEngine }, { surroundingsHere }] = await Promise.all([
      import('../engine/find-engine'),
      import('../engine/surroundings'),
    ])
    return findEngine(await surroundingsHere(), new AbortController().signal)
  }
  return () => (going ??= look().finally(() => (going = undefined)))
}

export const openEngineHere = async (search: () => Promise<EngineSearch>): Promise<EngineStarter> => {
  const [{ openEngineStarter }, { surroundingsHere }] = await Promise.all([
    import('../engine/engine-starter'),
    import('../engine/surroundings'),
  ])
  return openEngineStarter({ surroundings: await surroundingsHere(), search })
}
