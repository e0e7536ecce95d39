import { expect, it } from 'vitest'
import { mayLeave } from '../../../src/main/app/leaving'

const dashboard = 'http://127.0.0.1:8080/'

it('lets web pages and the fleet’s own dashboard be opened outside', () => {
  expect(mayLeave('https://www.docker.com/products/docker-desktop', dashboard)).toBe(true)
  expect(mayLeave('http://127.0.0.1:8080/', dashboard)).toBe(true)
  expect(mayLeave('http://127.0.0.1:8080', dashboard)).toBe(true)
  expect(mayLeave('http://127.0.0.1/', 'http://127.0.0.1:80/')).toBe(true)
})

it.each([
  'http://127.0.0.1:8081/',
  'http://127.0.0.1:8080/materialize/views/',
  'http://127.0.0.1:8080/?x=1',
  'http://127.0.0.1:8080/#x',
  'http://localhost:8080/',
  'http://user@127.0.0.1:8080/',
  'http://example.org/',
  'https://user:secret@example.org/',
  'file:///etc/passwd',
  'realcave://panel/',
  'ms-msdt:/id',
  'no address',
])('opens nothing else: %s', (address) => {
  expect(mayLeave(address, dashboard)).toBe(false)
})

it('knows no dashboard before the panel is open', () => {
  expect(mayLeave('http://127.0.0.1:8080/', undefined)).toBe(false)
})
