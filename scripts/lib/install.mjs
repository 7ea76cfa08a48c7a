import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { childEnvironment, hashFiles, ROOT, readStamp, Stop } from './project.mjs'

const PNPM = 'pnpm@12.21.0'
const STAMP = join(ROOT, 'node_modules', '.casino-install')

/** Installs the packages unless those of the lockfile are there already. */
export function ensureInstalled() {
  const wanted = hashFiles(manifests())
  if (readStamp(STAMP) === wanted) return
  console.log('Installing packages (the first time this takes about half a minute) …')
  rmSync(STAMP, { force: true })
  const install = ['pnpm', 'install', '--frozen-lockfile', '--prod=false', '--reporter=append-only']
  const { status, error } = spawnSync('npx', ['--yes', '-p', PNPM, '--', ...install], {
    cwd: ROOT,
    stdio: ['ignore', 'ignore', 'inherit'],
    // CI: pnpm asks no questions. NODE_ENV: production would leave out the tools that build the web apps.
    env: childEnvironment({ CI: 'true', NODE_ENV: 'development' }),
  })
  if (error) throw new Stop('npx is missing; it comes with Node and npm.')
  if (status !== 0) throw new Stop('The packages could not be installed; the reason is above.')
  writeFileSync(STAMP, wanted)
}

/** Everything that decides what is installed. */
function manifests() {
  const packages = readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, entry.name, 'package.json')))
    .map((entry) => join(entry.name, 'package.json'))
  return ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', ...packages.sort()].map((name) => join(ROOT, name))
}
