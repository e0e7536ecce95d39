import 'react'

declare module 'react' {
  /** React's `style` sets properties through the CSSOM, custom ones too. */
  interface CSSProperties {
    readonly [property: `--${string}`]: string | number | undefined
  }
}
