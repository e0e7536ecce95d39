const advice =
  'The requested URL was not found on the server. If you entered the URL manually please check your spelling and try again.'

/** What flask-restx says of a path whose last part it does not know (contract/01-discovery.json). */
export const notFoundMessage = (
  path: string,
  similar: readonly string[] = [],
): { readonly message: string } => ({
  message:
    similar.length === 0
      ? advice
      : `${advice} You have requested this URI [${path}] but did you mean ${similar.join(' or ')} ?`,
})
