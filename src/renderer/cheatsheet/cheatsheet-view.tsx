export const CheatsheetView = (_: { readonly subject: string }) => null
