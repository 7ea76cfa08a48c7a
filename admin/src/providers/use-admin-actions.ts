import { useContext, useMemo } from 'react'
import { DataProviderContext, useLogoutIfAccessDenied } from 'react-admin'
import type { AchievementActions } from './achievement-actions.ts'
import type { AdminActions } from './admin-actions.ts'
import type { BoardActions } from './board-actions.ts'
import type { ContentActions } from './content-actions.ts'
import type { AdminDataProvider } from './data-provider.ts'
import type { DeskActions } from './desk-actions.ts'
import type { FriendActions } from './friend-actions.ts'
import type { InviteActions } from './invite-actions.ts'
import type { JobActions } from './job-actions.ts'
import type { MergeActions } from './merge-actions.ts'
import type { MissionActions } from './mission-actions.ts'
import type { NotificationActions } from './notification-actions.ts'
import type { OddsVersion, PlayerDetail } from './resources.ts'
import type { SeasonActions } from './season-actions.ts'
import type { ShopActions } from './shop-actions.ts'
import type { SignInActions } from './sign-in-actions.ts'
import type { VaultActions } from './vault-actions.ts'
import type { VipActions } from './vip-actions.ts'

export interface AdminCalls extends AdminActions {
  /** The player as it is now, past every cache. */
  freshPlayer(id: number): Promise<PlayerDetail>
  /** A version of a game's odds as it is now, past every cache. */
  freshOdds(id: string): Promise<OddsVersion>
}

/**
 * The admin actions for a screen. Unlike `useDataProvider`, which answers with an empty record when the session has
 * ended, a failed call always throws here: nothing that moves money may look like a success. The log-out still follows.
 */
export function useAdminActions(): AdminCalls {
  const dataProvider = useContext(DataProviderContext) as AdminDataProvider
  const logoutIfAccessDenied = useLogoutIfAccessDenied()
  return useMemo(() => {
    const guarded = async <T>(call: Promise<T>): Promise<T> => {
      try {
        return await call
      } catch (error) {
        await logoutIfAccessDenied(error)
        throw error
      }
    }
    return {
      ...guardSignIns(dataProvider, guarded),
      ...guardShop(dataProvider, guarded),
      ...guardJobs(dataProvider, guarded),
      ...guardProgress(dataProvider, guarded),
      ...guardMerges(dataProvider, guarded),
      ...guardNotifications(dataProvider, guarded),
      ...guardInvites(dataProvider, guarded),
      correctBalance: (playerId, correction) => guarded(dataProvider.correctBalance(playerId, correction)),
      banPlayer: (id, ban) => guarded(dataProvider.banPlayer(id, ban)),
      unbanPlayer: (id, reason) => guarded(dataProvider.unbanPlayer(id, reason)),
      changeRank: (id, change) => guarded(dataProvider.changeRank(id, change)),
      logOutMany: (command) => guarded(dataProvider.logOutMany(command)),
      writeNote: (id, body) => guarded(dataProvider.writeNote(id, body)),
      strikeNote: (id, noteId) => guarded(dataProvider.strikeNote(id, noteId)),
      createAdmin: (admin) => guarded(dataProvider.createAdmin(admin)),
      changeAdmin: (id, change) => guarded(dataProvider.changeAdmin(id, change)),
      // A wrong password is no end of the session.
      changeOwnPassword: (current, next) => dataProvider.changeOwnPassword(current, next),
      decideAge: (id, decision) => guarded(dataProvider.decideAge(id, decision)),
      lowerLimit: (id, change) => guarded(dataProvider.lowerLimit(id, change)),
      beginPause: (id, pause) => guarded(dataProvider.beginPause(id, pause)),
      exportSafePlay: (filter) => guarded(dataProvider.exportSafePlay(filter)),
      proveAuditLog: () => guarded(dataProvider.proveAuditLog()),
      exportAuditLog: (filter) => guarded(dataProvider.exportAuditLog(filter)),
      forceLogout: (playerId) => guarded(dataProvider.forceLogout(playerId)),
      exportPlayers: (filter) => guarded(dataProvider.exportPlayers(filter)),
      exportInvites: (filter) => guarded(dataProvider.exportInvites(filter)),
      exportPlays: (filter) => guarded(dataProvider.exportPlays(filter)),
      verifyPlay: (eventId) => guarded(dataProvider.verifyPlay(eventId)),
      checkOdds: (body, signal) => guarded(dataProvider.checkOdds(body, signal)),
      draftOdds: (body) => guarded(dataProvider.draftOdds(body)),
      redraftOdds: (id, body) => guarded(dataProvider.redraftOdds(id, body)),
      publishOdds: (id, body) => guarded(dataProvider.publishOdds(id, body)),
      createItem: (item) => guarded(dataProvider.createItem(item)),
      updateItem: (id, item) => guarded(dataProvider.updateItem(id, item)),
      grantReward: (grant) => guarded(dataProvider.grantReward(grant)),
      uploadImport: (upload) => guarded(dataProvider.uploadImport(upload)),
      startImport: (id, seenHash) => guarded(dataProvider.startImport(id, seenHash)),
      cancelImport: (id) => guarded(dataProvider.cancelImport(id)),
      importFailures: (id) => guarded(dataProvider.importFailures(id)),
      retireOdds: (id, body) => guarded(dataProvider.retireOdds(id, body)),
      scheduleOdds: (id, body) => guarded(dataProvider.scheduleOdds(id, body)),
      unscheduleOdds: (id, body) => guarded(dataProvider.unscheduleOdds(id, body)),
      freshOdds: async (id) => (await guarded(dataProvider.getOne<OddsVersion>('odds-tables', { id }))).data,
      freshPlayer: async (id) => (await guarded(dataProvider.getOne<PlayerDetail>('players', { id }))).data,
    }
  }, [dataProvider, logoutIfAccessDenied])
}

type VaultFiles = Pick<AdminActions, 'exportVaults'>
type DeskFiles = Pick<AdminActions, 'exportPurchases' | 'exportRevenue'>
type PromoFiles = Pick<AdminActions, 'exportPromos' | 'exportPromoUses'>
type Guard = <T>(call: Promise<T>) => Promise<T>

function guardSignIns(dataProvider: AdminDataProvider, guarded: Guard): SignInActions {
  return {
    secondFactor: () => guarded(dataProvider.secondFactor()),
    enrol: () => guarded(dataProvider.enrol()),
    confirmFactor: (code) => guarded(dataProvider.confirmFactor(code)),
    renewRecoveryCodes: () => guarded(dataProvider.renewRecoveryCodes()),
    turnFactorOff: (password, code) => guarded(dataProvider.turnFactorOff(password, code)),
    prove: (proof) => guarded(dataProvider.prove(proof)),
    ownSessions: () => guarded(dataProvider.ownSessions()),
    endOwnSession: (id) => guarded(dataProvider.endOwnSession(id)),
    endOtherSessions: () => guarded(dataProvider.endOtherSessions()),
    ownSignIns: () => guarded(dataProvider.ownSignIns()),
    signInHours: (hours) => guarded(dataProvider.signInHours(hours)),
    endPlayerSession: (playerId, id) => guarded(dataProvider.endPlayerSession(playerId, id)),
    resetSecondFactor: (id) => guarded(dataProvider.resetSecondFactor(id)),
  }
}

function guardShop(
  dataProvider: AdminDataProvider,
  guarded: Guard,
): ShopActions & PromoFiles & DeskActions & DeskFiles {
  return {
    ...guardDesk(dataProvider, guarded),
    exportPromos: (filter) => guarded(dataProvider.exportPromos(filter)),
    exportPromoUses: (filter) => guarded(dataProvider.exportPromoUses(filter)),
    createProduct: (product) => guarded(dataProvider.createProduct(product)),
    draftProduct: (sku, draft) => guarded(dataProvider.draftProduct(sku, draft)),
    discardDraft: (sku, seenRevision) => guarded(dataProvider.discardDraft(sku, seenRevision)),
    checkProduct: (body, at) => guarded(dataProvider.checkProduct(body, at)),
    publishProduct: (sku, order) => guarded(dataProvider.publishProduct(sku, order)),
    withdrawProduct: (sku, order) => guarded(dataProvider.withdrawProduct(sku, order)),
    stopProduct: (sku, how, reason) => guarded(dataProvider.stopProduct(sku, how, reason)),
    createStock: (stock) => guarded(dataProvider.createStock(stock)),
    changeStock: (id, change) => guarded(dataProvider.changeStock(id, change)),
    createPromos: (order) => guarded(dataProvider.createPromos(order)),
    updatePromo: (id, order) => guarded(dataProvider.updatePromo(id, order)),
    endPromo: (id, how, reason) => guarded(dataProvider.endPromo(id, how, reason)),
  }
}

function guardJobs(
  dataProvider: AdminDataProvider,
  guarded: Guard,
): JobActions & MissionActions & SeasonActions & AchievementActions {
  return {
    ...guardMissions(dataProvider, guarded),
    ...guardSeasons(dataProvider, guarded),
    ...guardAchievements(dataProvider, guarded),
    runJob: (name, order) => guarded(dataProvider.runJob(name, order)),
    tryJob: (name, date) => guarded(dataProvider.tryJob(name, date)),
    switchJob: (name, enabled, reason) => guarded(dataProvider.switchJob(name, enabled, reason)),
  }
}

function guardAchievements(dataProvider: AdminDataProvider, guarded: Guard): AchievementActions {
  return {
    createAchievement: (id, period, body) => guarded(dataProvider.createAchievement(id, period, body)),
    draftAchievement: (id, seen, body) => guarded(dataProvider.draftAchievement(id, seen, body)),
    publishAchievement: (id, seen, reason) => guarded(dataProvider.publishAchievement(id, seen, reason)),
  }
}

function guardSeasons(dataProvider: AdminDataProvider, guarded: Guard): SeasonActions {
  return {
    createSeason: (id, body) => guarded(dataProvider.createSeason(id, body)),
    draftSeason: (id, seenRevision, body) => guarded(dataProvider.draftSeason(id, seenRevision, body)),
    publishSeason: (id, seenRevision, reason) => guarded(dataProvider.publishSeason(id, seenRevision, reason)),
  }
}

function guardMissions(dataProvider: AdminDataProvider, guarded: Guard): MissionActions {
  return {
    createMission: (id, period, body) => guarded(dataProvider.createMission(id, period, body)),
    draftMission: (id, seenRevision, body) => guarded(dataProvider.draftMission(id, seenRevision, body)),
    publishMission: (id, seenRevision, reason) => guarded(dataProvider.publishMission(id, seenRevision, reason)),
  }
}

function guardDesk(dataProvider: AdminDataProvider, guarded: Guard): DeskActions & DeskFiles {
  return {
    exportPurchases: (filter) => guarded(dataProvider.exportPurchases(filter)),
    exportRevenue: (range, by) => guarded(dataProvider.exportRevenue(range, by)),
    checkPurchase: (id) => guarded(dataProvider.checkPurchase(id)),
    previewRefund: (id, amount) => guarded(dataProvider.previewRefund(id, amount)),
    askRefund: (id, order) => guarded(dataProvider.askRefund(id, order)),
    decideRefund: (id, decision) => guarded(dataProvider.decideRefund(id, decision)),
    decideBlock: (id, decision) => guarded(dataProvider.decideBlock(id, decision)),
    blockPlayer: (block) => guarded(dataProvider.blockPlayer(block)),
    stopPromoBatch: (id, reason) => guarded(dataProvider.stopPromoBatch(id, reason)),
    revenue: (range, by) => guarded(dataProvider.revenue(range, by)),
    reconcile: (range) => guarded(dataProvider.reconcile(range)),
  }
}

function guardInvites(dataProvider: AdminDataProvider, guarded: Guard): InviteActions {
  return {
    createInvites: (batch) => guarded(dataProvider.createInvites(batch)),
    disableInvite: (code, reason) => guarded(dataProvider.disableInvite(code, reason)),
  }
}

function guardProgress(
  dataProvider: AdminDataProvider,
  guarded: Guard,
): VaultActions & VaultFiles & BoardActions & FriendActions & VipActions & ContentActions {
  return {
    readContents: () => guarded(dataProvider.readContents()),
    draftContent: (id, seenRevision, body) => guarded(dataProvider.draftContent(id, seenRevision, body)),
    publishContent: (id, seenRevision, reason) => guarded(dataProvider.publishContent(id, seenRevision, reason)),
    readTiers: () => guarded(dataProvider.readTiers()),
    draftTiers: (seenRevision, terms) => guarded(dataProvider.draftTiers(seenRevision, terms)),
    publishTiers: (seenRevision, reason) => guarded(dataProvider.publishTiers(seenRevision, reason)),
    tryTiers: (terms) => guarded(dataProvider.tryTiers(terms)),
    tierPlayers: (tier) => guarded(dataProvider.tierPlayers(tier)),
    tierPlayer: (id) => guarded(dataProvider.tierPlayer(id)),
    setTier: (id, order) => guarded(dataProvider.setTier(id, order)),
    unsetTier: (id, reason) => guarded(dataProvider.unsetTier(id, reason)),
    removeFromBoards: (playerId, removed, reason) => guarded(dataProvider.removeFromBoards(playerId, removed, reason)),
    decideInvitation: (id, decision, reason) => guarded(dataProvider.decideInvitation(id, decision, reason)),
    writeFriendTerms: (order) => guarded(dataProvider.writeFriendTerms(order)),
    previewCohorts: (board, terms) => guarded(dataProvider.previewCohorts(board, terms)),
    writeCohorts: (board, order) => guarded(dataProvider.writeCohorts(board, order)),
    previewBoard: (id, terms) => guarded(dataProvider.previewBoard(id, terms)),
    writeBoard: (id, order) => guarded(dataProvider.writeBoard(id, order)),
    previewVault: (type, terms) => guarded(dataProvider.previewVault(type, terms)),
    defineVault: (type, order) => guarded(dataProvider.defineVault(type, order)),
    takeDeposits: (totals) => guarded(dataProvider.takeDeposits(totals)),
    vaultReports: (range) => guarded(dataProvider.vaultReports(range)),
    exportVaults: (range) => guarded(dataProvider.exportVaults(range)),
  }
}

function guardNotifications(dataProvider: AdminDataProvider, guarded: Guard): NotificationActions {
  return {
    redrive: (order) => guarded(dataProvider.redrive(order)),
    releaseHold: (id, reason) => guarded(dataProvider.releaseHold(id, reason)),
  }
}

function guardMerges(dataProvider: AdminDataProvider, guarded: Guard): MergeActions {
  return {
    previewMerge: (id, other) => guarded(dataProvider.previewMerge(id, other)),
    mergeAccounts: (id, order) => guarded(dataProvider.mergeAccounts(id, order)),
  }
}
