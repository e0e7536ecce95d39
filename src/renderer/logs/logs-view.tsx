export const LogsView = (_: { readonly subject: string }) => null
