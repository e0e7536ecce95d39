import type { BrowserContext, Page } from 'playwright-core'

/** What a page complained of: breaches of its policy, errors in its console, exceptions nobody caught. */
export interface Problems {
  readonly seen: readonly string[]
}

/** Turns each breach of the content security policy into an error of the console, whichever document it happens in. */
export const tellViolations = (context: BrowserContext): Promise<unknown> =>
  context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const { effectiveDirective, blockedURI, sourceFile, lineNumber } = event
      // oxlint-disable-next-line no-console -- the one way out of the page that needs nothing of it
      console.error(`policy: ${effectiveDirective} ${blockedURI} at ${sourceFile}:${lineNumber}`)
    })
  })

export const watchProblems = (page: Page): Problems => {
  const seen: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') seen.push(`${message.text()} (${message.location().url})`)
  })
  page.on('pageerror', (error) => seen.push(error.stack ?? error.message))
  return { seen }
}
