import {
  type AdminVerifyReply,
  type AnalyticsReport,
  adminVerifyReply,
  balanceCorrectionReply,
  forcedLogoutReply,
} from '@casino-club/shared'
import type { Identifier } from 'react-admin'
import { type AccessActions, createAccessActions } from './access-actions.ts'
import { type AchievementActions, createAchievementActions } from './achievement-actions.ts'
import { type AnalyticsActions, createAnalyticsActions } from './analytics-actions.ts'
import { type BoardActions, createBoardActions } from './board-actions.ts'
import { type CampaignActions, createCampaignActions } from './campaign-actions.ts'
import { type ContentActions, createContentActions } from './content-actions.ts'
import { createDeskActions, type DayRange, type DeskActions, type RevenueBy } from './desk-actions.ts'
import { createExperimentActions, type ExperimentActions } from './experiment-actions.ts'
import { createFriendActions, type FriendActions } from './friend-actions.ts'
import { type Http, parsed, type SchemaOutput } from './http.ts'
import { createInviteActions, type InviteActions } from './invite-actions.ts'
import { createJobActions, type JobActions } from './job-actions.ts'
import { createLetterActions, type LetterActions } from './letter-actions.ts'
import { createMergeActions, type MergeActions } from './merge-actions.ts'
import { createMissionActions, type MissionActions } from './mission-actions.ts'
import { createNotificationActions, type NotificationActions } from './notification-actions.ts'
import { createOddsActions, type OddsActions } from './odds-actions.ts'
import { createPushActions, type PushActions } from './push-actions.ts'
import { filterQuery, withQuery } from './query.ts'
import { createRewardActions, type RewardActions } from './reward-actions.ts'
import { createSafePlayActions, type SafePlayActions } from './safe-play-actions.ts'
import { SAVED_REPORTS } from './saved-report-actions.ts'
import { createSeasonActions, type SeasonActions } from './season-actions.ts'
import { createSegmentActions, type SegmentActions } from './segment-actions.ts'
import { createShopActions, type ShopActions } from './shop-actions.ts'
import { createSignInActions, type SignInActions } from './sign-in-actions.ts'
import { createSimulationActions, type SimulationActions } from './simulation-actions.ts'
import { createStreakActions, type StreakActions } from './streak-actions.ts'
import { createVaultActions, type VaultActions } from './vault-actions.ts'
import { createVipActions, type VipActions } from './vip-actions.ts'

/** A balance correction as it is sent; see `balanceCorrectionBody`. */
export interface BalanceCorrection {
  readonly commandId: string
  readonly currency: string
  readonly amount: number
  readonly reason: string
  readonly expectedVersion: number
}

export type CorrectionOutcome = SchemaOutput<typeof balanceCorrectionReply>
export type LogoutOutcome = SchemaOutput<typeof forcedLogoutReply>

export interface ExportedFile {
  readonly file: Blob
  readonly name: string
}

/** What admins do beyond reading. Each call resolves only when the server has done it. */
export interface AdminActions
  extends OddsActions,
    RewardActions,
    AccessActions,
    InviteActions,
    JobActions,
    LetterActions,
    SegmentActions,
    SimulationActions,
    CampaignActions,
    MergeActions,
    MissionActions,
    SeasonActions,
    AchievementActions,
    SafePlayActions,
    ShopActions,
    DeskActions,
    SignInActions,
    VaultActions,
    BoardActions,
    FriendActions,
    NotificationActions,
    VipActions,
    StreakActions,
    ContentActions,
    ExperimentActions,
    AnalyticsActions,
    PushActions {
  /** All players that match who have decided something about their play. */
  exportSafePlay(filter: Readonly<Record<string, unknown>>): Promise<ExportedFile>
  correctBalance(playerId: Identifier, correction: BalanceCorrection): Promise<CorrectionOutcome>
  forceLogout(playerId: Identifier): Promise<LogoutOutcome>
  /** All players that match, as one file; the paging is ignored. */
  exportPlayers(filter: Readonly<Record<string, unknown>>): Promise<ExportedFile>
  /** All codes that match, as one file. */
  exportInvites(filter: Readonly<Record<string, unknown>>): Promise<ExportedFile>
  /** All promo codes that match, as one file. */
  exportPromos(filter: Readonly<Record<string, unknown>>): Promise<ExportedFile>
  /** Every use of a code (`promoId`) or of a batch (`batchId`), as one file. */
  exportPromoUses(filter: Readonly<Record<string, unknown>>): Promise<ExportedFile>
  /** All purchases that match, oldest first. */
  exportPurchases(filter: Readonly<Record<string, unknown>>): Promise<ExportedFile>
  /** What was sold in a time, as one file. */
  exportRevenue(range: DayRange, by: RevenueBy): Promise<ExportedFile>
  /** How vaults ended in a time, as one file. */
  exportVaults(range: DayRange): Promise<ExportedFile>
  /** What came of the reminders in a time, as one file. */
  exportAlerts(range: DayRange): Promise<ExportedFile>
  /** Who has met which variant of an experiment, as one file. */
  exportExposures(id: string): Promise<ExportedFile>
  /** The figures of a report, as one file. */
  exportAnalytics(report: AnalyticsReport, query: URLSearchParams): Promise<ExportedFile>
  /** What a saved report says now, as one file. */
  exportReport(id: number): Promise<ExportedFile>
  /** What came of a campaign, a line a player, wave and channel. */
  exportCampaign(id: number): Promise<ExportedFile>
  /** All plays that match, from the oldest on, wherever the list stands. */
  exportPlays(filter: Readonly<Record<string, unknown>>): Promise<ExportedFile>
  /** Computes a play again at the server, which holds its seed. */
  /** All entries that match, oldest first. */
  exportAuditLog(filter: Readonly<Record<string, unknown>>): Promise<ExportedFile>
  verifyPlay(eventId: string): Promise<AdminVerifyReply>
}

/** How files are fetched: by a query, or by a filter of a list. */
interface FileReaders {
  read(path: string, query: URLSearchParams): Promise<ExportedFile>
  file(path: string, filter: Readonly<Record<string, unknown>>): Promise<ExportedFile>
}

const fileName = (disposition: string | null): string =>
  /filename="?([\w.-]+)"?/.exec(disposition ?? '')?.[1] ?? 'export.csv'

function createFileReaders(http: Http): FileReaders {
  const read = async (path: string, query: URLSearchParams): Promise<ExportedFile> => {
    const response = await http.authorized(withQuery(path, query), { timeoutMs: null })
    return { file: await response.blob(), name: fileName(response.headers.get('content-disposition')) }
  }
  return { read, file: (path, filter) => read(path, filterQuery(filter)) }
}

export function createAdminActions(http: Http): AdminActions {
  const player = (id: Identifier) => `/api/admin/players/${encodeURIComponent(String(id))}`
  const { read, file } = createFileReaders(http)
  return {
    ...createOddsActions(http),
    ...createRewardActions(http),
    ...createAccessActions(http),
    ...createInviteActions(http),
    ...createJobActions(http),
    ...createMissionActions(http),
    ...createSeasonActions(http),
    ...createAchievementActions(http),
    ...createVaultActions(http),
    ...createBoardActions(http),
    ...createFriendActions(http),
    ...createNotificationActions(http),
    ...createVipActions(http),
    ...createStreakActions(http),
    ...createContentActions(http),
    ...createExperimentActions(http),
    ...createAnalyticsActions(http),
    ...createPushActions(http),
    ...createLetterActions(http),
    ...createCampaignActions(http),
    ...createSegmentActions(http),
    ...createSimulationActions(http),
    ...createMergeActions(http),
    ...createSafePlayActions(http),
    ...createShopActions(http),
    ...createDeskActions(http),
    exportPurchases: (filter) => file('/api/admin/shop/purchases/export.csv', filter),
    exportRevenue: (range, by) => file('/api/admin/shop/revenue/export.csv', { ...range, by }),
    exportVaults: (range) => read('/api/admin/vaults/reports/export.csv', new URLSearchParams({ ...range })),
    exportAlerts: (range) => read('/api/admin/alerts/report/export.csv', new URLSearchParams({ ...range })),
    ...insightFiles({ file, read }),
    exportPromos: (filter) => file('/api/admin/shop/promos/export.csv', filter),
    exportPromoUses: (filter) => file('/api/admin/shop/promos/uses.csv', filter),
    exportSafePlay: (filter) => file('/api/admin/safe-play/players/export.csv', filter),
    ...createSignInActions(http),
    correctBalance: async (playerId, correction) =>
      await parsed(
        await http.authorized(`${player(playerId)}/balance-corrections`, { method: 'POST', body: correction }),
        balanceCorrectionReply,
      ),
    forceLogout: async (playerId) =>
      await parsed(
        await http.authorized(`${player(playerId)}/logout`, { method: 'POST', body: {} }),
        forcedLogoutReply,
      ),
    exportPlayers: (filter) => file('/api/admin/players/export.csv', filter),
    exportAuditLog: (filter) => file('/api/admin/audit-logs/export', filter),
    exportInvites: (filter) => file('/api/admin/invites/export.csv', filter),
    exportPlays: (filter) => file('/api/admin/plays/export.csv', filter),
    verifyPlay: async (eventId) =>
      await parsed(await http.authorized(`/api/admin/plays/${encodeURIComponent(eventId)}/verify`), adminVerifyReply),
  }
}

/** What is known of players and of what they were told, as files. */
function insightFiles({
  file,
  read,
}: FileReaders): Pick<AdminActions, 'exportExposures' | 'exportAnalytics' | 'exportReport' | 'exportCampaign'> {
  return {
    exportExposures: (id) => file(`/api/admin/experiments/${encodeURIComponent(id)}/exposures.csv`, {}),
    exportAnalytics: (report, query) => read(`/api/analytics/${report}/export.csv`, query),
    exportReport: (id) => file(`${SAVED_REPORTS}/${id}/export.csv`, {}),
    exportCampaign: (id) => file(`/api/admin/campaigns/${id}/results/export.csv`, {}),
  }
}
