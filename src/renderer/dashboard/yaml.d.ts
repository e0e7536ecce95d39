/** Read at build time: electron.vite.config.ts. */
declare module '*.yaml' {
  const value: unknown
  export default value
}
