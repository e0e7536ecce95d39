import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seriousFindings } from './support/accessibility'
import { leftOut, neededChromium } from './support/needed'
import { openServedPanel, type ServedPanel } from './support/served-panel'

const chromium = neededChromium()
const [first, second] = ['72127962782105600', '72127962782105601']
const [level2, root] = ['144185556820033537', '288230376151711745']

describe.skipIf(leftOut(chromium))('segmentation', () => {
  let panel: ServedPanel

  beforeAll(async () => {
    panel = await openServedPanel(chromium)
    await panel.go('Segmentation')
  })
  afterAll(async () => {
    await panel?.end()
  })

  const main = () => panel.page.getByRole('main')
  const picture = () => main().getByRole('application', { name: /^Chunk/ })
  const told = () => main().locator('.place-told')
  const node = () => main().getByRole('region', { name: 'Look up' })

  test('shows both supervoxels under their root, and the two annotations on them', async () => {
    await expect.poll(() => told().textContent()).toContain('row 1 “cell A”')
    await expect.poll(() => picture().locator('.chunk-block').count()).toBe(2)
    await expect.poll(() => picture().locator('.chunk-bracket').textContent()).toBe(`root ${root}`)
    await expect.poll(() => picture().locator('.chunk-point').count()).toBe(2)
    await expect.poll(() => node().getByRole('heading', { level: 2 }).textContent()).toBe(first)
    await expect.poll(() => node().textContent()).toContain('2020-01-01 00:00:00 UTC')
  })

  test('a click tells the supervoxel under it, to the voxel', async () => {
    const ground = await picture().locator('.chunk-ground').boundingBox()
    if (ground === null) throw new Error('The chunk is not drawn.')
    await panel.page.mouse.click(ground.x + ground.width * 0.75, ground.y + ground.height * 0.5)
    await expect.poll(() => told().textContent()).toMatch(/^x 89[5-7], y 25[5-7], z 10/)
    await expect.poll(() => node().getByRole('heading', { level: 2 }).textContent()).toBe(second)
  })

  test('the place follows the pointer while it is held', async () => {
    const ground = await picture().locator('.chunk-ground').boundingBox()
    if (ground === null) throw new Error('The chunk is not drawn.')
    await panel.page.mouse.move(ground.x + ground.width * 0.9, ground.y + 10)
    await panel.page.mouse.down()
    await panel.page.mouse.move(ground.x + ground.width * 0.1, ground.y + 10, { steps: 5 })
    await panel.page.mouse.up()
    await expect.poll(() => node().getByRole('heading', { level: 2 }).textContent()).toBe(first)
    const held = await told().textContent()
    await panel.page.mouse.move(ground.x + ground.width * 0.9, ground.y + 10)
    // Whatever the move did is drawn by the frame after the next.
    await panel.page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    )
    await expect(told().textContent()).resolves.toBe(held)
  })

  test('by keys alone: from annotation to annotation, and out of what is segmented', async () => {
    const { keyboard } = panel.page
    await picture().focus()
    await keyboard.press('n')
    await keyboard.press('n')
    await expect.poll(() => told().textContent()).toContain('row 1 “cell A”')
    await main().getByRole('slider', { name: 'Slice' }).focus()
    await keyboard.press('End')
    await expect.poll(() => told().textContent()).toContain('z 127: background')
    await expect.poll(() => node().textContent()).toContain('Nothing is segmented here')
    await picture().focus()
    await keyboard.press('p')
    await expect.poll(() => told().textContent()).toContain('z 10')
  })

  test('before its birth the supervoxels have no root, and the code asks for that time', async () => {
    await main().getByRole('button', { name: 'Before the first root' }).click()
    await expect.poll(() => picture().locator('.chunk-bracket-none').count()).toBe(2)
    await expect.poll(() => node().textContent()).toContain('No root yet')
    await expect(seriousFindings(panel.page)).resolves.toEqual([])
    const cursor = main().getByRole('slider', { name: 'Time cursor' })
    await cursor.press('End')
    await expect.poll(() => cursor.getAttribute('aria-valuetext')).toBe('Now')
    await expect.poll(() => picture().locator('.chunk-bracket-none').count()).toBe(0)
  })

  test('any id is looked up, and walked along', async () => {
    const field = main().getByRole('textbox', { name: /^Any id/ })
    await field.fill(root)
    await field.press('Enter')
    await expect.poll(() => node().textContent()).toContain('Made of 2 supervoxels')
    await expect.poll(() => node().textContent()).toContain('No edit yet')
    await node().getByRole('button', { name: level2, exact: true }).click()
    await expect.poll(() => node().textContent()).toContain('layer 2 of 4')
    await field.fill('72127962782105699')
    await field.press('Enter')
    await expect.poll(() => node().textContent()).toContain('The graph has no node 72127962782105699.')
    await node().getByRole('button', { name: 'Back to the place in the picture' }).click()
    await expect.poll(() => node().textContent()).toContain('layer 1 of 4')
  })

  test('the list tells the same in words', async () => {
    await main().getByRole('button', { name: 'List', exact: true }).click()
    const row = main().getByRole('row').filter({ hasText: 'cell B' })
    await expect.poll(() => row.textContent()).toBe(`2cell B900, 100, 10${second}${root}looked up`)
    await expect(seriousFindings(panel.page)).resolves.toEqual([])
    await main().getByRole('button', { name: 'Picture', exact: true }).click()
  })

  test('an annotation that is added lands at once', async () => {
    await panel.go('Annotations')
    await main().getByRole('button', { name: 'Add annotation' }).click()
    const dialog = panel.page.getByRole('dialog', { name: 'Add to my_cave_table' })
    await dialog.getByLabel('tag').fill('outside')
    for (const axis of ['x', 'y', 'z']) await dialog.getByLabel(`pt_position ${axis}`).fill('100')
    await dialog.getByRole('button', { name: 'Add annotation' }).click()
    await expect.poll(() => dialog.count()).toBe(0)
    await panel.go('Segmentation')
    await main().getByRole('button', { name: 'List', exact: true }).click()
    const row = main().getByRole('row').filter({ hasText: 'outside' })
    await expect.poll(() => row.first().textContent()).toContain('outside this chunk')
    await expect.poll(() => row.first().textContent()).toContain('not looked up yet')
  })

  test('nothing was refused by the policy, and the console holds no error', () => {
    expect(panel.problems.seen).toEqual([])
  })
})
