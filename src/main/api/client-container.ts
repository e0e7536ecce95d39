import type { Genuine } from '../fleet/genuine/open-genuine'
import type { ContainerSource } from '../terminal/container/container-python'

/** The image of the materialization services carries Python, IPython and the official client: another is not needed. */
export const clientContainer = async (
  genuine: () => Promise<Genuine>,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<ContainerSource> => {
  const { engine, supply } = await genuine()
  const own = variables['REALCAVE_CLIENT_IMAGE'] ?? ''
  return { engine, image: own === '' ? (supply.model().services['mat']?.image ?? '') : own }
}
