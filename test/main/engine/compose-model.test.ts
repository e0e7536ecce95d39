import { describe, expect, it } from 'vitest'
import { composeModel, composeText, configurations, labelled } from '../../../src/main/engine/compose-model'

const model = composeModel.parse({
  services: {
    gateway: {
      image: 'nginx:1.28',
      ports: ['127.0.0.1:8080:80'],
      configs: [{ source: 'nginx', target: '/x' }],
    },
    redis: { image: 'redis:7', labels: { note: 'mine' } },
  },
  volumes: { data: null },
  configs: { nginx: { content: 'set $host 1;' }, unused: { content: 'a' } },
})

describe('labels', () => {
  const made = labelled(model, 'home-1')

  it('stand on every service beside its own', () => {
    expect(made.services['redis']?.labels).toMatchObject({ note: 'mine', 'realcave.home': 'home-1' })
    expect(made.services['gateway']?.labels?.['realcave.configuration']).toBe(
      configurations(model)['gateway'],
    )
  })

  it('stand on volumes and networks, the one that nobody declares as well', () => {
    expect(made.volumes).toEqual({ data: { labels: { 'realcave.home': 'home-1' } } })
    expect(made.networks).toEqual({ default: { labels: { 'realcave.home': 'home-1' } } })
  })
})

describe('the configuration’s label', () => {
  const of = (change: (copy: typeof model) => void, service = 'gateway'): string | undefined => {
    const copy = structuredClone(model)
    change(copy)
    return configurations(copy)[service]
  }
  const before = configurations(model)['gateway']

  it('changes with the service’s own model: its port, its image', () => {
    expect(
      of((copy) => Object.assign(copy.services['gateway'] ?? {}, { ports: ['127.0.0.1:8090:80'] })),
    ).not.toBe(before)
    expect(of((copy) => Object.assign(copy.services['gateway'] ?? {}, { image: 'nginx:2' }))).not.toBe(before)
  })

  it('changes with the content of a file that the service uses, and of no other', () => {
    expect(of((copy) => Object.assign(copy.configs?.['nginx'] ?? {}, { content: 'other' }))).not.toBe(before)
    expect(of((copy) => Object.assign(copy.configs?.['unused'] ?? {}, { content: 'other' }))).toBe(before)
    expect(of((copy) => Object.assign(copy.services['redis'] ?? {}, { image: 'redis:8' }))).toBe(before)
  })

  it('does not depend on the order of keys', () => {
    const turned = composeModel.parse({
      ...model,
      services: Object.fromEntries(
        Object.entries(model.services).map(([name, service]) => [
          name,
          Object.fromEntries(Object.entries(service).reverse()),
        ]),
      ),
    })
    expect(configurations(turned)).toEqual(configurations(model))
  })
})

it('gives Compose no variable to fill in', () => {
  expect(composeText(model)).toContain('set $$host 1;')
  expect(
    composeText(composeModel.parse({ services: { a: { image: 'a', command: ['$$', '${X}'] } } })),
  ).toContain('["$$$$","$${X}"]')
})

it('takes a model apart only where it must', () => {
  expect(() => composeModel.parse({ services: { a: { labels: {} } } })).toThrow(/image/)
  expect(
    composeModel.parse({ services: { a: { image: 'a', healthcheck: { test: 'x' } } } }).services['a'],
  ).toEqual({
    image: 'a',
    healthcheck: { test: 'x' },
  })
})
