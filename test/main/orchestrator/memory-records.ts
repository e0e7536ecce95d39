import type { RecordStore, RunRecord } from '../../../src/main/orchestrator/record'

/** Records that outlive a run; `save` may be made slow or failing. */
export class MemoryRecords implements RecordStore {
  saved: RunRecord = {}
  saves = 0
  beforeSave: () => Promise<void> = () => Promise.resolve()

  load(): Promise<RunRecord> {
    return Promise.resolve(this.saved)
  }

  async save(record: RunRecord): Promise<void> {
    await this.beforeSave()
    this.saves++
    this.saved = record
  }
}
