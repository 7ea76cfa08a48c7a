/**
 * Which part may import which. Arrows point down: composition root → capability → player → platform; the browser knows
 * `shared` only. `npm run check` proves it; why it is so: docs/architecture.md.
 */
const TESTS = '\\.test\\.tsx?$'
/** The composition root and the command-line entries: the only places that may know everybody. */
const ROOT = '^server/src/([^/]+\\.ts$|app/|cli/)'

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Files that need one another are one file, or need a third one. Types alone may go in a circle.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'import-exists',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'shared-stands-alone',
      comment: 'It runs in Node and in the browser, and everybody builds on it.',
      severity: 'error',
      from: { path: '^shared/' },
      to: { path: '^(server|client|admin|loadtest|test|scripts)/' },
    },
    {
      name: 'web-app-knows-only-shared',
      severity: 'error',
      from: { path: '^(client|admin)/' },
      to: { path: '^(server|client|admin|loadtest|test|scripts)/', pathNot: '^$1/' },
    },
    {
      name: 'server-knows-only-shared',
      severity: 'error',
      from: { path: '^server/' },
      to: { path: '^(client|admin|loadtest|test|scripts)/' },
    },
    {
      name: 'platform-knows-no-capability',
      comment: 'Technology without a domain word in it.',
      severity: 'error',
      from: { path: '^server/src/platform/' },
      to: { path: '^server/src/', pathNot: '^server/src/platform/' },
    },
    {
      name: 'capability-by-its-face',
      comment: 'One capability enters another by its index.ts only.',
      severity: 'error',
      from: { path: '^server/src/([^/]+)/', pathNot: [TESTS, ROOT] },
      to: { path: '^server/src/[^/]+/.+', pathNot: ['^server/src/$1/', '^server/src/platform/', '/index\\.ts$'] },
    },
    {
      name: 'player-is-below',
      comment: 'The actor is what capabilities build on; it knows none of those who use it.',
      severity: 'error',
      from: { path: '^server/src/player/', pathNot: TESTS },
      to: { path: '^server/src/(admin|jobs|http|stream|notify|insight|shop|progress|games)/' },
    },
    {
      name: 'nobody-imports-the-entry',
      severity: 'error',
      from: {},
      to: { path: '^server/src/main\\.ts$' },
    },
    {
      name: 'root-is-above',
      comment: 'The composition root knows everybody; nobody but the entries knows it.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: [ROOT, TESTS] },
      to: { path: '^server/src/(app|cli)/' },
    },
    {
      name: 'drivers-stay-in-stores',
      comment: 'SQL and Redis are spoken by the platform, by stores and entities, and wired up in the root.',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: ['^server/src/platform/', '\\.(store|entity)\\.ts$', TESTS, ROOT],
      },
      to: { path: 'node_modules/(pg|typeorm|ioredis|bull|@clickhouse)/' },
    },
    {
      name: 'kafka-stays-in-the-stream',
      comment: 'Everybody else writes events into Postgres and reads them from the stream.',
      severity: 'error',
      from: {
        path: '^server/src/',
        pathNot: ['^server/src/platform/', '^server/src/stream/(kafka|relay)-', TESTS, ROOT],
      },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'mail-only-by-the-post',
      comment: 'Who writes to players asks the post: it keeps what is queued, and the safe-play guard stands in it.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/post/', '^server/src/platform/mail\\.ts$', TESTS] },
      to: { path: '^server/src/platform/mail\\.ts$' },
    },
    {
      name: 'mailer-only-in-the-platform',
      comment: 'The same, for the library.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/platform/mail\\.ts$', TESTS] },
      to: { path: 'node_modules/(@types/)?nodemailer/' },
    },
    {
      name: 'messages-leave-by-channels',
      comment: 'Who can send must be a channel, and channels ask safe play.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: ['^server/src/platform/', '\\.channel\\.ts$', TESTS] },
      to: { path: 'node_modules/(web-push|firebase-admin|apns2)/' },
    },
    {
      name: 'declared-dependency',
      comment: 'What production code needs stands in `dependencies` of its own package.json.',
      severity: 'error',
      from: { path: '^(server|shared)/src/', pathNot: TESTS },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
  ],
  required: [
    {
      name: 'channel-asks-safe-play',
      comment:
        'Whatever writes to players of the club’s own accord, or picks whom to write to, takes the guard `MayContact`: who ' +
        'is paused, excluded or at a limit is left alone. Channels are named so (mail.channel.ts).',
      severity: 'error',
      module: {
        path: ['\\.channel\\.ts$', '^server/src/(notify|campaigns|offers|segments)/index\\.ts$'],
        pathNot: TESTS,
      },
      to: { path: '^server/src/safe-play/index\\.ts$', reachable: true },
    },
  ],
  options: {
    // TypeScript 7 has no compiler API to parse with.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'module', 'browser', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mjs', '.js', '.json', '.d.ts', '.css'],
    },
    skipAnalysisNotInRules: true,
  },
}
