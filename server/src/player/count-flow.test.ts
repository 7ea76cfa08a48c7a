import { expect, test } from 'vitest'
import { countFlow } from './count-flow.ts'
import { aPlayer, NOON_MS } from './player.fixture.ts'
import type { Asked, Decision, Flow, PlayGuard } from './player.types.ts'

const guard: PlayGuard = { refuse: () => undefined, count: (state, _, { seq }) => ({ ...state, xp: seq }) }

const decision = (more: Partial<Decision>): Decision => ({
  event: { type: 'test.done', schemaVersion: 1 },
  postings: [],
  outcome: () => ({}),
  detail: undefined,
  ...more,
})
const count = (asked: Asked | undefined, flow: Flow | undefined, more: Partial<Decision> = {}) =>
  countFlow(guard, aPlayer(), asked, decision({ ...more, ...(flow && { flow }) }), NOON_MS)

const stake: Asked = { kind: 'stake', game: 'slot', currency: 'coins', amount: 10 }
const play: Flow = { kind: 'play', currency: 'coins', bet: 10, win: 0 }

test('what was asked for and taken is counted as of its event', () => {
  expect(count(stake, play).state).toMatchObject({ xp: aPlayer().version + 1 })
  expect(count({ kind: 'spend', won: 5 }, { kind: 'spend', won: 5 }).state).toBeDefined()
  expect(count(undefined, { kind: 'settle', currency: 'coins', win: 5, stakeSeq: 1 }).state).toBeDefined()
})

test('what moves nothing is left as it is', () => {
  expect(count(undefined, undefined)).not.toHaveProperty('state')
})

const played = {
  event: { type: 'a.play', schemaVersion: 1, play: { game: 'a', tableVersion: 1, bet: 10, win: 0, counted: [] } },
}

test.each<[string, Asked | undefined, Flow | undefined, Partial<Decision>]>([
  ['plays without saying so', undefined, undefined, played],
  ['asks and says nothing', stake, undefined, {}],
  ['stakes unasked', undefined, play, {}],
  ['stakes more than it asked for', stake, { ...play, bet: 11 }, {}],
  ['stakes another currency', stake, { ...play, currency: 'gems' }, {}],
  ['places a stake unasked', undefined, { kind: 'place', currency: 'coins', bet: 1 }, {}],
  ['sells for another price', { kind: 'spend', won: 5 }, { kind: 'spend', won: 6 }, {}],
])('a rule that %s is a defect', (_, asked, flow, more) => {
  expect(() => count(asked, flow, more)).toThrow(TypeError)
})
