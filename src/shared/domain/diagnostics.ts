import { z } from 'zod'

/** What would be in a diagnostics bundle, private words blanked already; kept by the core for as long as it is looked at. */
export const bundlePreview = z.object({
  id: z.uuid(),
  files: z.array(z.object({ path: z.string(), bytes: z.number().int() })),
})
export type BundlePreview = z.infer<typeof bundlePreview>
