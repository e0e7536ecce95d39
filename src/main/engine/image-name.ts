/** An image's name taken apart. A port of a registry is no tag. */
export interface ImageName {
  readonly repository: string
  readonly tag: string | null
}

export const parseImage = (name: string): ImageName => {
  const [bare = name] = name.split('@')
  const colon = bare.lastIndexOf(':')
  return colon > bare.lastIndexOf('/')
    ? { repository: bare.slice(0, colon), tag: bare.slice(colon + 1) }
    : { repository: bare, tag: null }
}
