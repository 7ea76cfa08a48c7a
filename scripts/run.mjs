/**
 * The one way into the project: `npm start`, `npm test` and the other scripts of package.json. Plain JavaScript that needs
 * nothing but Node 18 or later; it installs what is missing, builds the web apps when they changed, and goes on with the
 * Node 24 that the project brings along.
 */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureInstalled } from './lib/install.mjs'
import { projectNode, runToEnd } from './lib/launch.mjs'
import { ROOT } from './lib/project.mjs'
import { ensureWebApps } from './lib/web-apps.mjs'

const OLDEST_NODE = 18

/** Every command: what it runs, and whether it shows the web apps. */
const COMMANDS = {
  start: { entry: 'server/src/main.ts', web: true },
  dev: { entry: 'scripts/dev.mjs', web: false },
  test: { entry: 'test/run.ts', web: true },
  build: { entry: null, web: true },
  check: { entry: 'scripts/check.mjs', web: false },
  migrate: { entry: 'server/src/cli/migrate.ts', web: false },
  audit: { entry: 'server/src/cli/audit.ts', web: false },
  verify: { entry: 'server/src/cli/verify.ts', web: false },
  owner: { entry: 'server/src/cli/owner.ts', web: false },
  recount: { entry: 'server/src/cli/recount.ts', web: false },
  keys: { entry: 'server/src/cli/keys.ts', web: false },
  push: { entry: 'server/src/cli/push.ts', web: false },
  shop: { entry: 'server/src/cli/shop.ts', web: false },
  boards: { entry: 'server/src/cli/boards.ts', web: false },
  stream: { entry: 'server/src/cli/stream.ts', web: false },
  actions: { entry: 'server/src/cli/actions.ts', web: false },
  job: { entry: 'server/src/cli/job.ts', web: false },
  loadtest: { entry: 'loadtest/src/loadtest.ts', web: false },
  bench: { entry: 'loadtest/src/bench.ts', web: false },
  'bench:auth': { entry: 'loadtest/src/auth.ts', web: false },
  'bench:shop': { entry: 'loadtest/src/shop.ts', web: false },
  'bench:missions': { entry: 'loadtest/src/missions.ts', web: false },
  'bench:vaults': { entry: 'loadtest/src/vaults.ts', web: false },
  'bench:alerts': { entry: 'loadtest/src/alerts.ts', web: false },
  'bench:campaigns': { entry: 'loadtest/src/campaigns.ts', web: false },
  'bench:push': { entry: 'loadtest/src/push.ts', web: false },
  'bench:inapp': { entry: 'loadtest/src/in-app.ts', web: false },
  'bench:timers': { entry: 'loadtest/src/timers.ts', web: false },
  'bench:joins': { entry: 'loadtest/src/joins.ts', web: false },
  'bench:boards': { entry: 'loadtest/src/boards.ts', web: false },
  'bench:experiments': { entry: 'loadtest/src/experiments.ts', web: false },
  'bench:segments': { entry: 'loadtest/src/segments.ts', web: false },
  'bench:figures': { entry: 'loadtest/src/retention.ts', web: false },
  'bench:actions': { entry: 'loadtest/src/actions.ts', web: false },
  'bench:stream': { entry: 'loadtest/src/stream.ts', web: false },
  'bench:history': { entry: 'loadtest/src/history.ts', web: false },
  faults: { entry: 'loadtest/src/faults.ts', web: false },
}

async function main([name = '', ...args]) {
  if (Number.parseInt(process.versions.node, 10) < OLDEST_NODE) {
    return fail(`Casino-Club needs Node ${OLDEST_NODE} or later to begin with; this is ${process.versions.node}.`)
  }
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : null
  if (command === null) return fail(`Unknown command "${name}"; there are: ${Object.keys(COMMANDS).join(', ')}.`)
  ensureInstalled()
  const node = projectNode()
  if (command.web) ensureWebApps(node)
  return command.entry === null ? 0 : runToEnd(node, [...settings(command.entry), command.entry, ...args])
}

/** Settings of the server in a file named .env; what the environment already has wins. */
function settings(entry) {
  const file = join(ROOT, '.env')
  return entry.startsWith('server/') && existsSync(file) ? [`--env-file=${file}`] : []
}

function fail(sentence) {
  console.error(sentence)
  return 1
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error) => {
    console.error(error instanceof Error && error.name === 'Stop' ? error.message : error)
    process.exitCode = 1
  },
)
