import { spawnSync } from 'node:child_process'
import { childEnvironment, ROOT } from './lib/project.mjs'

const PNPM = 'pnpm@12.21.0'
/** How the registry says that it cannot be asked. */
const NO_ANSWER = /ERR_PNPM_AUDIT_BAD_RESPONSE|ENOTFOUND|ECONNREFUSED|ETIMEDOUT|EAI_AGAIN/
const CANNOT_SAY = 2

/**
 * Asks the registry for known weaknesses of what the product runs on. Ends with 0 for none that is high or critical, 1 for
 * some, and 2 where the registry does not answer such questions (a mirror, no network).
 */
function advisories() {
  const { stdout, stderr, status } = spawnSync(
    'npx',
    ['--yes', '-p', PNPM, '--', 'pnpm', 'audit', '--prod', '--audit-level', 'high'],
    { cwd: ROOT, encoding: 'utf8', env: childEnvironment({ CI: 'true' }), timeout: 120_000 },
  )
  const said = `${stdout ?? ''}${stderr ?? ''}`
  if (status !== 0 && (status === null || NO_ANSWER.test(said))) {
    console.log('Not checked: the package registry does not answer questions about advisories here.')
    return CANNOT_SAY
  }
  console.log(said.trim())
  return status === 0 ? 0 : 1
}

process.exitCode = advisories()
