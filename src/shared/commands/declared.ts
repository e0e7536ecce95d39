/**
 * A command as it is declared, once, for the palette, the list of shortcuts and the menu of the window. What it does is told in
 * src/renderer/commands, in the file of the same subject.
 */
export interface Declared {
  readonly title: string
  /** `mod+k`: Command on a Mac, Control elsewhere. `g a`: one key after the other. `?`: one key, where nothing is typed. */
  readonly keys?: string
}
