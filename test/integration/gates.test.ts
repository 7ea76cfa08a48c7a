import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, test } from 'vitest'

const PROJECT = join(import.meta.dirname, '../..')
const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A project of these files, beside an installed `pg` and an installed but undeclared `kafkajs`. */
function aProject(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'casino-gates-'))
  folders.push(folder)
  const all = {
    'package.json': '{}',
    'server/package.json': '{ "dependencies": { "pg": "8", "nodemailer": "10" } }',
    'node_modules/pg/package.json': '{ "name": "pg", "main": "pg.js" }',
    'node_modules/pg/pg.js': '',
    'node_modules/nodemailer/package.json': '{ "name": "nodemailer", "main": "mailer.js" }',
    'node_modules/nodemailer/mailer.js': '',
    'node_modules/kafkajs/package.json': '{ "name": "kafkajs", "main": "kafka.js" }',
    'node_modules/kafkajs/kafka.js': '',
    'node_modules/web-push/package.json': '{ "name": "web-push", "main": "push.js" }',
    'node_modules/web-push/push.js': '',
    ...files,
  }
  for (const [name, text] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

/** The names of the import rules that a project of these files breaks. */
function brokenRules(files: Record<string, string>): string[] {
  const cwd = aProject(files)
  const program = join(PROJECT, 'node_modules/.bin/depcruise')
  const roots = [...new Set(Object.keys(files).map((name) => name.split('/')[0] ?? ''))]
  const args = ['--config', join(PROJECT, '.dependency-cruiser.cjs'), '--output-type', 'json', ...roots]
  const { stdout, stderr } = spawnSync(program, args, { cwd, encoding: 'utf8' })
  if (stdout === '') throw new Error(stderr)
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } }
  return [...new Set(summary.violations.map(({ rule }) => rule.name))].sort()
}

const violations: Record<string, Record<string, string>> = {
  'no-circle': {
    'server/src/player/a.ts': "import './b.ts'",
    'server/src/player/b.ts': "import './a.ts'",
  },
  'import-exists': { 'shared/src/a.ts': "import './gone.ts'" },
  'shared-stands-alone': { 'shared/src/a.ts': "import '../../server/src/b.ts'", 'server/src/b.ts': '' },
  'web-app-knows-only-shared': {
    'client/src/a.tsx': "import type { B } from '../../server/src/b.ts'\nexport const A = (b: B) => <p>{b}</p>",
    'server/src/b.ts': 'export type B = string',
  },
  'server-knows-only-shared': { 'server/src/a.ts': "import '../../loadtest/src/b.ts'", 'loadtest/src/b.ts': '' },
  'platform-knows-no-capability': {
    'server/src/platform/http/a.ts': "import type { B } from '../../player/index.ts'\nexport type A = B",
    'server/src/player/index.ts': 'export type B = string',
  },
  'capability-by-its-face': {
    'server/src/identity/a.ts': "import '../fairness/seeds.store.ts'",
    'server/src/fairness/seeds.store.ts': '',
  },
  'player-is-below': {
    'server/src/player/a.ts': "import '../admin/index.ts'",
    'server/src/admin/index.ts': '',
  },
  'nobody-imports-the-entry': { 'server/src/identity/a.ts': "import '../main.ts'", 'server/src/main.ts': '' },
  'root-is-above': { 'server/src/identity/a.ts': "import '../app/club.ts'", 'server/src/app/club.ts': '' },
  'drivers-stay-in-stores': { 'server/src/identity/a.ts': "import 'pg'" },
  'kafka-stays-in-the-stream': { 'server/src/identity/a.ts': "import 'kafkajs'" },
  'mail-only-by-the-post': {
    'server/src/app/core.ts': "import '../platform/mail.ts'",
    'server/src/platform/mail.ts': '',
  },
  'mailer-only-in-the-platform': { 'server/src/post/sender.ts': "import 'nodemailer'" },
  'messages-leave-by-channels': { 'server/src/identity/a.ts': "import 'web-push'" },
  'channel-asks-safe-play': {
    'server/src/notify/push.channel.ts': "import './texts.ts'",
    'server/src/notify/texts.ts': '',
    'server/src/safe-play/index.ts': 'export type MayContact = string',
  },
  'declared-dependency': { 'server/src/identity/a.ts': "import 'kafkajs'" },
}

test.each(Object.entries(violations))('an import against %s is found', (rule, files) => {
  expect(brokenRules(files)).toContain(rule)
})

test('imports that follow the arrows pass', () => {
  const files = {
    'server/src/main.ts': "import './app/club.ts'",
    'server/src/app/club.ts': "import '../identity/identity.store.ts'\nimport 'pg'",
    'server/src/identity/identity.store.ts': "import 'pg'\nimport '../player/index.ts'\nimport '../platform/clock.ts'",
    'server/src/player/index.ts': "import '../platform/clock.ts'",
    'server/src/platform/clock.ts': '',
    'server/src/post/open-mail.ts': "import '../platform/mail.ts'",
    'server/src/platform/mail.ts': "import 'nodemailer'",
    'server/src/identity/types.ts': "import type { C } from './types-too.ts'\nexport type D = C",
    'server/src/identity/types-too.ts': "import type { D } from './types.ts'\nexport type C = D",
    'server/src/safe-play/index.ts': 'export type MayContact = string',
    'server/src/notify/push.channel.ts':
      "import type { MayContact } from '../safe-play/index.ts'\nexport type A = MayContact",
    'server/src/offers/index.ts': "export * from './offers.service.ts'",
    'server/src/offers/offers.service.ts':
      "import type { MayContact } from '../safe-play/index.ts'\nexport type B = MayContact",
    'test/integration/a.test.ts': "import '../../server/src/identity/identity.store.ts'",
  }
  expect(brokenRules(files)).toEqual([])
})

/** What the length ratchet says about a project of these files. */
function lengthComplaints(files: Record<string, string>): string {
  const folder = aProject({ 'scripts/length-ratchet.json': '{}', ...files })
  const script = join(PROJECT, 'scripts/length-ratchet.mjs')
  return spawnSync(process.execPath, [script, folder], { encoding: 'utf8' }).stderr
}

const lines = (count: number) => 'x()\n'.repeat(count)
const aFunction = (count: number) => `export function long() {\n${lines(count - 2)}}\n`

test('a file of 300 lines and a function of 60 pass, one line more does not', () => {
  expect(lengthComplaints({ 'server/a.ts': lines(300), 'server/b.ts': aFunction(60) })).toBe('')
  expect(lengthComplaints({ 'server/a.ts': lines(301) })).toMatch(/server\/a\.ts: file of 301 lines/)
  expect(lengthComplaints({ 'server/b.ts': aFunction(61) })).toMatch(/server\/b\.ts: function of 61 lines/)
})

test('a listed exception may stay, must not grow, and is tightened when it shrinks', () => {
  const listed = { 'scripts/length-ratchet.json': '{ "functions": { "server/b.ts": [80] } }' }
  expect(lengthComplaints({ ...listed, 'server/b.ts': aFunction(80) })).toBe('')
  expect(lengthComplaints({ ...listed, 'server/b.ts': aFunction(81) })).toMatch(/function of 81 lines/)
  expect(lengthComplaints({ ...listed, 'server/b.ts': aFunction(70) })).toMatch(/tighten/)
})
