/** How Python prints values: messages of the genuine services quote dicts and lists so (recorded in contract/). */
export const pythonText = (value: unknown): string => {
  if (value === null || value === undefined) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (typeof value === 'string') return quoted(value)
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`
  return `{${Object.entries(value)
    .map(([name, each]) => `${quoted(name)}: ${pythonText(each)}`)
    .join(', ')}}`
}

/** A float's repr: 8 is written 8.0. */
export const pythonFloat = (value: number): string => {
  if (!Number.isInteger(value)) return String(value)
  return Math.abs(value) < 1e16 ? value.toFixed(1) : value.toExponential()
}

const quoted = (text: string): string => {
  const mark = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replace(/\\/g, '\\\\')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\t/g, '\\t')
  return mark + (mark === "'" ? escaped.replace(/'/g, "\\'") : escaped) + mark
}
