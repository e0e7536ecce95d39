import { Hono } from 'hono'
import type { Service } from '../../../shared/domain/service'

const style = `body { font: 16px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem; color-scheme: light dark }
table { border-collapse: collapse } td, th { text-align: left; padding: 0.25rem 1.5rem 0.25rem 0 }
code { font-family: ui-monospace, monospace }
`

const rowOf = ({ name, title, state, detail }: Service): string =>
  `<tr><td>${name}</td><td>${title}</td><td>${state}</td><td>${detail}</td></tr>`

/** What a browser sees at `/`: that this is the practice fleet, what runs, and how to connect. */
export const page = (port: number, services: () => Promise<readonly Service[]>): Hono => {
  const app = new Hono()
  const address = `http://127.0.0.1:${String(port)}`
  app.get('/practice.css', (call) => call.body(style, 200, { 'Content-Type': 'text/css; charset=utf-8' }))
  app.get('/', async (call) => {
    call.header('Content-Security-Policy', "default-src 'none'; style-src 'self'; frame-ancestors 'none'")
    return call.html(`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>RealCAVE practice fleet</title><link rel="stylesheet" href="/practice.css"></head>
<body>
<h1>RealCAVE practice fleet</h1>
<p>This is a practice stand-in for the CAVE services: the same API over a real PostgreSQL, for machines without Docker.</p>
<p>Connect with <code>CAVEclient("fake_datastack", server_address="${address}")</code>.</p>
<table><thead><tr><th>Service</th><th>Stands in for</th><th>State</th><th>Note</th></tr></thead>
<tbody>${(await services()).map(rowOf).join('')}</tbody></table>
</body></html>
`)
  })
  return app
}
