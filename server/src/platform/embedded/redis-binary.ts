import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { StartError } from '../start-error.ts'

const NAMES = ['redis-server', 'valkey-server']

/**
 * Finds a Redis or Valkey server on the path; where there is none, installs it (apt-get as root, Homebrew) and says so.
 * Throws StartError when it cannot.
 */
export function redisBinary(log: (line: string) => void): string {
  const found = onPath(NAMES)
  if (found !== null) return found
  const installer = installers().find(({ tool }) => onPath([tool]) !== null)
  if (installer === undefined) {
    throw new StartError('Redis is missing: install redis-server or valkey-server, or set REDIS_URL.')
  }
  log(`Redis is missing: installing it with ${installer.tool} (this happens once)`)
  for (const args of installer.steps) spawnSync(installer.tool, args, { env: installer.env, stdio: 'ignore' })
  const installed = onPath(NAMES)
  if (installed !== null) return installed
  throw new StartError(
    `${installer.tool} could not install Redis: install redis-server or valkey-server by hand, or set REDIS_URL.`,
  )
}

function installers() {
  const brew = { tool: 'brew', steps: [['install', 'redis']], env: process.env }
  if (process.getuid?.() !== 0) return [brew]
  const apt = {
    tool: 'apt-get',
    steps: [['update'], ['install', '--yes', '--no-install-recommends', 'redis-server']],
    // In run level 1 Debian's package does not start a Redis service of its own.
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
  }
  return [apt, brew]
}

function onPath(names: string[]): string | null {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/opt/homebrew/bin']
  const candidates = names.flatMap((name) => folders.filter(Boolean).map((folder) => join(folder, name)))
  return candidates.find(isExecutable) ?? null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
