import type { ReactNode } from 'react'
export const TerminalPane = ({ children }: { readonly children: ReactNode }) => <div>{children}</div>
