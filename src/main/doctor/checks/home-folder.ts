import { rm } from 'node:fs/promises'
import { writeBeside } from '../../home/write-atomic'
import { passed, type Preflight } from '../preflight'

export const homeFolder: Preflight = {
  id: 'home',
  title: 'Home folder',
  // A failure of the write carries what, why and fix already.
  async look({ home }) {
    await rm(await writeBeside(home.path('doctor'), 'written by the doctor'), { force: true })
    return passed(`${home.folder} can be written to.`)
  },
}
