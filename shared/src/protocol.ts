import { z } from 'zod'
import { acceptedFields } from './accepted.ts'
import { type PassClaimed, passClaimPayload } from './battlepass/season.ts'
import { diceDrawnSchema } from './dice/game.ts'
import { diceChoiceSchema } from './dice/roll.ts'
import { betSchema, clientSeedSchema, commandIdSchema, hex64Schema as hex64 } from './fields.ts'
import { gachaDrawnSchema } from './gacha/game.ts'
import { gachaChoiceSchema } from './gacha/pull.ts'
import type { AnyGame } from './games/game.ts'
import { GAME_DEFINITIONS } from './games/registry.ts'
import { lotteryChoiceSchema } from './lottery/drawing.ts'
import { amountSchema } from './money.ts'
import type { NotificationNews } from './notifications/notification.ts'
import type { Rank } from './ranks.ts'
import type { Refusal } from './reasons.ts'
import { itemUseFields } from './rest/items.ts'
import type { InventoryUsed } from './rewards/outcomes.ts'
import type { Reward } from './rewards/reward.ts'
import { rouletteDrawnSchema } from './roulette/game.ts'
import { rouletteChoiceSchema } from './roulette/spin.ts'
import type { StakePlaced } from './rounds.ts'
import { rpsDrawnSchema } from './rps/game.ts'
import { rpsChoiceSchema } from './rps/throw.ts'
import {
  type RealityCheck,
  type RealityCheckSeen,
  type RestrictionCommand,
  type RestrictionsChanged,
  SAFE_PLAY_FIELDS,
  type SafeCommand,
  type WalletRefilled,
} from './safe-play/protocol.ts'
import { STREAK_FIELDS, type StreakTicked } from './streak.ts'
import { TUTORIAL_FIELDS, type TutorialChanged, type TutorialCommand, type TutorialCompleted } from './tutorial.ts'
import { type VaultClaimed, type VaultStatus, vaultClaimPayload } from './vaults.ts'
import type { VipChangeKind } from './vip/tiers.ts'

/** The name of the room every device of one player joins. */
export const PLAYER_ROOM = 'player'

/** A game's payload: its choice and the command id. */
const payloadOf = ({ choiceSchema }: AnyGame) =>
  (choiceSchema as unknown as z.ZodObject).safeExtend({ commandId: commandIdSchema })

const safePayload = <C extends SafeCommand>(command: C) =>
  z.strictObject({ commandId: commandIdSchema, ...SAFE_PLAY_FIELDS[command] })

const tutorialPayload = <C extends TutorialCommand>(command: C) =>
  z.strictObject({ commandId: commandIdSchema, ...TUTORIAL_FIELDS[command] })

/** The payloads whose types clients know by name. */
const NAMED_PAYLOADS = {
  'slot.spin': z.strictObject({ commandId: commandIdSchema, bet: betSchema }),
  'gacha.pull': gachaChoiceSchema.extend({ commandId: commandIdSchema }),
  'roulette.spin': rouletteChoiceSchema.extend({ commandId: commandIdSchema }),
  'rps.play': rpsChoiceSchema.extend({ commandId: commandIdSchema }),
  'dice.roll': diceChoiceSchema.extend({ commandId: commandIdSchema }),
  'lottery.enter': lotteryChoiceSchema.extend({ commandId: commandIdSchema }),
  'inventory.use': z.strictObject({ commandId: commandIdSchema, ...itemUseFields }),
  'fairness.rotate': z.strictObject({ commandId: commandIdSchema, clientSeed: clientSeedSchema.optional() }),
  'safe.limits.set': safePayload('safe.limits.set'),
  'safe.limits.confirm': safePayload('safe.limits.confirm'),
  'safe.limits.cancel': safePayload('safe.limits.cancel'),
  'safe.pause': safePayload('safe.pause'),
  'safe.exclude': safePayload('safe.exclude'),
  'safe.return': safePayload('safe.return'),
  'safe.realityCheck': safePayload('safe.realityCheck'),
  'safe.acknowledge': safePayload('safe.acknowledge'),
  'wallet.refill': safePayload('wallet.refill'),
  'tutorial.step': tutorialPayload('tutorial.step'),
  'tutorial.skip': tutorialPayload('tutorial.skip'),
  'tutorial.complete': tutorialPayload('tutorial.complete'),
  'vault.claim': vaultClaimPayload,
  'battlepass.claim': passClaimPayload,
  'streak.tick': z.strictObject({ commandId: commandIdSchema, ...STREAK_FIELDS['streak.tick'] }),
} as const

/**
 * Payloads of `room.request(type, payload)` by command; unknown fields are refused. A game of the registry is played by its
 * command whether it is named above or not; its name there gives its payload a type.
 */
export const COMMAND_PAYLOADS: typeof NAMED_PAYLOADS = {
  ...Object.fromEntries(Object.values(GAME_DEFINITIONS).map((game) => [game.command, payloadOf(game)])),
  ...NAMED_PAYLOADS,
}

export type CommandType = keyof typeof COMMAND_PAYLOADS
export type CommandPayload<T extends CommandType> = Omit<z.infer<(typeof COMMAND_PAYLOADS)[T]>, 'commandId'>
export type SpinPayload = CommandPayload<'slot.spin'>
export const COMMAND_TYPES = Object.keys(COMMAND_PAYLOADS) as CommandType[]

export const slotSpinOutcomeSchema = z.object({
  ...acceptedFields,
  bet: amountSchema,
  reels: z.tuple([z.string(), z.string(), z.string()]),
  line: z.enum(['none', 'pair', 'triple']),
  multiplier: z.number().int(),
  bonusPercent: z.number().int(),
  /** Gross: the stake is not taken off. */
  win: amountSchema,
  /** Balance after the spin. */
  coins: amountSchema,
  /** Wins in a row before and after the spin. */
  streakBefore: z.number().int(),
  streak: z.number().int(),
  nonce: z.number().int(),
  clientSeed: z.string(),
  serverSeedHash: hex64,
  tableVersion: z.number().int(),
  tableHash: hex64,
})
export type SlotSpinOutcome = z.infer<typeof slotSpinOutcomeSchema>

/** What every play answers, whatever the game; choice and draw stand beside it. */
const playFields = {
  ...acceptedFields,
  /** The whole stake. */
  bet: amountSchema,
  /** Gross: the stake is not taken off. */
  win: amountSchema,
  nonce: z.number().int(),
  clientSeed: z.string(),
  serverSeedHash: hex64,
  tableVersion: z.number().int(),
  tableHash: hex64,
}

/** Balance after the play, in the currency of the stake. */
const inCoins = { coins: amountSchema }

export const gachaOutcomeSchema = z.object({
  ...gachaChoiceSchema.shape,
  ...playFields,
  ...gachaDrawnSchema.shape,
  gems: amountSchema,
})
export type GachaOutcomeReply = z.infer<typeof gachaOutcomeSchema>
export const rouletteOutcomeSchema = z.object({
  ...rouletteChoiceSchema.shape,
  ...playFields,
  ...rouletteDrawnSchema.shape,
  ...inCoins,
})
export type RouletteOutcomeReply = z.infer<typeof rouletteOutcomeSchema>
export const rpsOutcomeSchema = z.object({
  ...rpsChoiceSchema.shape,
  ...playFields,
  ...rpsDrawnSchema.shape,
  ...inCoins,
})
export type RpsOutcomeReply = z.infer<typeof rpsOutcomeSchema>
export const diceOutcomeSchema = z.object({
  ...diceChoiceSchema.shape,
  ...playFields,
  ...diceDrawnSchema.shape,
  ...inCoins,
})
export type DiceOutcomeReply = z.infer<typeof diceOutcomeSchema>

/** The outcome of a play of any game: choice, origin and draw side by side, and the balance in the game's currency. */
export function playOutcomeSchema({ choiceSchema, drawnSchema, currency }: AnyGame): z.ZodType<object> {
  const shapeOf = (schema: { readonly shape: object }) => schema.shape as z.ZodRawShape
  return z.object({ ...shapeOf(choiceSchema), ...playFields, ...shapeOf(drawnSchema), [currency]: amountSchema })
}

export const fairnessRotateOutcomeSchema = z.object({
  ...acceptedFields,
  /** The seed that was in use until now, revealed. */
  revealed: z.object({ serverSeed: hex64, serverSeedHash: hex64, clientSeed: z.string(), plays: z.number().int() }),
  /** The pair in use from now on; its hash is the one announced as next before. */
  active: z.object({ serverSeedHash: hex64, clientSeed: z.string() }),
  nextServerSeedHash: hex64,
})
export type FairnessRotateOutcome = z.infer<typeof fairnessRotateOutcomeSchema>

/** Replies by command. A repeated command id answers the same with `replayed: true`. */
export interface CommandOutcomes extends Record<RestrictionCommand, RestrictionsChanged> {
  'slot.spin': SlotSpinOutcome
  'gacha.pull': GachaOutcomeReply
  'roulette.spin': RouletteOutcomeReply
  'rps.play': RpsOutcomeReply
  'dice.roll': DiceOutcomeReply
  'lottery.enter': StakePlaced
  'inventory.use': InventoryUsed
  'fairness.rotate': FairnessRotateOutcome
  'safe.acknowledge': RealityCheckSeen
  'wallet.refill': WalletRefilled
  'tutorial.step': TutorialChanged
  'tutorial.skip': TutorialChanged
  'tutorial.complete': TutorialCompleted
  'vault.claim': VaultClaimed
  'streak.tick': StreakTicked
  'battlepass.claim': PassClaimed
}

export type CommandReply<T extends CommandType = CommandType> =
  | ({ ok: true; replayed?: true } & CommandOutcomes[T])
  | Refusal

/** `room.request('clock.sync')` answers with the server's clock; the client keeps the offset. */
export const CLOCK_SYNC = 'clock.sync'
export interface ClockSyncReply {
  ok: true
  serverTimeMs: number
}

/** Fields of the room's synced state, by name; the Colyseus schema of the server has the same. */
export interface PlayerRoomState {
  userId: number
  nickname: string
  rank: string
  coins: number
  gems: number
  tickets: number
  /** Slot wins in a row. */
  streak: number
  /** Gacha pulls since the last Epic or better. */
  pity: number
  nonce: number
  clientSeed: string
  serverSeedHash: string
  nextServerSeedHash: string
  /** The player's version: one more for every change. */
  version: number
  /** His vaults, in the order they are shown. */
  vaults: RoomVault[]
  /** Messages in his centre that he has not read. */
  unreadNotifications: number
}

/** A vault as the room shows it; what it waits for is in `GET /api/vault/status`. */
export interface RoomVault {
  id: number
  type: string
  status: VaultStatus
  coins: number
  expiresAtMs: number
}

/** Close codes of our own; Colyseus has 4000 to 4010. */
export const CLOSE_CODES = {
  LOGGED_OUT: 4101,
  TOO_MANY_DEVICES: 4102,
  FLOOD: 4103,
  PAUSED: 4104,
  SELF_EXCLUDED: 4105,
} as const

/** Messages the server sends on its own. */
export interface ServerMessages {
  /** Something happened that this device did not ask for. */
  notice:
    | { kind: 'balanceCorrected'; currency: string; amount: number; note: string }
    | { kind: 'reward'; rewards: readonly Reward[]; note: string }
    | { kind: 'rankChanged'; rank: Rank }
    /** A mission was finished: its rewards can be taken until its window ends. */
    | { kind: 'missionDone'; mission: string; title: { readonly en: string; readonly ko: string } }
    /** A level of the battle pass was reached: its rewards can be taken until the season ends. */
    | { kind: 'passLevel'; season: string; level: number }
    /** An achievement is one's own now: its rewards can be taken. */
    | { kind: 'achievementUnlocked'; achievement: string; title: { readonly en: string; readonly ko: string } }
    | { kind: 'purchase'; sku: string; rewards: readonly Reward[] }
    /** His tier has changed, or will; what it is now, null: none. */
    | { kind: 'vip'; change: VipChangeKind; tier: { readonly en: string; readonly ko: string } | null }
    /** What another account of the same person held is here now. */
    | { kind: 'accountMerged'; coins: number; gems: number; tickets: number; items: number }
  /** A message has come into his centre, or how many are unread has changed. */
  notification: NotificationNews
  /** Why the connection is about to close. */
  kicked:
    | { reason: 'LOGGED_OUT' | 'TOO_MANY_DEVICES' }
    /** The end of a pause or an exclusion, in ms since the epoch; null: never. */
    | { reason: 'PAUSED' | 'SELF_EXCLUDED'; untilMs: number | null }
  /** Play goes on when this was acknowledged. */
  realityCheck: RealityCheck
  /** A plain message that was no command; the connection stays. */
  refused: Refusal
}
