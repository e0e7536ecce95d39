/** Style sheets whose loading failed; Vite asks for each once in the life of a page. */
const failed = new Set<HTMLLinkElement>()

const isSheet = (target: EventTarget | null): target is HTMLLinkElement =>
  target instanceof HTMLLinkElement && target.rel === 'stylesheet'

/** From now on notices those that fail; one of the page itself has failed by the time that its script runs. */
export const watchStyles = (): void => {
  for (const link of document.querySelectorAll('link'))
    if (isSheet(link) && link.sheet === null) failed.add(link)
  document.addEventListener('error', ({ target }) => isSheet(target) && failed.add(target), true)
}

const again = (link: HTMLLinkElement): Promise<void> =>
  new Promise((resolve, reject) => {
    const copy = document.createElement('link')
    for (const { name, value } of link.attributes) copy.setAttribute(name, value)
    copy.addEventListener('load', () => resolve())
    copy.addEventListener('error', () => reject(new Error(`${copy.href} could not be loaded.`)))
    failed.delete(link)
    link.replaceWith(copy)
  })

/** Loads those again; fails where one fails again, which the next call tries once more. */
export const mendStyles = async (): Promise<void> => {
  await Promise.all([...failed].map(again))
}
