import { Hono } from 'hono'

/** What a browser sees at `/`: that this is the practice fleet, and how to connect. */
export const page = (port: number): Hono => {
  const app = new Hono()
  app.get('/', (call) => {
    call.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    return call.html(`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>RealCAVE practice fleet</title></head>
<body>
<h1>RealCAVE practice fleet</h1>
<p>This is a practice stand-in for the CAVE services: the same API over a real PostgreSQL, for machines without Docker.</p>
<p>Connect with <code>CAVEclient("fake_datastack", server_address="http://127.0.0.1:${String(port)}")</code>.</p>
</body></html>
`)
  })
  return app
}
