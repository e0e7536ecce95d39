import './no-eval'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './design/tokens.css'
import './design/base.css'
import { loadOrReload } from './core/load'
import { watchStyles } from './core/styles'

/** Without the panel's own parts there is nothing else to say it with. */
const tell = (error: unknown): void => {
  const place = document.querySelector('#root .loading')
  if (place === null) throw error
  place.textContent = `The panel could not be loaded (${error instanceof Error ? error.message : String(error)}). Reload the page.`
}

watchStyles()
// Only now: a static import could be evaluated, schemas and all, before no-eval is.
loadOrReload(() => import('./start'))
  .then(({ start }) => start())
  .catch(tell)
