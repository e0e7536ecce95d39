import type { ITheme } from '@xterm/xterm'
import type { Theme } from '../design/theme'

const backgrounds: Readonly<Record<Theme, string>> = { light: '#0f1417', dark: '#0a0e10' }

/** Dark in both themes, as the design has it; the colours of tokens.css, for a renderer that takes no CSS variables. */
export const terminalTheme = (theme: Theme): ITheme => ({
  background: backgrounds[theme],
  foreground: '#e4eeec',
  cursor: '#2dd4bf',
  cursorAccent: backgrounds[theme],
  selectionBackground: '#2dd4bf55',
  black: '#3b4a50',
  red: '#f98a8a',
  green: '#5eead4',
  yellow: '#f7c873',
  blue: '#7cc4f5',
  magenta: '#f472b6',
  cyan: '#2dd4bf',
  white: '#d6e2e0',
  brightBlack: '#93a5a9',
  brightRed: '#fca5a5',
  brightGreen: '#99f6e4',
  brightYellow: '#fde09a',
  brightBlue: '#a5d8fb',
  brightMagenta: '#f9a8d4',
  brightCyan: '#5eead4',
  brightWhite: '#f3f8f7',
})
