import { expect, test } from 'vitest'
import { admit, CLOSED, PROBE_EVERY_MS, PROBE_WAIT_MS, REFUSALS_TO_OPEN, refused, taken } from './breaker.rule.ts'

const NOON = Date.UTC(2026, 0, 1, 12)
const opened = Array.from({ length: REFUSALS_TO_OPEN }).reduce<typeof CLOSED>((state) => refused(state, NOON), CLOSED)

test('an origin is asked until it has refused our key several times in a row', () => {
  let origin = CLOSED
  for (let times = 1; times < REFUSALS_TO_OPEN; times++) {
    origin = refused(origin, NOON)
    expect(admit(origin, NOON)).toEqual({ kind: 'go' })
  }
  expect(admit(refused(origin, NOON), NOON + PROBE_WAIT_MS)).toEqual({ kind: 'held' })
})

test('a player who is refused again and again is one refusal', () => {
  const twice = refused(refused(CLOSED, NOON), NOON)
  expect(refused(refused(twice, NOON, true), NOON, true)).toEqual(twice)
})

test('a message that is taken between two refusals makes the count begin anew', () => {
  const origin = refused(taken(refused(refused(CLOSED, NOON), NOON)), NOON)
  expect(origin).toMatchObject({ state: 'closed', refusals: 1 })
})

test('an open one is tried again after a while; refused once more, it stays open', () => {
  const later = NOON + PROBE_EVERY_MS
  expect(admit(opened, later - 1)).toEqual({ kind: 'held' })
  expect(admit(opened, later)).toEqual({ kind: 'probe' })
  expect(admit(refused(opened, later), later + PROBE_WAIT_MS)).toEqual({ kind: 'held' })
})

test('a message that is taken closes it', () => {
  expect(admit(taken(opened), NOON)).toEqual({ kind: 'go' })
})

test('one that asked us to be slower is left alone until then', () => {
  const slow = { ...CLOSED, slowUntilMs: NOON + 5_000 }
  expect(admit(slow, NOON)).toEqual({ kind: 'slow', untilMs: NOON + 5_000 })
  expect(admit(slow, NOON + 5_000)).toEqual({ kind: 'go' })
})

test('who comes while one is trying waits for what comes of it', () => {
  expect(admit(opened, NOON + 1)).toEqual({ kind: 'slow', untilMs: NOON + PROBE_WAIT_MS })
})
