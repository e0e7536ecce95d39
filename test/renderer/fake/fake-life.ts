import type { Answer, Asked } from '../../../src/shared/contract'
import { lifeAtFirst, type NewerVersion, type Trouble } from '../../../src/shared/domain/life'

/** What the home remembers of the panel's life in the system, and what goes wrong with its program. */
export class FakeLife {
  newer: NewerVersion | null = null
  releases: string | null = 'https://github.com/someone/panel/releases'
  private settings = lifeAtFirst
  private troubles: Trouble[] = []
  private readonly watchers = new Set<(troubles: Trouble[]) => void>()

  read(): Answer<'life.read'> {
    return { ...this.settings, releases: this.releases }
  }

  choose({ leaving, closing, newVersions }: Asked<'life.choose'>): void {
    this.settings = {
      leaving: leaving ?? this.settings.leaving,
      closing: closing ?? this.settings.closing,
      newVersions: newVersions ?? this.settings.newVersions,
    }
  }

  add(what: string, at = new Date().toISOString()): void {
    const id = this.troubles.length + 1
    this.troubles = [...this.troubles, { id, at, code: 'PANEL_FAILED', what, why: 'Because.', fix: 'Go on.' }]
    for (const watcher of this.watchers) watcher(this.troubles)
  }

  watch(item: (troubles: Trouble[]) => void): () => void {
    this.watchers.add(item)
    item(this.troubles)
    return () => this.watchers.delete(item)
  }
}
