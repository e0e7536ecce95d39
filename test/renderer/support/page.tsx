import { CSPProvider } from '@base-ui/react/csp-provider'
import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { afterEach, expect, vi } from 'vitest'
import type { Bridge } from '../../../src/shared/bridge'
import { BridgeContext } from '../../../src/renderer/core/bridge-context'
import { ViewSource } from '../../../src/renderer/views/view-source'
import { viewOf } from '../../../src/renderer/shell/views'
import { useFleet } from '../../../src/renderer/core/fleet-status'
import { createQueryClient } from '../../../src/renderer/core/query-client'

const open = new Set<Root>()

/** What is on the page ends, as a view does that the reader leaves. */
export const leave = (): void => {
  for (const root of open) root.unmount()
  open.clear()
  document.body.replaceChildren()
}

afterEach(() => {
  leave()
  useFleet.setState({ status: null, link: 'open', error: null, round: 0 })
})

/** There is no layout here: long lists see a window of this size. */
for (const [side, length] of Object.entries({ clientHeight: 600, clientWidth: 1200 }))
  Object.defineProperty(HTMLElement.prototype, side, { configurable: true, get: () => length })

/** A machine that is busy with other tests takes its time. */
const patience = { timeout: 8000, interval: 30 }

/** Puts something on the page. */
export const put = async (content: ReactNode, client: QueryClient): Promise<void> => {
  const place = document.createElement('div')
  document.body.append(place)
  const root = createRoot(place)
  open.add(root)
  root.render(
    <CSPProvider disableStyleElements>
      <QueryClientProvider client={client}>{content}</QueryClientProvider>
    </CSPProvider>,
  )
  await settle()
}

/** Draws something of the panel over a bridge, and waits until the first answers are in. */
export const draw = (bridge: Bridge, content: ReactNode): Promise<void> =>
  put(
    <BridgeContext value={bridge}>
      <ViewSource value={viewOf}>{content}</ViewSource>
    </BridgeContext>,
    createQueryClient(),
  )

/** Lets React and the fake core take in what has happened. */
export const settle = (): Promise<void> => new Promise((done) => setTimeout(done, 10))

const labelOf = (element: Element): string | undefined =>
  element.id === ''
    ? undefined
    : (document.querySelector(`label[for="${element.id}"]`)?.textContent ?? undefined)

const nameOf = (element: Element): string =>
  (element.getAttribute('aria-label') ?? labelOf(element) ?? element.textContent ?? '')
    .replaceAll(/\s+/g, ' ')
    .trim()

const implicit: Readonly<Record<string, string>> = {
  button: 'button, [role=button]',
  link: 'a[href]',
  textbox: 'input:not([type]), input[type=text], textarea',
  checkbox: 'input[type=checkbox]',
  radio: 'input[type=radio]',
  dialog: '[role=dialog]',
  alert: '[role=alert]',
  complementary: 'aside',
}

export const all = (role: string): Element[] => [
  ...document.querySelectorAll(implicit[role] ?? `[role=${role}]`),
]

/** The one element of that role whose name is, or holds, `name`; waits for it. */
export const find = async (role: string, name: string | RegExp = ''): Promise<HTMLElement> => {
  const matching = (): Element[] =>
    all(role).filter((element) =>
      name instanceof RegExp ? name.test(nameOf(element)) : name === '' || nameOf(element) === name,
    )
  await vi.waitFor(async () => {
    await settle()
    expect(matching().map(nameOf), `${role} ${String(name)}`).not.toEqual([])
  }, patience)
  const [element] = matching()
  if (!(element instanceof HTMLElement)) throw new Error(`No ${role} ${String(name)}`)
  return element
}

/** As a person does: not before it can be pressed. */
export const press = async (role: string, name: string | RegExp): Promise<void> => {
  await vi.waitFor(async () => {
    const element = await find(role, name)
    expect(element.matches(':disabled, [aria-disabled=true]'), `${role} ${String(name)} is disabled`).toBe(
      false,
    )
    element.click()
  }, patience)
  await settle()
}

/** Types as React hears it: through the property that it watches. */
export const type = async (element: HTMLElement, text: string): Promise<void> => {
  const { prototype } = element instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement
  Reflect.set(prototype, 'value', text, element)
  element.dispatchEvent(new Event('input', { bubbles: true }))
  element.dispatchEvent(new Event('change', { bubbles: true }))
  await settle()
}

/** What `look` finds, once there is something. */
export const eventually = <T,>(look: () => T | undefined): Promise<T> =>
  vi.waitFor(async () => {
    await settle()
    const found = look()
    if (found === undefined) throw new Error('It did not come.')
    return found
  }, patience)

export const text = (): string => (document.body.textContent ?? '').replaceAll(/\s+/g, ' ')

/** Waits until the page says it. */
export const says = (what: string | RegExp): Promise<void> =>
  vi.waitFor(async () => {
    await settle()
    expect(text()).toMatch(what)
  }, patience)
