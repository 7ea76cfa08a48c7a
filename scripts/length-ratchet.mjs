/**
 * Stops files and functions from growing: a file has at most 300 lines, a function 60 (tests may have longer callbacks).
 * `length-ratchet.json` lists what is longer; an entry there may only shrink, and goes when it is no longer needed.
 *
 *   node scripts/length-ratchet.mjs [--tighten] [folder]
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { filesUnder, ROOT } from './lib/project.mjs'
import { compareLengths } from './lib/ratchet.mjs'

const FOLDERS = ['shared', 'server', 'admin', 'client', 'loadtest', 'test', 'scripts']
const LIMITS = { files: 300, functions: 60 }
/** Biome counts a little less than the lines from head to closing brace, so it is asked early and measured exactly here. */
const ASK_BIOME_FROM = LIMITS.functions / 2
const BIOME_RULES = {
  root: true,
  formatter: { enabled: false },
  assist: { enabled: false },
  linter: {
    rules: {
      preset: 'none',
      complexity: { noExcessiveLinesPerFunction: { level: 'error', options: { maxLines: ASK_BIOME_FROM } } },
    },
  },
}

function main(args) {
  const root = args.find((arg) => !arg.startsWith('--')) ?? ROOT
  const allowedFile = join(root, 'scripts', 'length-ratchet.json')
  const sources = FOLDERS.map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap(filesUnder)
    .filter((file) => /\.(ts|tsx|mjs)$/.test(file))
  const actual = { files: longFiles(root, sources), functions: longFunctions(root, sources) }
  if (args.includes('--tighten')) writeFileSync(allowedFile, `${JSON.stringify(actual, null, 2)}\n`)
  const complaints = compareLengths(actual, JSON.parse(readFileSync(allowedFile, 'utf8')), LIMITS)
  for (const complaint of complaints) console.error(complaint)
  return complaints.length === 0 ? 0 : 1
}

/** The lengths of files above the limit, by file. */
function longFiles(root, sources) {
  const long = {}
  for (const file of sources) {
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n').length
    if (lines > LIMITS.files) long[relative(root, file)] = [lines]
  }
  return long
}

/** The lengths of functions above the limit, longest first, by file. */
function longFunctions(root, sources) {
  const long = {}
  for (const { location } of askBiome(sources.filter((file) => !/\.test\.tsx?$/.test(file)))) {
    const lines = location.end.line - location.start.line + 1
    if (lines <= LIMITS.functions) continue
    const file = relative(root, location.path.startsWith('/') ? location.path : join(ROOT, location.path))
    long[file] = [...(long[file] ?? []), lines].sort((a, b) => b - a)
  }
  return long
}

function askBiome(files) {
  if (files.length === 0) return []
  const config = mkdtempSync(join(tmpdir(), 'casino-lengths-'))
  try {
    writeFileSync(join(config, 'biome.json'), JSON.stringify(BIOME_RULES))
    const flags = [`--config-path=${config}`, '--reporter=json', '--max-diagnostics=none', ...files]
    const biome = join(ROOT, 'node_modules', '.bin', 'biome')
    const { stdout, stderr } = spawnSync(biome, ['lint', ...flags], { cwd: ROOT, encoding: 'utf8', maxBuffer: 1 << 26 })
    if (!stdout.includes('{')) throw new Error(`biome said nothing about lengths: ${stderr}`)
    const { diagnostics } = JSON.parse(stdout.slice(stdout.indexOf('{')))
    return diagnostics.filter(({ category }) => category === 'lint/complexity/noExcessiveLinesPerFunction')
  } finally {
    rmSync(config, { recursive: true, force: true })
  }
}

process.exitCode = main(process.argv.slice(2))
