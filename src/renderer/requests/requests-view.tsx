export const RequestsView = (_: { readonly subject: string }) => null
