import { expect, test } from 'vitest'
import { EVENT_TOPICS, EVENT_TYPES, eventEnvelopeSchema, topicOf } from './events.ts'
import { GAME_DEFINITIONS } from './games/registry.ts'

test('every event type goes to a topic that exists', () => {
  expect(topicOf('player.opened')).toBe('user_rewards')
  expect(topicOf('wallet.corrected')).toBe('user_rewards')
  expect(topicOf('fairness.rotated')).toBe('user_actions')
  for (const { event } of Object.values(GAME_DEFINITIONS)) expect(topicOf(event)).toBe('game_history_events')
  for (const type of Object.keys(EVENT_TYPES)) expect(EVENT_TOPICS).toContain(topicOf(type))
})

test.each(['slot.unheard-of', '', 'toString', '__proto__'])(
  'an event type nobody has declared is a defect: %s',
  (type) => {
    expect(() => topicOf(type)).toThrow(TypeError)
  },
)

test('every event type has a payload for its first version', () => {
  for (const { versions } of Object.values(EVENT_TYPES)) expect(versions).toHaveProperty('1')
})

const ENVELOPE = {
  eventId: '7-3',
  userId: 7,
  seq: 3,
  xid: '12345678901',
  type: 'slot.spun',
  schemaVersion: 1,
  occurredAt: '2026-01-02T03:04:05.678Z',
  commandId: '3f1c9a52-7c1b-4f0e-9d39-0b1f8f2f4a11',
  game: 'slot',
  tableVersion: 1,
  bet: 10,
  win: 0,
  payload: { reels: ['a', 'b', 'c'] },
}

test('an envelope is read as it was written', () => {
  expect(eventEnvelopeSchema.parse(JSON.parse(JSON.stringify(ENVELOPE)))).toEqual(ENVELOPE)
})

test.each<[string, object]>([
  ['a fraction for money', { win: 0.5 }],
  ['a negative bet', { bet: -1 }],
  ['no time', { occurredAt: 'yesterday' }],
  ['no command id', { commandId: 'one' }],
  ['a payload that is no object', { payload: 'text' }],
])('an envelope is refused with %s', (_, change) => {
  expect(eventEnvelopeSchema.safeParse({ ...ENVELOPE, ...change }).success).toBe(false)
})
