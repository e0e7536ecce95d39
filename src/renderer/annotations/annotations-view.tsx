export const AnnotationsView = (_: { readonly subject: string }) => null
