import {
  type AdminPlay,
  type AdminPlayer,
  type AdminPlaysReply,
  accountMergeSchema,
  adminAccountSchema,
  adminAchievementSchema,
  adminBoardRowSchema,
  adminBoardSchema,
  adminInvitationSchema,
  adminItemSchema,
  adminMissionDetailSchema,
  adminMissionSchema,
  adminMoodsReply,
  adminPlayerSchema,
  adminPlaySchema,
  adminPlaysReply,
  adminProductDetailSchema,
  adminProductSchema,
  adminPromoSchema,
  adminPurchaseSchema,
  adminSafePlayReply,
  adminSeasonDetailSchema,
  adminSeasonSchema,
  adminSegmentsReply,
  adminSignInSchema,
  adminSlotTableSchema,
  adminTemplateDetailSchema,
  adminTemplateSchema,
  adminVaultSchema,
  ageCheckSchema,
  auditEntrySchema,
  campaignDetailSchema,
  campaignRowSchema,
  cohortTermsVersionSchema,
  dashboardReply,
  deadLetterSchema,
  friendTermsVersionSchema,
  grantedRewardSchema,
  importLineSchema,
  inviteSchema,
  inviteUseSchema,
  jobRunSchema,
  jobSchema,
  ledgerEntrySchema,
  notificationHoldSchema,
  notificationTraceSchema,
  oddsDriftReply,
  oddsPlansReply,
  oddsTableSchema,
  type Play,
  playerBanSchema,
  playerNoteSchema,
  playSchema,
  profileSchema,
  promoBatchSchema,
  promoUseSchema,
  purchaseDetailSchema,
  refundSchema,
  removedPlayerSchema,
  rewardImportSchema,
  rolesReply,
  safeChangeSchema,
  safePlayerSchema,
  salesReply,
  savedReportSchema,
  seasonStandingSchema,
  seedsReply,
  sessionViewSchema,
  shopBlockSchema,
  stockSchema,
  suppressionSchema,
  vaultDefinitionSchema,
} from '@casino-club/shared'
import type { Schema, SchemaOutput } from './http.ts'
import { SAVED_REPORTS } from './saved-report-actions.ts'

/** A player as the detail page gets one. */
export const playerDetailSchema = adminPlayerSchema.extend({
  email: profileSchema.shape.email.optional(),
  phoneNumber: profileSchema.shape.phoneNumber.optional(),
})

export type Player = AdminPlayer
export type PlayerDetail = SchemaOutput<typeof playerDetailSchema>
export type AdminAccountRecord = SchemaOutput<typeof adminAccountSchema>
export type AgeCheckRecord = SchemaOutput<typeof ageCheckSchema>
export type PlayerBanRecord = SchemaOutput<typeof playerBanSchema>
export type PlayerNoteRecord = SchemaOutput<typeof playerNoteSchema>
export type RolesRecord = SchemaOutput<typeof rolesReply> & { readonly id: string }
export type SafePlayerRecord = SchemaOutput<typeof safePlayerSchema>
export type SafePlayStanding = SchemaOutput<typeof adminSafePlayReply>
export type SafeChangeRecord = SchemaOutput<typeof safeChangeSchema>
export type LedgerEntry = SchemaOutput<typeof ledgerEntrySchema>
export type SlotTableVersion = SchemaOutput<typeof adminSlotTableSchema>
export type OddsVersion = SchemaOutput<typeof oddsTableSchema>
export type OddsPlans = SchemaOutput<typeof oddsPlansReply>
export type AuditEntry = SchemaOutput<typeof auditEntrySchema>
export type CatalogueEntry = SchemaOutput<typeof adminItemSchema>
export type RewardRecord = SchemaOutput<typeof grantedRewardSchema>
export type RewardImportRecord = SchemaOutput<typeof rewardImportSchema>
export type ImportLineRecord = SchemaOutput<typeof importLineSchema>
export type InviteEntry = SchemaOutput<typeof inviteSchema>
export type InviteUseEntry = SchemaOutput<typeof inviteUseSchema>
export type ProductRow = SchemaOutput<typeof adminProductSchema>
export type ProductRecord = SchemaOutput<typeof adminProductDetailSchema>
export type StockRecord = SchemaOutput<typeof stockSchema>
export type PromoRecord = SchemaOutput<typeof adminPromoSchema>
export type PromoUseRecord = SchemaOutput<typeof promoUseSchema>
export type AchievementRow = SchemaOutput<typeof adminAchievementSchema>
export type SeasonRow = SchemaOutput<typeof adminSeasonSchema>
export type SeasonRecord = SchemaOutput<typeof adminSeasonDetailSchema>
export type SeasonStandingRow = SchemaOutput<typeof seasonStandingSchema>
export type MissionRow = SchemaOutput<typeof adminMissionSchema>
export type MissionRecord = SchemaOutput<typeof adminMissionDetailSchema>
export type JobRow = SchemaOutput<typeof jobSchema>
export type JobRunRow = SchemaOutput<typeof jobRunSchema>
export type CampaignRow = SchemaOutput<typeof campaignRowSchema>
export type CampaignRecord = SchemaOutput<typeof campaignDetailSchema>
export type VaultKind = SchemaOutput<typeof vaultDefinitionSchema>
export type PlayerVault = SchemaOutput<typeof adminVaultSchema>
export type BoardRecord = SchemaOutput<typeof adminBoardSchema>
export type BoardRowRecord = SchemaOutput<typeof adminBoardRowSchema>
export type RemovedPlayerRecord = SchemaOutput<typeof removedPlayerSchema>
export type InvitationRecord = SchemaOutput<typeof adminInvitationSchema>
export type FriendTermsRecord = SchemaOutput<typeof friendTermsVersionSchema>
export type CohortTermsRecord = SchemaOutput<typeof cohortTermsVersionSchema>
export type PromoBatchRecord = SchemaOutput<typeof promoBatchSchema>
export type PurchaseRow = SchemaOutput<typeof adminPurchaseSchema>
export type PurchaseRecord = SchemaOutput<typeof purchaseDetailSchema>
export type RefundRecord = SchemaOutput<typeof refundSchema>
export type BlockRecord = SchemaOutput<typeof shopBlockSchema>
export type SalesRecord = SchemaOutput<typeof salesReply> & { readonly id: string }
export type PlayRecord = Play & { readonly id: string }
export type AdminPlayRecord = AdminPlay & { readonly id: string }
/** A page that is read from a cursor. */
export type CursorPage = AdminPlaysReply

/** A resource of react-admin, as the server has it. Lists without a path of their own belong to a player, or to
 * another record whose id stands in its place. */
export interface ResourceContract {
  /** A short list comes whole, and is sorted and paged here. */
  readonly list?: { readonly path: string; readonly item: Schema<object>; readonly whole?: true }
  /** A list too long for numbered pages goes on from a cursor. */
  readonly fromCursor?: { readonly path: string; readonly page: Schema<CursorPage> }
  readonly one?: { readonly path: (id: string) => string; readonly item: Schema<object> }
  readonly ofPlayer?: { readonly path: (playerId: string) => string; readonly item: Schema<object> }
  /** Names the field that is the id where it is not `id`. */
  readonly idField?: string
}

const player = (id: string) => `/api/admin/players/${encodeURIComponent(id)}`
const season = (id: unknown) => `/api/admin/battle-pass/${encodeURIComponent(String(id))}`
const batch = (id: string) => `/api/admin/shop/promo-batches/${encodeURIComponent(id)}`
const sales = (id: string) => {
  const [sku = '', by = ''] = id.split(':')
  return `/api/admin/shop/products/${encodeURIComponent(sku)}/sales?by=${encodeURIComponent(by)}`
}

export const RESOURCES: Readonly<Record<string, ResourceContract>> = {
  players: {
    list: { path: '/api/admin/players', item: adminPlayerSchema },
    one: { path: player, item: playerDetailSchema },
  },
  'age-checks': { list: { path: '/api/admin/age-checks', item: ageCheckSchema } },
  admins: { list: { path: '/api/admin/admins', item: adminAccountSchema } },
  roles: { one: { path: () => '/api/admin/roles', item: rolesReply } },
  'player-bans': { ofPlayer: { path: (id) => `${player(id)}/bans`, item: playerBanSchema } },
  'player-merges': { ofPlayer: { path: (id) => `${player(id)}/merges`, item: accountMergeSchema } },
  'player-notes': { ofPlayer: { path: (id) => `${player(id)}/notes`, item: playerNoteSchema } },
  ledger: { ofPlayer: { path: (id) => `${player(id)}/ledger`, item: ledgerEntrySchema } },
  plays: {
    fromCursor: { path: '/api/admin/plays', page: adminPlaysReply },
    one: { path: (id) => `/api/admin/plays/${encodeURIComponent(id)}`, item: adminPlaySchema },
    ofPlayer: { path: (id) => `${player(id)}/history`, item: playSchema },
    idField: 'eventId',
  },
  seeds: { one: { path: (id) => `${player(id)}/seeds`, item: seedsReply } },
  'slot-tables': {
    list: { path: '/api/admin/slot-tables', item: adminSlotTableSchema, whole: true },
    one: { path: (id) => `/api/admin/slot-tables/${encodeURIComponent(id)}`, item: adminSlotTableSchema },
  },
  'odds-tables': {
    list: { path: '/api/admin/odds-tables', item: oddsTableSchema },
    one: { path: (id) => `/api/admin/odds-tables/${encodeURIComponent(id)}`, item: oddsTableSchema },
  },
  items: {
    list: { path: '/api/admin/items', item: adminItemSchema },
    one: { path: (id) => `/api/admin/items/${encodeURIComponent(id)}`, item: adminItemSchema },
  },
  rewards: {
    ofPlayer: { path: (id) => `/api/rewards/users/${encodeURIComponent(id)}/rewards`, item: grantedRewardSchema },
  },
  'reward-imports': {
    list: { path: '/api/admin/reward-imports', item: rewardImportSchema },
    one: { path: (id) => `/api/admin/reward-imports/${encodeURIComponent(id)}`, item: rewardImportSchema },
  },
  'reward-import-lines': {
    ofPlayer: { path: (id) => `/api/admin/reward-imports/${encodeURIComponent(id)}/lines`, item: importLineSchema },
  },
  invites: {
    list: { path: '/api/admin/invites', item: inviteSchema },
    one: { path: (id) => `/api/admin/invites/${encodeURIComponent(id)}`, item: inviteSchema },
  },
  'invite-uses': {
    ofPlayer: { path: (id) => `/api/admin/invites/${encodeURIComponent(id)}/uses`, item: inviteUseSchema },
  },
  products: {
    list: { path: '/api/admin/shop/products', item: adminProductSchema },
    one: { path: (id) => `/api/admin/shop/products/${encodeURIComponent(id)}`, item: adminProductDetailSchema },
  },
  stocks: { list: { path: '/api/admin/shop/stocks', item: stockSchema } },
  promos: {
    list: { path: '/api/admin/shop/promos', item: adminPromoSchema },
    one: { path: (id) => `/api/admin/shop/promos/${encodeURIComponent(id)}`, item: adminPromoSchema },
  },
  'promo-uses': {
    ofPlayer: { path: (id) => `/api/admin/shop/promos/${encodeURIComponent(id)}/uses`, item: promoUseSchema },
  },
  achievements: {
    list: { path: '/api/admin/achievements', item: adminAchievementSchema },
    one: { path: (id) => `/api/admin/achievements/${encodeURIComponent(id)}`, item: adminAchievementSchema },
  },
  battlepass: {
    list: { path: '/api/admin/battle-pass', item: adminSeasonSchema },
    one: { path: season, item: adminSeasonDetailSchema },
  },
  'season-standings': { ofPlayer: { path: (id) => `${season(id)}/standings`, item: seasonStandingSchema } },
  missions: {
    list: { path: '/api/admin/missions', item: adminMissionSchema },
    one: { path: (id) => `/api/admin/missions/${encodeURIComponent(id)}`, item: adminMissionDetailSchema },
  },
  'saved-reports': {
    list: { path: SAVED_REPORTS, item: savedReportSchema },
    one: { path: (id) => `${SAVED_REPORTS}/${encodeURIComponent(id)}`, item: savedReportSchema },
  },
  jobs: {
    list: { path: '/api/admin/jobs', item: jobSchema, whole: true },
    one: { path: (id) => `/api/admin/jobs/${encodeURIComponent(id)}`, item: jobSchema },
  },
  'job-runs': { ofPlayer: { path: (id) => `/api/admin/jobs/${encodeURIComponent(id)}/runs`, item: jobRunSchema } },
  vaults: { list: { path: '/api/admin/vaults/definitions', item: vaultDefinitionSchema, whole: true } },
  'player-vaults': { ofPlayer: { path: (id) => `${player(id)}/vaults`, item: adminVaultSchema } },
  templates: {
    list: { path: '/api/admin/message-templates', item: adminTemplateSchema, whole: true },
    one: { path: (id) => `/api/admin/message-templates/${encodeURIComponent(id)}`, item: adminTemplateDetailSchema },
  },
  campaigns: {
    list: { path: '/api/admin/campaigns', item: campaignRowSchema },
    one: { path: (id) => `/api/admin/campaigns/${encodeURIComponent(id)}`, item: campaignDetailSchema },
  },
  suppressions: { list: { path: '/api/admin/email/suppressions', item: suppressionSchema } },
  moods: { list: { path: '/api/admin/moods', item: adminMoodsReply.element, whole: true } },
  boards: { list: { path: '/api/admin/boards', item: adminBoardSchema, whole: true } },
  'board-rows': {
    ofPlayer: { path: (id) => `/api/admin/boards/${encodeURIComponent(id)}/top`, item: adminBoardRowSchema },
  },
  'cohort-terms': {
    ofPlayer: { path: (id) => `/api/admin/boards/${encodeURIComponent(id)}/cohorts`, item: cohortTermsVersionSchema },
  },
  'board-removals': { list: { path: '/api/admin/board-removals', item: removedPlayerSchema } },
  friends: { list: { path: '/api/admin/friends/invitations', item: adminInvitationSchema } },
  notifications: { list: { path: '/api/admin/notifications/dead-letters', item: deadLetterSchema } },
  'notification-holds': { list: { path: '/api/admin/notifications/holds', item: notificationHoldSchema, whole: true } },
  'player-notifications': { ofPlayer: { path: (id) => `${player(id)}/notifications`, item: notificationTraceSchema } },
  'friend-terms': { list: { path: '/api/admin/friends/terms', item: friendTermsVersionSchema, whole: true } },
  'promo-batches': { one: { path: batch, item: promoBatchSchema } },
  'promo-batch-uses': { ofPlayer: { path: (id) => `${batch(id)}/uses`, item: promoUseSchema } },
  /** Its id is that of the product and the step, `starter-pack:hour`. */
  'product-sales': { one: { path: sales, item: salesReply } },
  segments: { list: { path: '/api/admin/segments', item: adminSegmentsReply.element, whole: true } },
  purchases: {
    list: { path: '/api/admin/shop/purchases', item: adminPurchaseSchema },
    one: { path: (id) => `/api/admin/shop/purchases/${encodeURIComponent(id)}`, item: purchaseDetailSchema },
  },
  'shop-refunds': { list: { path: '/api/admin/shop/refunds', item: refundSchema } },
  fraud: { list: { path: '/api/admin/shop/blocks', item: shopBlockSchema } },
  'odds-drift': {
    one: { path: (id) => `/api/admin/odds-tables/${encodeURIComponent(id)}/drift`, item: oddsDriftReply },
  },
  'odds-plans': {
    one: { path: (id) => `/api/admin/odds-tables/${encodeURIComponent(id)}/schedule`, item: oddsPlansReply },
  },
  'safe-play': { list: { path: '/api/admin/safe-play/players', item: safePlayerSchema } },
  'safe-play-standing': { one: { path: (id) => `${player(id)}/safe-play`, item: adminSafePlayReply } },
  'safe-play-changes': { ofPlayer: { path: (id) => `${player(id)}/safe-play/changes`, item: safeChangeSchema } },
  'player-sessions': { ofPlayer: { path: (id) => `${player(id)}/sessions`, item: sessionViewSchema } },
  'sign-ins': { list: { path: '/api/admin/sign-ins', item: adminSignInSchema } },
  'audit-logs': { list: { path: '/api/admin/audit-logs', item: auditEntrySchema } },
  /** One record, always of this moment. */
  dashboard: { one: { path: () => '/api/admin/dashboard', item: dashboardReply } },
}
