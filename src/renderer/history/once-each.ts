/** What `make` makes of a key, made once: an unchanged row stays the same object, and is not drawn again. */
export const onceEach = <K, V>(make: (key: K) => V): ((key: K) => V) => {
  const made = new Map<K, { readonly value: V }>()
  return (key) => {
    const known = made.get(key) ?? { value: make(key) }
    made.set(key, known)
    return known.value
  }
}
