import {
  type AdminVipPlayer,
  type AdminVipPlayerReply,
  type AdminVipReply,
  adminVipPlayerReply,
  adminVipPlayersReply,
  adminVipReply,
  type VipDryRunReply,
  type VipTerms,
  vipDryRunReply,
} from '@casino-club/shared'
import { type Http, parsed } from './http.ts'

/** What is looked up and done about tiers. Each call resolves only when the server has done it. */
export interface VipActions {
  readTiers(): Promise<AdminVipReply>
  /** `seenRevision` is that of the tiers the editor began with. */
  draftTiers(seenRevision: number, terms: VipTerms): Promise<AdminVipReply>
  publishTiers(seenRevision: number, reason: string): Promise<AdminVipReply>
  tryTiers(terms: VipTerms): Promise<VipDryRunReply>
  /** The first of those with a tier; an empty tier: of all. */
  tierPlayers(tier: string): Promise<AdminVipPlayer[]>
  tierPlayer(id: number): Promise<AdminVipPlayerReply>
  /** `until` is an instant in ISO 8601; `tier` null: none. */
  setTier(id: number, order: { tier: string | null; until: string; reason: string }): Promise<AdminVipPlayerReply>
  unsetTier(id: number, reason: string): Promise<AdminVipPlayerReply>
}

const PATH = '/api/admin/vip'
const SHOWN = 100

export function createVipActions(http: Http): VipActions {
  const post = (path: string, body: unknown) => http.authorized(`${PATH}${path}`, { method: 'POST', body })
  return {
    readTiers: async () => await parsed(await http.authorized(PATH), adminVipReply),
    draftTiers: async (seenRevision, terms) => {
      const body = { seenRevision, terms }
      return await parsed(await http.authorized(`${PATH}/draft`, { method: 'PUT', body }), adminVipReply)
    },
    publishTiers: async (seenRevision, reason) =>
      await parsed(await post('/publish', { seenRevision, reason }), adminVipReply),
    tryTiers: async (terms) => await parsed(await post('/dry-run', { terms }), vipDryRunReply),
    tierPlayers: async (tier) => {
      const filter = tier === '' ? '' : `&tier=${encodeURIComponent(tier)}`
      return await parsed(await http.authorized(`${PATH}/players?perPage=${SHOWN}${filter}`), adminVipPlayersReply)
    },
    tierPlayer: async (id) => await parsed(await http.authorized(`${PATH}/players/${id}`), adminVipPlayerReply),
    setTier: async (id, order) => await parsed(await post(`/players/${id}/set`, order), adminVipPlayerReply),
    unsetTier: async (id, reason) => await parsed(await post(`/players/${id}/unset`, { reason }), adminVipPlayerReply),
  }
}
