/**
 * The layers of docs/architecture.md, computed from the imports. Dependencies point one way:
 * app, cli, serve -> api -> fleet, data, terminal, doctor -> engine, practice, orchestrator, home -> machine, pages, waiting
 * -> shared.
 */
const layers = [
  ['app', 'cli', 'serve'],
  ['api'],
  ['fleet', 'data', 'terminal', 'doctor', 'lessons'],
  ['engine', 'practice', 'orchestrator', 'home'],
  ['machine', 'pages', 'waiting'],
]

const upward = layers.slice(1).map((folders, index) => {
  const above = layers.slice(0, index + 1).flat()
  return {
    name: `${folders.join('-')}-knows-nothing-above`,
    comment: `src/main/{${folders.join(',')}} must not import from {${above.join(',')}}.`,
    severity: 'error',
    from: { path: `^src/main/(${folders.join('|')})/` },
    to: { path: `^src/main/(${above.join('|')})/` },
  }
})

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'shared-is-plain',
      comment: 'src/shared: no Node, no DOM, no Electron, nothing of the other folders; zod only.',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { pathNot: ['^src/shared/', '^node_modules/zod/'] },
    },
    {
      name: 'renderer-knows-only-shared',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/(main|preload)/' },
    },
    {
      name: 'renderer-is-a-page',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'preload-knows-only-shared',
      severity: 'error',
      from: { path: '^src/preload/' },
      to: { path: '^src/(main|renderer)/' },
    },
    {
      name: 'main-knows-no-page',
      severity: 'error',
      from: { path: '^src/main/' },
      to: { path: '^src/(renderer|preload)/' },
    },
    {
      name: 'only-app-imports-electron',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main/app|preload)/' },
      to: { path: '(^|/)electron($|/)' },
    },
    {
      name: 'orchestrator-is-pure',
      comment: 'How to run steps: knows no Docker, no CAVE, no Node module.',
      severity: 'error',
      from: { path: '^src/main/orchestrator/' },
      to: { pathNot: ['^src/main/orchestrator/', '^src/shared/'] },
    },
    {
      name: 'entries-stand-apart',
      comment: 'app, cli and serve share code through api and below; app and cli may start serve.',
      severity: 'error',
      from: { path: '^src/main/serve/' },
      to: { path: '^src/main/(app|cli)/' },
    },
    ...upward,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    // Its swc parser reads no JSX: what .tsx files import is held by no-restricted-imports in .oxlintrc.json, and by
    // scripts/folders.mjs, which forbids circles of folders.
    exclude: { path: '^(out|dist)/|\\.tsx$' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      mainFields: ['module', 'main', 'types', 'typings'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
