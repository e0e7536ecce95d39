import { afterAll, afterEach, beforeAll } from 'vitest'
import { createTerminals, type Terminals } from '../../src/main/terminal/terminals'
import { makeDemoTable } from './demo-table'
import { resources, startPracticeForTest, type PracticeForTest } from './practice'
import { testEnvironment, testPython } from './python'

export interface PracticeTerminals {
  readonly fleet: PracticeForTest
  readonly terminals: Terminals
}

/** Real Pythons over a practice fleet of this test file's own, with the demo's table in it; each test's sessions end with it. */
export const practiceTerminals = (): PracticeTerminals => {
  let fleet: PracticeForTest
  let terminals: Terminals
  beforeAll(async () => {
    await testPython()
    fleet = await startPracticeForTest()
    await makeDemoTable(fleet.address)
    terminals = createTerminals({
      environment: testEnvironment,
      address: async () => fleet.address,
      resources,
    })
  }, 300_000)
  afterEach(() => terminals.close())
  afterAll(() => fleet.stop())
  return {
    get fleet() {
      return fleet
    },
    get terminals() {
      return terminals
    },
  }
}
