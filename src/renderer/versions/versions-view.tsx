export const VersionsView = (_: { readonly subject: string }) => null
