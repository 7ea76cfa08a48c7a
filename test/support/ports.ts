import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { threadId } from 'node:worker_threads'

/** Below the ports that systems give to outgoing connections (from 32768 on), so that none of those takes one away. */
const [FIRST, PORTS] = [20_000, 12_000]
const TRIES = 500
const LOCKS = join(tmpdir(), 'casino-test-ports')
const OWN = `${process.pid}.${threadId}`

const held = new Set<string>()
process.once('exit', () => {
  for (const lock of held) rmSync(lock, { force: true })
})

const anyPort = (): number => FIRST + Math.floor(Math.random() * PORTS)

/**
 * A loopback port that is free and stays this process's own until it ends: no other test of this machine is given it,
 * in whatever run. `candidate` names the ports to try.
 */
export async function freePort(candidate = anyPort): Promise<number> {
  mkdirSync(LOCKS, { recursive: true })
  for (let tried = 0; tried < TRIES; tried++) {
    const port = candidate()
    if (reserve(port) && (await listens(port))) return port
  }
  throw new Error(`none of ${TRIES} ports is free`)
}

/**
 * Each writes a lock with his own name before he looks for others, so of two at once at least one sees the other; who
 * sees another steps back. A lock of a process that is gone is taken away by whoever finds it: nobody makes it again.
 */
function reserve(port: number): boolean {
  const lock = join(LOCKS, `${port}.${OWN}`)
  try {
    writeFileSync(lock, '', { flag: 'wx' })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false
    throw error
  }
  if (hasOthers(port)) {
    rmSync(lock)
    return false
  }
  held.add(lock)
  return true
}

function hasOthers(port: number): boolean {
  const locks = readdirSync(LOCKS).filter((name) => name.startsWith(`${port}.`) && name !== `${port}.${OWN}`)
  for (const name of locks) {
    if (isAlive(Number(name.split('.')[1]))) return true
    rmSync(join(LOCKS, name), { force: true })
  }
  return false
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => server.close(() => resolve(true)))
  })
}
