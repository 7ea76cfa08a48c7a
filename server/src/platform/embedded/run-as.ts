import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import { StartError } from '../start-error.ts'

/** A user of the system. */
export interface SystemUser {
  uid: number
  gid: number
}

/** How to call a program under another user: what to spawn, with which arguments and options. */
export interface RunAs {
  command(program: string, args: string[]): { file: string; args: string[]; options: Partial<SystemUser> }
}

const USER = 'postgres'
const SETPRIV = 'setpriv'

/**
 * The user that Postgres, which refuses to run as root, shall run as: `postgres`, made when it is missing. Null when this
 * process is not root and may simply be itself.
 */
export function postgresUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null
  try {
    if (lookUp(USER) === null) execFileSync('useradd', ['--system', '--user-group', '--no-create-home', USER])
  } catch (cause) {
    throw new StartError(
      `Postgres does not run as root and the user "${USER}" could not be made: make it, start as another user, or set DATABASE_URL.`,
      { cause },
    )
  }
  const user = lookUp(USER)
  if (user === null) throw new StartError(`The user "${USER}" is missing: start as another user, or set DATABASE_URL.`)
  return user
}

/**
 * How to run programs as `user` so that they reach all `paths`. A root user's home is closed to everybody else; a clone
 * inside it is reached by leaving the program the one capability that walks through closed folders.
 */
export function runAs(user: SystemUser | null, paths: string[]): RunAs {
  if (user === null) return { command: (file, args) => ({ file, args, options: {} }) }
  if (paths.every((path) => reachable(user, path))) return { command: (file, args) => ({ file, args, options: user }) }
  // Without the secure bit, access(2), which Postgres asks about its own program, would not honour the capability.
  const caps = [
    '--clear-groups',
    '--inh-caps=+dac_override',
    '--ambient-caps=+dac_override',
    '--securebits=+no_setuid_fixup',
  ]
  const prefix = [`--reuid=${user.uid}`, `--regid=${user.gid}`, ...caps]
  try {
    execFileSync(SETPRIV, [...prefix, 'true'], { stdio: 'ignore' })
  } catch (cause) {
    throw new StartError(
      `The user "${USER}" cannot reach ${paths.find((path) => !reachable(user, path))}: move the project out of this closed folder, or set DATABASE_URL.`,
      { cause },
    )
  }
  return { command: (file, args) => ({ file: SETPRIV, args: [...prefix, file, ...args], options: {} }) }
}

function lookUp(name: string): SystemUser | null {
  try {
    const id = (flag: string) => Number.parseInt(execFileSync('id', [flag, name], { stdio: 'pipe' }).toString(), 10)
    return { uid: id('-u'), gid: id('-g') }
  } catch {
    return null
  }
}

/** Whether every folder above `path` lets the user pass, going by owner, group and others. */
function reachable(user: SystemUser, path: string): boolean {
  const parent = dirname(path)
  if (parent === path) return true
  const { mode, uid, gid } = statSync(parent)
  const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001
  return (mode & bit) !== 0 && reachable(user, parent)
}
