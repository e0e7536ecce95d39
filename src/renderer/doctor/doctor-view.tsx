export const DoctorView = (_: { readonly subject: string }) => null
