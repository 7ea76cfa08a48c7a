import { expect, test } from 'vitest'
import { type CorrectionEvent, type CorrectionState, nextCorrection, openedCorrection } from './correction-state.ts'

const SEEN = { balances: { coins: 100, gems: 0, tickets: 0 }, version: 3 }
const FRESH = { balances: { coins: 90, gems: 0, tickets: 0 }, version: 4 }
const LOST = { type: 'failed', error: { code: 'UNREACHABLE', outcomeUnknown: true } } as const
const REFUSED = { type: 'failed', error: { code: 'INSUFFICIENT_FUNDS', outcomeUnknown: false } } as const
const CONFLICT = { type: 'failed', error: { code: 'CONFLICT', outcomeUnknown: false } } as const

const after = (...events: CorrectionEvent[]): CorrectionState =>
  events.reduce(nextCorrection, openedCorrection(SEEN, 'first-id'))

const filled: CorrectionEvent = { type: 'edited', draft: { amount: '5', reason: 'outage' } }
const sent: CorrectionEvent[] = [filled, { type: 'reviewed' }, { type: 'sent' }]

test('nothing is sent without a confirmation', () => {
  expect(after(filled, { type: 'sent' }).phase.name).toBe('editing')
  expect(after(...sent).phase.name).toBe('sending')
})

test('a lost answer keeps the command as it is, and only the same may be sent again', () => {
  const lost = after(...sent, LOST)
  expect([lost.phase.name, lost.commandId]).toEqual(['unknown', 'first-id'])
  const edited = nextCorrection(lost, { type: 'edited', draft: { amount: '6' } })
  expect(edited.draft.amount).toBe('5')
  const again = nextCorrection(edited, { type: 'sent' })
  expect([again.phase.name, again.commandId, again.seen.version]).toEqual(['sending', 'first-id', 3])
})

test('a refusal leads back to the form under the same id', () => {
  const refused = after(...sent, REFUSED)
  expect(refused.phase).toEqual({ name: 'editing', conflict: false, refusal: 'INSUFFICIENT_FUNDS' })
  expect(refused.commandId).toBe('first-id')
})

test('a conflict waits for the new balances and then asks again under a new id', () => {
  const conflict = after(...sent, CONFLICT)
  expect([conflict.phase.name, conflict.commandId]).toEqual(['rereading', 'first-id'])
  expect(nextCorrection(conflict, { type: 'sent' }).phase.name).toBe('rereading')
  const reread = nextCorrection(conflict, { type: 'reread', seen: FRESH, commandId: 'second-id' })
  expect(reread).toMatchObject({ commandId: 'second-id', seen: FRESH, draft: { amount: '5', reason: 'outage' } })
  expect(reread.phase).toEqual({ name: 'editing', conflict: true, refusal: null })
})

test('balances that cannot be read again do not let anything be sent', () => {
  const failed = after(...sent, CONFLICT, { type: 'rereadFailed', code: 'UNREACHABLE' })
  expect(failed.phase).toEqual({ name: 'rereading', failure: 'UNREACHABLE' })
  expect(nextCorrection(failed, { type: 'sent' }).phase.name).toBe('rereading')
})
