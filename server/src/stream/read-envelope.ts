import { type EventEnvelope, eventEnvelopeSchema, MAX_AMOUNT } from '@casino-club/shared'
import { z } from 'zod'

const DATETIME = z.regexes.datetime({})
const UUID = z.regexes.uuid()
/** One digit less than the greatest: it is left to the schema. */
const XID = /^\d{1,19}$/

const isWhole = (value: unknown, least: number, most: number): boolean =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most
const isWholeOrNull = (value: unknown, least: number, most: number): boolean =>
  value === null || isWhole(value, least, most)
const isLike = (value: unknown, form: RegExp): boolean => typeof value === 'string' && form.test(value)

/**
 * Whether the schema would take something, for what is as the relay writes it; false says nothing. Where an event takes some
 * microseconds in all, the schema alone would take five.
 */
export function isPlainEnvelope(value: unknown): value is EventEnvelope {
  if (typeof value !== 'object' || value === null) return false
  const event = value as Record<keyof EventEnvelope, unknown>
  return (
    typeof event.eventId === 'string' &&
    isWhole(event.userId, 1, MAX_AMOUNT) &&
    isWhole(event.seq, 1, MAX_AMOUNT) &&
    isLike(event.xid, XID) &&
    typeof event.type === 'string' &&
    isWhole(event.schemaVersion, 1, 32_767) &&
    isLike(event.occurredAt, DATETIME) &&
    (event.commandId === null || isLike(event.commandId, UUID)) &&
    (event.game === null || typeof event.game === 'string') &&
    isWholeOrNull(event.tableVersion, 1, 2_147_483_647) &&
    isWholeOrNull(event.bet, 0, MAX_AMOUNT) &&
    isWholeOrNull(event.win, 0, MAX_AMOUNT) &&
    typeof event.payload === 'object' &&
    event.payload !== null &&
    !Array.isArray(event.payload)
  )
}

/** The envelope that a message's text is; throws where it is none. */
export function readEnvelope(text: string): EventEnvelope {
  const value: unknown = JSON.parse(text)
  return isPlainEnvelope(value) ? value : eventEnvelopeSchema.parse(value)
}
