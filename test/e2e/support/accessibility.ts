import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { z } from 'zod'

const outcome = z.object({
  violations: z.array(
    z.object({
      id: z.string(),
      impact: z.string().nullable(),
      help: z.string(),
      nodes: z.array(z.object({ html: z.string(), failureSummary: z.string().optional() })),
    }),
  ),
})

/** What axe-core calls serious or critical on the page as it stands: rule, element, what is wrong. */
export const seriousFindings = async (page: Page): Promise<string[]> => {
  // A window behind another one draws nothing, and stays between two themes.
  await page.bringToFront()
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve))
    const finite = document
      .getAnimations()
      .filter(({ effect }) => Number.isFinite(effect?.getComputedTiming().endTime ?? 0))
    await Promise.allSettled(finite.map(({ finished }) => finished))
  })
  const { violations } = outcome.parse(
    // Evaluated over the browser's own protocol: the page's policy, which forbids foreign scripts, is not touched.
    await page.evaluate(`(() => { ${axe.source}; return axe.run(document, {
      resultTypes: ['violations'],
      rules: { 'target-size': { enabled: true } },
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    }) })()`),
  )
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, failureSummary = '' }) => `${id}: ${help}\n${html}\n${failureSummary}`),
    )
}
