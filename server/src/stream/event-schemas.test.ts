import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  declarationOf,
  EVENT_TYPES,
  GAME_DEFINITIONS,
  PURCHASE_EVENTS,
  RESTRICTION_EVENTS,
  ROUND_GAMES,
} from '@casino-club/shared'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { REWARD_EVENTS } from '../rewards/index.ts'
import { compareFingerprints, declaredFingerprints, fingerprintOf, releasedFingerprints } from './event-schemas.ts'

const PROJECT = join(import.meta.dirname, '../../..')
const names = (kinds: Readonly<Record<string, { readonly event: string }>>) =>
  Object.values(kinds).map(({ event }) => event)

describe('the schemas', () => {
  test('are those that were released: a changed payload is a new version (npm run stream -- schemas)', () => {
    expect(compareFingerprints(declaredFingerprints(), releasedFingerprints())).toEqual({ added: [], broken: [] })
  })

  test('of a released version that changed, or is gone, are found out; a new version is not in the way', () => {
    const [before, after] = [z.object({ coins: z.number() }), z.object({ coins: z.number(), gems: z.number() })]
    const released = { 'a@1': fingerprintOf(before), 'b@1': fingerprintOf(before) }
    expect(compareFingerprints({ 'a@1': fingerprintOf(after), 'a@2': fingerprintOf(before) }, released)).toEqual({
      added: ['a@2'],
      broken: ['a@1', 'b@1'],
    })
  })

  test('are the same however they are written', () => {
    const [amount, text] = [z.number().int(), z.string()]
    expect(fingerprintOf(z.object({ amount, text }))).toBe(fingerprintOf(z.object({ text, amount })))
    expect(fingerprintOf(z.object({ amount }))).not.toBe(fingerprintOf(z.object({ amount: amount.min(1) })))
  })
})

/** Every place of the server that says what an event is: the expression of its type, and the version. */
function written(): { file: string; expression: string; version: string }[] {
  const files = readdirSync(join(PROJECT, 'server/src'), { recursive: true, encoding: 'utf8' })
  return files
    .filter((file) => file.endsWith('.ts') && !/\.(test|fixture)\.ts$/.test(file))
    .flatMap((file) =>
      [...readFileSync(join(PROJECT, 'server/src', file), 'utf8').matchAll(/(?:(\S+),)?\s*schemaVersion: (\d+)/g)].map(
        ([, expression = '', version = '']) => ({ file, expression, version }),
      ),
    )
}

/** What a type stands for that is no literal where it is written; whoever writes another one names it here. */
const EXPRESSIONS: Readonly<Record<string, readonly string[]>> = {
  'game.event': [...names(GAME_DEFINITIONS), ...names(ROUND_GAMES)],
  'terms.reason': REWARD_EVENTS,
  type: ['tutorial.stepTaken', 'tutorial.skipped'],
  'RESTRICTION_EVENTS[command]': Object.values(RESTRICTION_EVENTS),
  ...Object.fromEntries(Object.entries(PURCHASE_EVENTS).map(([name, type]) => [`PURCHASE_EVENTS.${name}`, [type]])),
}
const typesOf = (expression: string): readonly string[] => {
  const literal = /^'([^']+)'$/.exec(expression)?.[1]
  return literal === undefined ? (EXPRESSIONS[expression] ?? []) : [literal]
}

describe('what the server writes', () => {
  test('is declared, type and version', () => {
    const places = written()
    expect(places.length).toBeGreaterThan(30)
    for (const { file, expression, version } of places) {
      const types = typesOf(expression)
      expect(types, `${file} writes ${expression}`).not.toEqual([])
      for (const type of types) expect(declarationOf(type)?.versions, `${file} writes ${type}`).toHaveProperty(version)
    }
  })

  test('is all that is declared in its newest version', () => {
    const all = new Set(
      written().flatMap(({ expression, version }) => typesOf(expression).map((type) => `${type}@${version}`)),
    )
    for (const [type, { versions }] of Object.entries(EVENT_TYPES)) {
      const newest = Math.max(...Object.keys(versions).map(Number))
      expect(all, `nobody writes ${type}`).toContain(`${type}@${newest}`)
    }
  })
})

test('docs/events.md tells of every type, its versions and its topic', () => {
  const text = readFileSync(join(PROJECT, 'docs/events.md'), 'utf8')
  const rows = [...text.matchAll(/^\| ([a-z]+\.[^|]+) \| ([\d, ]+) \| (\w+) \|/gm)]
  const told = rows.flatMap(([, types = '', versions, topic]) =>
    types.split(', ').map((type) => ({ type, versions, topic })),
  )
  const declared = Object.entries(EVENT_TYPES).map(([type, { topic, versions }]) => ({
    type,
    versions: Object.keys(versions).join(', '),
    topic,
  }))
  const byType = (a: { type: string }, b: { type: string }) => (a.type < b.type ? -1 : 1)
  expect(told.sort(byType)).toEqual(declared.sort(byType))
})
