import { z } from 'zod'
import { commandIdSchema } from '../fields.ts'
import { amountSchema, currencySchema, signedAmountSchema } from '../money.ts'
import { rankSchema } from '../ranks.ts'
import { slotTableSchema } from '../slot/table.ts'
import { idParamSchema, instantSchema, isoTimeSchema, pagingSchema, versionParamSchema, whySchema } from './common.ts'
import { gameSchema, slotAnalysisSchema } from './games.ts'

export const adminIdParams = z.object({ id: idParamSchema })
export const adminVersionParams = z.object({ id: versionParamSchema })

export const PLAYER_SORTS = [
  'id',
  'siteId',
  'nickname',
  'rank',
  'coins',
  'gems',
  'tickets',
  'createdAt',
  'lastLoginAt',
] as const
export const PLAYER_STATES = ['ACTIVE', 'BANNED', 'MERGED'] as const

export const adminPlayersQuery = pagingSchema.extend({
  sort: z.enum(PLAYER_SORTS).default('id'),
  /** Part of a site id or nickname, or a whole user id. */
  q: z
    .string()
    .trim()
    .max(100)
    .refine((text) => !text.includes('\0'), 'must not hold a zero byte')
    .optional(),
  rank: rankSchema.optional(),
  state: z.enum(PLAYER_STATES).optional(),
  /** Seen since, or not seen since: a log-in, or a session kept up. */
  seenFrom: instantSchema.optional(),
  seenTo: instantSchema.optional(),
  createdFrom: instantSchema.optional(),
  createdTo: instantSchema.optional(),
})
export const adminPlayerSchema = z
  .object({
    id: z.number().int(),
    siteId: z.string(),
    nickname: z.string(),
    rank: rankSchema,
    coins: amountSchema,
    gems: amountSchema,
    tickets: amountSchema,
    streak: z.number().int(),
    version: z.number().int(),
    createdAt: isoTimeSchema,
    lastLoginAt: isoTimeSchema.nullable(),
    /** The last log-in, or the last time a session was kept up. */
    lastSeenAt: isoTimeSchema.nullable(),
    state: z.enum(PLAYER_STATES),
    /** The account this one was made one with; it opens no session any more. */
    mergedInto: z.number().int().nullable(),
    /** A room of this player is open in some process. */
    online: z.boolean(),
  })
  .meta({ id: 'AdminPlayer' })
export type AdminPlayer = z.infer<typeof adminPlayerSchema>
export const adminPlayersReply = z.array(adminPlayerSchema)

export const adminLedgerQuery = pagingSchema.extend({ currency: currencySchema.optional() })
export const ledgerEntrySchema = z
  .object({
    /** `seq-line` within the player. */
    id: z.string(),
    seq: z.number().int(),
    currency: currencySchema,
    amount: z.number().int(),
    balanceAfter: amountSchema,
    counterAccount: z.string(),
    reason: z.string(),
    commandId: z.string(),
    occurredAt: isoTimeSchema,
    hash: z.string(),
  })
  .meta({ id: 'LedgerEntry' })
export const adminLedgerReply = z.array(ledgerEntrySchema)

export const balanceCorrectionBody = z.strictObject({
  commandId: commandIdSchema,
  currency: currencySchema,
  /** What is added (or, negative, taken); never zero. */
  amount: signedAmountSchema.refine((amount) => amount !== 0, 'must not be zero'),
  /** Why, for the audit log; the player sees it in the notice. */
  reason: whySchema(5),
  /** The version the admin looked at; another one is a CONFLICT. */
  expectedVersion: z.number().int().min(0),
})
export const balanceCorrectionReply = z.object({
  ok: z.literal(true),
  replayed: z.literal(true).optional(),
  commandId: z.uuid(),
  eventId: z.string(),
  currency: currencySchema,
  amount: z.number().int(),
  balanceBefore: amountSchema,
  balanceAfter: amountSchema,
  version: z.number().int(),
})

export const forcedLogoutReply = z.object({ loggedOut: z.literal(true), sessions: z.number().int() })

export const slotTableStatusSchema = z.enum(['draft', 'published', 'retired'])
export const adminSlotTableSchema = z
  .object({
    /** The version. */
    id: z.number().int(),
    status: slotTableStatusSchema,
    hash: z.string(),
    note: z.string(),
    table: slotTableSchema,
    analysis: slotAnalysisSchema,
    createdAt: isoTimeSchema,
    publishedAt: isoTimeSchema.nullable(),
    retiredAt: isoTimeSchema.nullable(),
  })
  .meta({ id: 'AdminSlotTable' })
export const adminSlotTablesReply = z.array(adminSlotTableSchema)

export const adminAuditQuery = pagingSchema.extend({
  targetType: z.string().max(60).optional(),
  action: z.string().max(60).optional(),
  adminId: idParamSchema.optional(),
  targetId: z.string().max(60).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
})
export const auditExportQuery = adminAuditQuery
  .omit({ page: true, perPage: true, order: true })
  .extend({ format: z.enum(['csv', 'jsonl']).default('csv') })
export const auditEntrySchema = z
  .object({
    id: z.number().int(),
    /** Null where the club itself acted. */
    adminId: z.number().int().nullable(),
    adminSiteId: z.string(),
    action: z.string(),
    targetType: z.string(),
    targetId: z.string(),
    reason: z.string().nullable(),
    before: z.record(z.string(), z.unknown()).nullable(),
    after: z.record(z.string(), z.unknown()).nullable(),
    address: z.string(),
    requestId: z.string(),
    occurredAt: isoTimeSchema,
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntry = z.infer<typeof auditEntrySchema>
export const adminAuditReply = z.array(auditEntrySchema)

/** A table the drift watch has stopped, by its name in the admin (`slot-3`), with the kind of play that was off. */
export const stoppedTableSchema = z.object({
  id: z.string(),
  game: gameSchema,
  version: z.number().int(),
  kind: z.string(),
  stoppedAt: isoTimeSchema,
})
export type StoppedTable = z.infer<typeof stoppedTableSchema>

const dashboardSlotSchema = z.object({
  tableVersion: z.number().int(),
  exactRtpPercent: z.number(),
  exactHitRatePercent: z.number(),
  spins: z.number().int(),
  totalBet: amountSchema,
  totalWin: amountSchema,
  measuredRtpPercent: z.number().nullable(),
  /** 95 % confidence interval of the measured RTP. */
  rtpLowPercent: z.number().nullable(),
  rtpHighPercent: z.number().nullable(),
  measuredHitRatePercent: z.number().nullable(),
})
export type DashboardSlot = z.infer<typeof dashboardSlotSchema>

export const dashboardReply = z
  .object({
    serverTime: isoTimeSchema,
    playersOnline: z.number().int(),
    /** Accepted spins per second over the last ten seconds, all processes. */
    spinsPerSecond: z.number(),
    totalPlayers: z.number().int(),
    eventsBehind: z.number().int(),
    /** Games that are closed because the drift watch has stopped their table. */
    stopped: z.array(stoppedTableSchema),
    /** Null while no slot table is in force. */
    slot: dashboardSlotSchema.nullable(),
    /** The last 60 minutes, oldest first. */
    minutes: z.array(
      z.object({ minute: isoTimeSchema, spins: z.number().int(), bet: amountSchema, win: amountSchema }),
    ),
  })
  .meta({ id: 'Dashboard' })
export type DashboardReply = z.infer<typeof dashboardReply>
