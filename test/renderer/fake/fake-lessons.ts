import type { Answer, Asked } from '../../../src/shared/contract'
import type { Lesson, LessonReport, LessonStepReport } from '../../../src/shared/domain/lesson'
import { noProgress, type LessonProgress, type LessonShelf } from '../../../src/shared/domain/lesson-shelf'
import { Failure } from '../../../src/shared/errors'

export const fakeLesson: Lesson = {
  id: 'proof',
  title: 'The proof, in two parts',
  about: 'Shows that this is a working CAVE. Changes nothing.',
  fleets: ['genuine', 'practice'],
  steps: [
    {
      title: '1. Discovery',
      say: 'The client knows **one address** and asks. <script>alert(1)</script> ![x](http://evil.example/x.png) [guide](https://example.org) [bad](javascript:alert(1))',
      run: ['client.info.get_datastacks()', { pause: 2 }],
      expect: [{ that: 'The datastack is there', check: '"fake_datastack" in _' }],
      view: 'cheatsheet',
      notes: 'Look at the request log.',
      limit: 60,
    },
    {
      title: '2. Roots',
      say: 'A supervoxel has a root.',
      run: ['client.chunkedgraph.get_root_id(72127962782105600)'],
      expect: [
        { that: 'It has one', check: '_ > 0' },
        { that: 'It is the number seven', check: '_ == 7' },
      ],
      notes: '',
      limit: 60,
    },
  ],
}

const firstQuery: Lesson = {
  ...fakeLesson,
  id: 'first-query',
  title: 'Your first query',
  steps: [
    {
      title: 'Which cell is each point on?',
      say: '',
      run: ['client.materialize.query_table("my_cave_table")'],
      expect: [{ that: 'CAVE answers', check: 'True' }],
      notes: '',
      limit: 60,
    },
  ],
}

const genuineOnly: Lesson = { ...fakeLesson, id: 'heal', title: 'Break it and heal it', fleets: ['genuine'] }

const broken = new Failure({
  code: 'LESSON_INVALID',
  what: '/home/anna/lessons/mine.yaml cannot be used.',
  why: 'line 4, column 3: "stepps" is not known here.',
  fix: 'Correct the file; the panel reads it again as it is saved. docs/lessons.md shows how one is written.',
}).info

/** Lessons that run in no time, and a shelf that can be changed. The second step of the proof fails at its second check. */
export class FakeLessons {
  readonly asked: Asked<'lessons.run'>[] = []
  private progress: LessonProgress = noProgress
  private shelf: LessonShelf = {
    folder: '/home/anna/.local/share/realcave/lessons',
    added: [],
    lessons: [
      { key: 'first-query', source: 'shipped', file: 'first-query.yaml', lesson: firstQuery, error: null },
      { key: 'proof', source: 'shipped', file: 'proof.yaml', lesson: fakeLesson, error: null },
      { key: 'heal', source: 'shipped', file: 'heal.yaml', lesson: genuineOnly, error: null },
    ],
  }
  private readonly shelves = new Set<(shelf: LessonShelf) => void>()
  private readonly followers = new Set<(progress: LessonProgress) => void>()

  watch(item: (shelf: LessonShelf) => void): () => void {
    this.shelves.add(item)
    item(this.shelf)
    return () => this.shelves.delete(item)
  }

  follow(item: (progress: LessonProgress) => void): () => void {
    this.followers.add(item)
    item(this.progress)
    return () => this.followers.delete(item)
  }

  set(change: Partial<LessonShelf>): void {
    this.shelf = { ...this.shelf, ...change }
    for (const told of this.shelves) told(this.shelf)
  }

  add(path: string): void {
    if (!path.startsWith('/'))
      throw new Failure({
        ...broken,
        code: 'NOT_FOUND',
        what: `${path} is no lesson file.`,
        why: 'Not whole.',
      })
    this.set({
      added: [...this.shelf.added, { path, error: null }],
      lessons: [
        ...this.shelf.lessons,
        { key: `${path}/mine.yaml`, source: 'own', file: `${path}/mine.yaml`, lesson: null, error: broken },
      ],
    })
  }

  remove(path: string): void {
    this.set({
      added: this.shelf.added.filter((known) => known.path !== path),
      lessons: this.shelf.lessons.filter(({ key }) => !key.startsWith(path)),
    })
  }

  tell(progress: LessonProgress): void {
    this.progress = progress
    for (const told of this.followers) told(progress)
  }

  run(asking: Asked<'lessons.run'>): Answer<'lessons.run'> {
    this.asked.push(asking)
    const steps: LessonStepReport[] = []
    const lesson = asking.key === 'first-query' ? firstQuery : fakeLesson
    const kept = this.progress.key === asking.key ? this.progress.steps : lesson.steps.map(() => null)
    for (const [index, step] of lesson.steps.entries()) {
      if (index < asking.from || index > asking.through) continue
      steps.push({
        title: step.title,
        passed: index === 0,
        output: '',
        stopped: null,
        acts: step.run.map(() => ({ ok: true, elapsed: 12 })),
        checks: step.expect.map(({ that }, place) => ({
          that,
          passed: place === 0,
          detail: place === 0 ? '' : 'found 288230376151711745; compared with 7',
        })),
      })
    }
    this.tell({
      key: asking.key,
      running: null,
      steps: kept.map((before, index) => steps[index - asking.from] ?? before),
    })
    const report: LessonReport = {
      id: lesson.id,
      title: lesson.title,
      passed: steps.every(({ passed }) => passed),
      elapsed: 24,
      steps,
    }
    return report
  }
}
