import { z } from 'zod'
import { amountSchema } from './money.ts'
import {
  diceOutcomeSchema,
  fairnessRotateOutcomeSchema,
  gachaOutcomeSchema,
  rouletteOutcomeSchema,
  rpsOutcomeSchema,
  slotSpinOutcomeSchema,
} from './protocol.ts'
import { inventoryExpiredSchema, inventoryUsedSchema, rewardOutcomeSchema } from './rewards/outcomes.ts'

/**
 * What every event on a topic carries. `eventId` is `userId-seq`; `seq` has no gaps within a player. Events are sent in
 * the order of (xid, userId, seq), again from an earlier place after a crash: a consumer drops what it is past.
 */
export const eventEnvelopeSchema = z.object({
  eventId: z.string(),
  userId: z.number().int(),
  seq: z.number().int(),
  /** The transaction that wrote it, as decimal text. */
  xid: z.string().regex(/^\d{1,20}$/),
  type: z.string(),
  schemaVersion: z.number().int(),
  occurredAt: z.iso.datetime(),
  commandId: z.uuid(),
  game: z.string().nullable(),
  tableVersion: z.number().int().nullable(),
  bet: amountSchema.nullable(),
  win: amountSchema.nullable(),
  payload: z.record(z.string(), z.unknown()),
})
export type EventEnvelope = z.infer<typeof eventEnvelopeSchema>

const anyPayload = z.record(z.string(), z.unknown())

/** Every event type: its topic, and the payload of each schema version. A changed payload is a new version. */
export const EVENT_TYPES = {
  'player.opened': { topic: 'user_rewards', versions: { 1: anyPayload } },
  'slot.spun': { topic: 'game_history_events', versions: { 1: slotSpinOutcomeSchema } },
  'gacha.pulled': { topic: 'game_history_events', versions: { 1: gachaOutcomeSchema } },
  'roulette.spun': { topic: 'game_history_events', versions: { 1: rouletteOutcomeSchema } },
  'rps.played': { topic: 'game_history_events', versions: { 1: rpsOutcomeSchema } },
  'dice.rolled': { topic: 'game_history_events', versions: { 1: diceOutcomeSchema } },
  'fairness.rotated': { topic: 'user_actions', versions: { 1: fairnessRotateOutcomeSchema } },
  'wallet.corrected': { topic: 'user_rewards', versions: { 1: anyPayload } },
  'reward.granted': { topic: 'user_rewards', versions: { 1: rewardOutcomeSchema } },
  'inventory.used': { topic: 'user_rewards', versions: { 1: inventoryUsedSchema } },
  'inventory.expired': { topic: 'user_rewards', versions: { 1: inventoryExpiredSchema } },
} as const

export type EventType = keyof typeof EVENT_TYPES

/** The topics that events are sent to. */
export const EVENT_TOPICS = [
  'user_actions',
  'user_rewards',
  'purchases',
  'game_history_events',
  'notifications',
] as const
export type EventTopic = (typeof EVENT_TOPICS)[number]

/** Where an event goes; a type nobody has declared is a defect. */
export function topicOf(type: string): EventTopic {
  if (!Object.hasOwn(EVENT_TYPES, type)) throw new TypeError(`event type ${type} has no topic`)
  return EVENT_TYPES[type as EventType].topic
}
