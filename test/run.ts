/**
 * What `npm test` runs: says what this machine cannot test, runs vitest on everything (or on what the arguments name), and
 * closes with one line of totals.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findMissingParts } from './support/parts.ts'
import { readTotals, type Totals } from './support/totals.ts'

const root = join(import.meta.dirname, '..')

async function main(args: string[]): Promise<number> {
  for (const reason of Object.values(await findMissingParts())) {
    if (reason !== null) console.log(`Will skip tests: ${reason}.`)
  }
  const folder = mkdtempSync(join(tmpdir(), 'casino-report-'))
  const report = join(folder, 'report.json')
  try {
    const code = await runVitest([...args, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
    const totals = readTotals(readReport(report), code)
    console.log(sentence(totals))
    return totals.failed > 0 ? 1 : 0
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function runVitest(args: string[]): Promise<number> {
  const entry = join(createRequire(import.meta.url).resolve('vitest/package.json'), '..', 'vitest.mjs')
  const child = spawn(process.execPath, [entry, 'run', ...args], { cwd: root, stdio: 'inherit' })
  // A Ctrl-C in a terminal reaches vitest by itself; it must live to take its servers away.
  process.on('SIGINT', () => {})
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => resolve(code ?? 1))
  })
}

function readReport(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return null
  }
}

function sentence({ passed, failed, skipped }: Totals): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}

process.exitCode = await main(process.argv.slice(2))
