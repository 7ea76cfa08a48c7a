import type { AdminVipReply, VipStatusReply, VipTerms } from '@casino-club/shared'
import type { TestClub, TestPlayer } from './club.ts'

/** Tiers of which only what matters to the test need be said: silver from 10,000 won on, gold from 20,000. */
export const someTiers = (changes: Partial<VipTerms['tiers'][number]> = {}): VipTerms => {
  const tier = { holdDays: 0, graceDays: 7, ...changes }
  const requires = { activeDays: 0, windowDays: 90 }
  return {
    maxDiscountBp: 5_000,
    tiers: [
      {
        ...{ id: 'silver', name: { en: 'Silver', ko: '실버' }, badge: 'silver', ...tier },
        requires: { ...requires, spendWon: 10_000 },
        benefits: { discountBp: 1_000, rank: 'PREMIUM' },
      },
      {
        ...{ id: 'gold', name: { en: 'Gold', ko: '골드' }, badge: 'gold', ...tier },
        requires: { ...requires, spendWon: 20_000 },
        benefits: { discountBp: 2_000, rank: 'VIP' },
      },
    ],
  }
}

/** Puts tiers into force. */
export async function publishTiers(club: TestClub, terms: VipTerms): Promise<void> {
  const token = await club.adminToken('operator')
  const { body } = await club.get<AdminVipReply>('/api/admin/vip', token)
  await club.put('/api/admin/vip/draft', { seenRevision: body.revision, terms }, token)
  const publication = { seenRevision: body.revision + 1, reason: 'for a test' }
  const { status } = await club.post('/api/admin/vip/publish', publication, token)
  if (status !== 200) throw new Error(`the tiers could not be published: ${status}`)
}

export const vipOf = async ({ get }: TestClub, { accessToken }: TestPlayer): Promise<VipStatusReply> =>
  (await get<VipStatusReply>('/api/vip/status', accessToken)).body

/** The tier that counts now. */
export const tierOf = async (club: TestClub, player: TestPlayer): Promise<string | null> =>
  (await vipOf(club, player)).tier?.id ?? null
