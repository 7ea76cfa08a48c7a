import { z } from 'zod'
import { acceptedFields } from './accepted.ts'
import { achievementClaimedSchema, achievementUnlockedSchema } from './achievements/achievement.ts'
import { passBoughtSchema, passClaimedSchema, passCouponUsedSchema } from './battlepass/season.ts'
import { experimentExposedSchema } from './experiments/experiment.ts'
import { GAME_DEFINITIONS, ROUND_GAMES } from './games/registry.ts'
import { accountMergedInSchema, accountMergedOutSchema } from './merge.ts'
import { missionClaimedSchema } from './missions/mission.ts'
import { amountSchema } from './money.ts'
import { NOTIFICATION_EVENTS } from './notifications/events.ts'
import { fairnessRotateOutcomeSchema, playOutcomeSchema } from './protocol.ts'
import { rankChangedSchema } from './rest/access.ts'
import { ageVerifiedSchema } from './rest/age.ts'
import { zoneRewardedSchema } from './rest/cohorts.ts'
import { friendRewardedSchema, friendTakenBackSchema } from './rest/invitations.ts'
import { inventoryExpiredSchema, inventoryUsedSchema, rewardOutcomeSchema } from './rewards/outcomes.ts'
import { stakePlacedSchema, stakeReturnedSchema, stakeSettledSchema } from './rounds.ts'
import {
  RESTRICTION_EVENTS,
  realityCheckSeenSchema,
  restrictionsChangedSchema,
  walletRefilledSchema,
} from './safe-play/protocol.ts'
import {
  PURCHASE_EVENTS,
  purchaseGrantedSchema,
  purchaseRefundedSchema,
  purchaseReleasedSchema,
  purchaseReservedSchema,
} from './shop/events.ts'
import { streakTickedSchema } from './streak.ts'
import { tutorialChangedSchema, tutorialCompletedSchema } from './tutorial.ts'
import { contentUnlockedSchema } from './unlock/content.ts'
import { vaultClaimedSchema, vaultExpiredSchema, vaultOpenedSchema, vaultUnlockedSchema } from './vaults.ts'
import { vipChangedSchema } from './vip/tiers.ts'

const LAST_XID = '18446744073709551615'

/**
 * What every event on a topic carries. Of the topic `notifications`, `eventId` is `notification-xid-seq` and `seq` counts the
 * events of all players; of others it is `userId-seq` and has no gaps within a player. Events of a topic are sent in the
 * order of (xid, userId, seq), again from an earlier place after a crash: a consumer drops what it is past.
 */
export const eventEnvelopeSchema = z.object({
  eventId: z.string(),
  userId: z.number().int().min(1),
  seq: z.number().int().min(1),
  /** The transaction that wrote it, or of a notification a later one, as decimal text. */
  xid: z
    .string()
    .regex(/^\d{1,20}$/)
    .refine((xid) => xid.length < LAST_XID.length || xid <= LAST_XID),
  type: z.string(),
  schemaVersion: z.number().int().min(1).max(32_767),
  occurredAt: z.iso.datetime(),
  /** Null: it answers none. */
  commandId: z.uuid().nullable(),
  game: z.string().nullable(),
  tableVersion: z.number().int().min(1).max(2_147_483_647).nullable(),
  bet: amountSchema.nullable(),
  win: amountSchema.nullable(),
  payload: z.record(z.string(), z.unknown()),
})
export type EventEnvelope = z.infer<typeof eventEnvelopeSchema>

/** An account was opened, with what it begins with. */
export const playerOpenedSchema = z.object({
  ...acceptedFields,
  coins: amountSchema,
  gems: amountSchema,
  tickets: amountSchema,
})

/** An administrator put a balance right. */
export const walletCorrectedSchema = z.object({
  ...acceptedFields,
  currency: z.enum(['coins', 'gems', 'tickets']),
  amount: z.number().int(),
  balanceBefore: amountSchema,
  balanceAfter: amountSchema,
  /** Number of this event. */
  version: z.number().int().min(1),
  note: z.string(),
})

export interface EventDeclaration {
  readonly topic: EventTopic
  readonly versions: Readonly<Record<number, z.ZodType>>
}

const played = (schema: z.ZodType): EventDeclaration => ({ topic: 'game_history_events', versions: { 1: schema } })

/** Every event type: its topic, and the payload of each schema version. A changed payload is a new version. */
export const EVENT_TYPES: Readonly<Record<string, EventDeclaration>> = {
  ...Object.fromEntries(Object.values(GAME_DEFINITIONS).map((game) => [game.event, played(playOutcomeSchema(game))])),
  ...Object.fromEntries(Object.values(ROUND_GAMES).map(({ event }) => [event, played(stakeSettledSchema)])),
  'player.opened': { topic: 'user_rewards', versions: { 1: playerOpenedSchema } },
  'stake.placed': { topic: 'user_actions', versions: { 1: stakePlacedSchema } },
  'stake.returned': { topic: 'user_actions', versions: { 1: stakeReturnedSchema } },
  'fairness.rotated': { topic: 'user_actions', versions: { 1: fairnessRotateOutcomeSchema } },
  ...Object.fromEntries(
    Object.values(RESTRICTION_EVENTS).map((event): [string, EventDeclaration] => [
      event,
      { topic: 'user_actions', versions: { 1: restrictionsChangedSchema } },
    ]),
  ),
  'safe.acknowledged': { topic: 'user_actions', versions: { 1: realityCheckSeenSchema } },
  'wallet.refilled': { topic: 'user_rewards', versions: { 1: walletRefilledSchema } },
  'age.verified': { topic: 'user_actions', versions: { 1: ageVerifiedSchema } },
  'rank.changed': { topic: 'user_actions', versions: { 1: rankChangedSchema } },
  'tutorial.stepTaken': { topic: 'user_actions', versions: { 1: tutorialChangedSchema } },
  'tutorial.skipped': { topic: 'user_actions', versions: { 1: tutorialChangedSchema } },
  'vault.opened': { topic: 'user_actions', versions: { 1: vaultOpenedSchema } },
  'vault.unlocked': { topic: 'user_actions', versions: { 1: vaultUnlockedSchema } },
  'vault.expired': { topic: 'user_actions', versions: { 1: vaultExpiredSchema } },
  'vault.claimed': { topic: 'user_rewards', versions: { 1: vaultClaimedSchema } },
  'streak.ticked': { topic: 'user_rewards', versions: { 1: streakTickedSchema } },
  'content.unlocked': { topic: 'user_rewards', versions: { 1: contentUnlockedSchema } },
  'experiment.exposed': { topic: 'user_actions', versions: { 1: experimentExposedSchema } },
  'vip.changed': { topic: 'user_actions', versions: { 1: vipChangedSchema } },
  'tutorial.completed': { topic: 'user_rewards', versions: { 1: tutorialCompletedSchema } },
  'account.mergedOut': { topic: 'user_actions', versions: { 1: accountMergedOutSchema } },
  'account.mergedIn': { topic: 'user_rewards', versions: { 1: accountMergedInSchema } },
  'wallet.corrected': { topic: 'user_rewards', versions: { 1: walletCorrectedSchema } },
  'reward.granted': { topic: 'user_rewards', versions: { 1: rewardOutcomeSchema } },
  [PURCHASE_EVENTS.reserved]: { topic: 'purchases', versions: { 1: purchaseReservedSchema } },
  [PURCHASE_EVENTS.released]: { topic: 'purchases', versions: { 1: purchaseReleasedSchema } },
  [PURCHASE_EVENTS.granted]: { topic: 'purchases', versions: { 1: purchaseGrantedSchema } },
  [PURCHASE_EVENTS.refunded]: { topic: 'purchases', versions: { 1: purchaseRefundedSchema } },
  'achievement.unlocked': { topic: 'user_actions', versions: { 1: achievementUnlockedSchema } },
  'achievement.claimed': { topic: 'user_rewards', versions: { 1: achievementClaimedSchema } },
  'board.zoneRewarded': { topic: 'user_rewards', versions: { 1: zoneRewardedSchema } },
  'battlepass.claimed': { topic: 'user_rewards', versions: { 1: passClaimedSchema } },
  'battlepass.bought': { topic: 'purchases', versions: { 1: passBoughtSchema } },
  'battlepass.couponUsed': { topic: 'user_rewards', versions: { 1: passCouponUsedSchema } },
  'friend.rewarded': { topic: 'user_rewards', versions: { 1: friendRewardedSchema } },
  'friend.takenBack': { topic: 'user_rewards', versions: { 1: friendTakenBackSchema } },
  'mission.claimed': { topic: 'user_rewards', versions: { 1: missionClaimedSchema } },
  'inventory.used': { topic: 'user_rewards', versions: { 1: inventoryUsedSchema } },
  'inventory.expired': { topic: 'user_rewards', versions: { 1: inventoryExpiredSchema } },
  ...Object.fromEntries(
    Object.entries(NOTIFICATION_EVENTS).map(([event, schema]): [string, EventDeclaration] => [
      event,
      { topic: 'notifications', versions: { 1: schema } },
    ]),
  ),
}

/** The topics that events are sent to. */
export const EVENT_TOPICS = [
  'user_actions',
  'user_rewards',
  'purchases',
  'game_history_events',
  'notifications',
] as const
export type EventTopic = (typeof EVENT_TOPICS)[number]

/** What is declared of a type; undefined: nobody has declared it. */
export const declarationOf = (type: string): EventDeclaration | undefined =>
  Object.hasOwn(EVENT_TYPES, type) ? EVENT_TYPES[type] : undefined

/** Where an event goes; a type nobody has declared is a defect. */
export function topicOf(type: string): EventTopic {
  const declared = declarationOf(type)
  if (declared === undefined) throw new TypeError(`event type ${type} has no topic`)
  return declared.topic
}
