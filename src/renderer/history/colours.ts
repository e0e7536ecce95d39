/** What the map is drawn with: the theme's own tokens, for a canvas takes no CSS variables. */
export interface Colours {
  readonly panel: string
  readonly line: string
  readonly text: string
  readonly mute: string
  readonly accent: string
  readonly onAccent: string
  readonly bad: string
  readonly sans: string
  readonly mono: string
  /** Of a lane, in turn: strong for the row that is, soft for those that were. */
  readonly data: readonly { readonly strong: string; readonly soft: string }[]
  readonly onData: string
  readonly onSoft: string
}

export const hues = 5

export const readColours = (element: Element): Colours => {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    panel: token('panel'),
    line: token('line'),
    text: token('text'),
    mute: token('mute'),
    accent: token('accent'),
    onAccent: token('on-accent'),
    bad: token('bad'),
    sans: token('sans'),
    mono: token('mono'),
    data: Array.from({ length: hues }, (_, hue) => ({
      strong: token(`data-${hue + 1}`),
      soft: token(`data-${hue + 1}-soft`),
    })),
    onData: token('on-data'),
    onSoft: token('on-data-soft'),
  }
}
