import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freePort } from '../support/ports.ts'

const TAKERS = 3
const EACH = 30
const OUTGOING_FROM = 32_768

/** Takes ports out of few at once, tells them, and then lives until it is killed. */
const TAKER = `
  import { freePort } from ${JSON.stringify(join(import.meta.dirname, '../support/ports.ts'))}
  const [, first, count] = process.argv.map(Number)
  const oneOfFew = () => first + Math.floor(Math.random() * ${TAKERS * EACH * 2})
  const ports = await Promise.all(Array.from({ length: count }, () => freePort(oneOfFew)))
  console.log(ports.join(' '))
  setInterval(() => {}, 1_000_000)
`

interface Taker {
  readonly child: ChildProcess
  readonly ports: readonly number[]
}

async function aTaker(first: number, count: number): Promise<Taker> {
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', TAKER, `${first}`, `${count}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  const [line] = await once(child.stdout, 'data')
  return { child, ports: String(line).trim().split(' ').map(Number) }
}

/** Tries these, one after the other, and the last one for ever. */
function inOrder(first: number, ...others: number[]): () => number {
  const ports = [first, ...others]
  return () => (ports.length > 1 ? (ports.shift() ?? first) : (ports[0] ?? first))
}

test('processes that take ports at once, out of few, never get the same one', async () => {
  const takers = await Promise.all(Array.from({ length: TAKERS }, () => aTaker(24_000, EACH)))
  const all = takers.flatMap(({ ports }) => ports)
  expect(all).toHaveLength(TAKERS * EACH)
  expect(new Set(all).size).toBe(all.length)
})

test('a port is below those of outgoing connections, and never given twice', async () => {
  const ports = await Promise.all(Array.from({ length: EACH }, () => freePort()))
  expect(new Set(ports).size).toBe(EACH)
  for (const port of ports) expect(port).toBeLessThan(OUTGOING_FROM)
})

test('a port that somebody listens on, or that a living process took, is given to nobody', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const listened = typeof address === 'object' && address !== null ? address.port : 0
  const { ports } = await aTaker(25_000, 1)
  const other = await freePort()
  const [taken = 0] = ports
  await expect(freePort(inOrder(listened, taken, other))).rejects.toThrow('is free')
})

test('what a killed process took is free again', async () => {
  const { child, ports } = await aTaker(26_000, 1)
  const [taken = 0] = ports
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await freePort(() => taken)).toBe(taken)
})
