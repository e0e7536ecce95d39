import '../no-eval'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '../design/tokens.css'
import '../design/base.css'

// As in ../main.ts.
void import('./start').then(({ start }) => start())
