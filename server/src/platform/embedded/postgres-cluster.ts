import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { StartError } from '../start-error.ts'
import { type PostgresBinaries, postgresBinaries } from './postgres-binaries.ts'
import { postgresUser, type RunAs, runAs, type SystemUser } from './run-as.ts'

/** A place for one Postgres cluster: its folder, the binaries, and how to run them. */
export interface Cluster {
  directory: string
  logFile: string
  binaries: PostgresBinaries
  runAs: RunAs
  user: SystemUser | null
}

/** The role that owns everything; the server itself uses a role without such powers. */
export const SUPERUSER = 'postgres'

/** Where the cluster of a data folder lies and as whom it runs; makes the folder passable for that user. */
export function locateCluster(home: string): Cluster {
  const binaries = postgresBinaries()
  const user = postgresUser()
  if (user !== null) chmodSync(home, statSync(home).mode | 0o011)
  const directory = join(home, 'postgres')
  const logFile = join(home, 'postgres.log')
  return { directory, logFile, binaries, user, runAs: runAs(user, [directory, binaries.postgres]) }
}

/** Makes the cluster unless it exists. It is built beside its place and moved there whole, so a crash leaves no half one. */
export function initCluster(cluster: Cluster, password: string): void {
  if (existsSync(join(cluster.directory, 'PG_VERSION'))) return
  const draft = `${cluster.directory}.new`
  const passwordFile = `${cluster.directory}.password.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { mode: 0o700 })
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  try {
    for (const path of cluster.user ? [draft, passwordFile] : []) {
      chownSync(path, cluster.user?.uid ?? 0, cluster.user?.gid ?? 0)
    }
    runInitdb(cluster, draft, passwordFile)
    renameSync(draft, cluster.directory)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function runInitdb(cluster: Cluster, directory: string, passwordFile: string): void {
  const { file, args, options } = cluster.runAs.command(cluster.binaries.initdb, [
    `--pgdata=${directory}`,
    `--username=${SUPERUSER}`,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale=C',
    // Sorts by code point like C, but knows upper and lower case of every script.
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--data-checksums',
  ])
  const { status, error, stderr } = spawnSync(file, args, {
    ...options,
    cwd: '/',
    env: postgresEnv(),
    encoding: 'utf8',
  })
  if (status === 0) return
  const reason = error?.message ?? stderr.trim().split('\n').at(-1)
  throw new StartError(`The embedded Postgres could not be set up in ${directory}: ${reason}`)
}

/** A clean environment: PGPORT, PGDATA or a locale of the caller must not reach the server. */
export function postgresEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' }
}
