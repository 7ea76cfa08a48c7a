/**
 * What `npm run check` runs: format and lint, types, import directions, lengths; at most two at a time. Shows the output of
 * what failed and closes with one line per gate.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './lib/project.mjs'

const BIN = join(ROOT, 'node_modules', '.bin')
const AT_ONCE = 2
const IMPORT_ROOTS = ['server', 'shared', 'client', 'admin', 'loadtest', 'test', 'scripts', 'vitest.config.ts']

const typed = ['', 'shared', 'client', 'admin'].map((folder) => join(folder, 'tsconfig.json'))

const GATES = [
  { name: 'lint', command: [join(BIN, 'biome'), 'check', '--error-on-warnings', '.'] },
  ...typed.map((file) => ({ name: `types ${file}`, command: [join(BIN, 'tsc'), '-p', file], needs: file })),
  { name: 'imports', command: [join(BIN, 'depcruise'), '--config', '.dependency-cruiser.cjs', ...IMPORT_ROOTS] },
  { name: 'lengths', command: [process.execPath, 'scripts/length-ratchet.mjs'] },
]

async function main() {
  const waiting = GATES.filter(({ needs }) => needs === undefined || existsSync(join(ROOT, needs)))
  const results = []
  const lane = async () => {
    for (let gate = waiting.shift(); gate !== undefined; gate = waiting.shift()) results.push(await run(gate))
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  for (const { name, ok, output } of results) if (!ok) console.log(`\n── ${name} ──\n${output.trim()}`)
  console.log()
  for (const { name, ok, seconds } of results) console.log(`${ok ? 'ok    ' : 'FAILED'}  ${name} (${seconds} s)`)
  return results.every(({ ok }) => ok) ? 0 : 1
}

function run({ name, command: [program, ...args] }) {
  const begun = performance.now()
  const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk
    })
  }
  return new Promise((resolve) => {
    const done = (ok) => resolve({ name, ok, output, seconds: ((performance.now() - begun) / 1000).toFixed(1) })
    child.once('error', (error) => {
      output += error.message
      done(false)
    })
    child.once('close', (code) => done(code === 0))
  })
}

process.exitCode = await main()
