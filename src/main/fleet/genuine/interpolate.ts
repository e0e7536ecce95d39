export type Variables = Readonly<Record<string, string | undefined>>

/** The default may itself have variables in it. */
const reference = /\$\{([A-Z_][A-Z0-9_]*)(?::-((?:[^{}]|\$\{[^{}]*\})*))?\}/g

/** Fills in `${NAME}` and `${NAME:-default}`, as Compose reads them; a variable that is empty counts as not set. */
export const interpolate = (text: string, variables: Variables): string =>
  text.replaceAll(reference, (_whole: string, name: string, fallback: string | undefined) => {
    const value = variables[name]
    if (value !== undefined && value !== '') return value
    if (fallback === undefined) throw new Error(`The variable ${name} has no value.`)
    return interpolate(fallback, variables)
  })

/** The variable that a text begins with: `${REALCAVE_MAT_IMAGE:-...}` can be overridden by REALCAVE_MAT_IMAGE. */
export const variableOf = (text: string): string | undefined => /^\$\{([A-Z_][A-Z0-9_]*)/.exec(text)?.[1]
