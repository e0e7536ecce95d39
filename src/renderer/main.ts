import './no-eval'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import './design/tokens.css'
import './design/base.css'

// Only now: a static import could be evaluated, schemas and all, before no-eval is.
void import('./start').then(({ start }) => start())
