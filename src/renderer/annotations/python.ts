/** A value as Python writes it. JSON's strings are Python's too, as long as nothing is escaped as a surrogate pair. */
export const toPython = (value: unknown): string => {
  if (value === null || value === undefined) return 'None'
  if (value === true) return 'True'
  if (value === false) return 'False'
  if (Array.isArray(value)) return `[${value.map(toPython).join(', ')}]`
  if (typeof value === 'object')
    return `{${Object.entries(value)
      .map(([key, item]) => `${toPython(key)}: ${toPython(item)}`)
      .join(', ')}}`
  return JSON.stringify(value)
}
