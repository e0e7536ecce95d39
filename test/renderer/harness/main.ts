import '../../../src/renderer/no-eval'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/jetbrains-mono/wght.css'
import '../../../src/renderer/design/tokens.css'
import '../../../src/renderer/design/base.css'

// As in src/renderer/main.ts.
void import('./start').then(({ start }) => start())
