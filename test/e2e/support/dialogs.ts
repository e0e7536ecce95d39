import type { Page } from 'playwright-core'
import type { ViewName } from '../../../src/renderer/views/route'

/** What asks in front of the panel; the notes in its corner are dialogs to assistive technology, too, and leave by themselves. */
export const inFront = '[role=dialog]:not(.toast)'

interface DialogPlace {
  readonly name: string
  readonly view: ViewName
  readonly open: (page: Page) => Promise<void>
  /** What is there once it is drawn. */
  readonly shows: RegExp
}

const press = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('button', { name }).first().focus()
  await page.keyboard.press('Enter')
}

const keys = (stroke: string) => async (page: Page) => {
  await page.locator('main').focus()
  await page.keyboard.press(stroke)
}

const ofRow = (name: string) => async (page: Page) => {
  await page.getByRole('grid').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  const details = page.getByRole('complementary', { name: /^Row / })
  await details.getByRole('list', { name: 'Lineage' }).waitFor()
  await details.getByRole('button', { name, exact: true }).press('Enter')
}

/** Every dialog that the panel has over a fleet that runs, with a way to it by keys. */
export const dialogs: readonly DialogPlace[] = [
  { name: 'the palette', view: 'services', open: keys('Control+k'), shows: /Get demo-ready/ },
  { name: 'the shortcuts', view: 'services', open: keys('?'), shows: /History map: zoom/ },
  { name: 'the settings', view: 'services', open: keys('Control+,'), shows: /Project/ },
  { name: 'the reset', view: 'services', open: press('Reset…'), shows: /Versions that go|No version goes/ },
  { name: 'stopping', view: 'services', open: press('Stop the fleet'), shows: /Remove all data as well/ },
  { name: 'port and project', view: 'services', open: press('Port and project'), shows: /Port on 127/ },
  { name: 'adding', view: 'annotations', open: press('Add annotation'), shows: /pt_position/ },
  { name: 'saving as CSV', view: 'annotations', open: press('Save as CSV'), shows: /apostrophe/ },
  {
    name: 'adding from CSV',
    view: 'annotations',
    open: press('Add from CSV'),
    shows: /It needs the columns/,
  },
  { name: 'editing', view: 'annotations', open: ofRow('Edit'), shows: /Save as a new row/ },
  { name: 'deleting', view: 'annotations', open: ofRow('Delete'), shows: /Delete the row/ },
  { name: 'deleting versions', view: 'versions', open: press('Delete versions…'), shows: /Version 1/ },
  { name: 'the bundle', view: 'doctor', open: press('Diagnostics bundle'), shows: /status\.json/ },
]
