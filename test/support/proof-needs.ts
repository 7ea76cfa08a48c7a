const NOTHING = '3f1c9a52-7c1b-4f0e-9d39-0b1f8f2f4a11'
const HASH = '0'.repeat(64)
const reason = 'for a test'
const seenRevision = 99
const seenVersion = 99

const friendTerms = {
  ...{ enabled: true, inviterCoins: 1, friendCoins: 1, provenEmail: true, activeDays: 1, withinDays: 1 },
  ...{ minInviterAgeDays: 1, perDay: 1, inAll: 1, global: 1 },
}
const cohortTerms = { enabled: true, size: 3, tiers: 3, promoted: 1, demoted: 1, promotedCoins: 100, stayedCoins: 10 }
const itemFields = {
  ...{ kind: 'COUPON', rarity: null, image: null, expiresAfterDays: null, useEffect: null, active: true },
  ...{ name: { en: 'Nothing', ko: '없음' }, description: { en: '', ko: '' } },
}
const vaultTerms = {
  ...{ coins: 500, unlock: { by: 'deposited_total', amount: 1_000 }, lifetimeHours: 24, position: 4, enabled: true },
}

/**
 * Every admin route that always asks for a fresh proof, as the club's documentation names it; with a path of something that
 * is not there, and a body that is well formed.
 */
export const PROOF_NEEDS: Readonly<Record<string, { readonly path: string; readonly body?: object }>> = {
  'POST /api/admin/admins': {
    path: '/api/admin/admins',
    body: { siteId: 'admin', role: 'viewer', password: 'a password that is long', reason },
  },
  'PUT /api/admin/admins/{id}': { path: '/api/admin/admins/999999', body: { role: 'viewer', reason } },
  'POST /api/admin/admins/{id}/second-factor/reset': { path: '/api/admin/admins/999999/second-factor/reset' },
  'POST /api/admin/reward-imports/{id}/start': {
    path: `/api/admin/reward-imports/${NOTHING}/start`,
    body: { seenHash: HASH },
  },
  'POST /api/admin/shop/purchases/{orderId}/refund': {
    path: `/api/admin/shop/purchases/${NOTHING}/refund`,
    body: { commandId: NOTHING, amount: 1, reason },
  },
  'POST /api/admin/shop/refunds/{id}/decide': {
    path: '/api/admin/shop/refunds/999999/decide',
    body: { approved: true, reason },
  },
  'POST /api/admin/shop/products/{sku}/enable': { path: '/api/admin/shop/products/nothing/enable', body: { reason } },
  'POST /api/admin/missions/{id}/publish': {
    path: '/api/admin/missions/nothing/publish',
    body: { seenRevision, reason },
  },
  'POST /api/admin/achievements/{id}/publish': {
    path: '/api/admin/achievements/nothing/publish',
    body: { seenRevision, reason },
  },
  'POST /api/admin/battle-pass/{id}/publish': {
    path: '/api/admin/battle-pass/nothing/publish',
    body: { seenRevision, reason },
  },
  'POST /api/admin/vip/publish': { path: '/api/admin/vip/publish', body: { seenRevision, reason } },
  'POST /api/admin/players/{id}/rank': {
    path: '/api/admin/players/999999/rank',
    body: { commandId: NOTHING, rank: 'VIP', reason },
  },
  'POST /api/admin/vip/players/{id}/set': {
    path: '/api/admin/vip/players/999999/set',
    body: { tier: 'gold', until: '2030-01-01T00:00:00Z', reason },
  },
  'POST /api/admin/vip/players/{id}/unset': { path: '/api/admin/vip/players/999999/unset', body: { reason } },
  'POST /api/admin/items': { path: '/api/admin/items', body: { id: 'nothing', ...itemFields } },
  'PUT /api/admin/items/{id}': { path: '/api/admin/items/nothing', body: { seenVersion, ...itemFields } },
  'POST /api/admin/shop/products/{sku}/publish': {
    path: '/api/admin/shop/products/nothing/publish',
    body: { seenRevision, at: null, reason },
  },
  'POST /api/admin/limited-packages/upsert': {
    path: '/api/admin/limited-packages/upsert',
    body: {
      ...{ packageId: 'nothing', name: 'Nothing', priceGems: 1, gems: 1 },
      ...{ startsAt: '2030-01-01T00:00:00Z', endsAt: '2030-01-02T00:00:00Z', maxGlobalStock: 1, perUserLimit: 1 },
    },
  },
  'POST /api/admin/streaks/terms/publish': { path: '/api/admin/streaks/terms/publish', body: { seenRevision, reason } },
  'PUT /api/admin/boards/{board}/cohorts': {
    path: '/api/admin/boards/weekly/cohorts',
    body: { seenVersion, terms: cohortTerms, reason },
  },
  'POST /api/admin/friends/invitations/{id}/decide': {
    path: '/api/admin/friends/invitations/999999/decide',
    body: { decision: 'approve', reason },
  },
  'PUT /api/admin/friends/terms': {
    path: '/api/admin/friends/terms',
    body: { seenVersion, terms: friendTerms, reason },
  },
  'PUT /api/admin/vaults/definitions/{id}': {
    path: '/api/admin/vaults/definitions/GOLD',
    body: { seenVersion, terms: vaultTerms, reason },
  },
  'POST /api/admin/vaults/external-ranking-data/upsert': {
    path: '/api/admin/vaults/external-ranking-data/upsert',
    body: { entries: [{ userId: 999_999, depositTotal: 1 }], reason },
  },
  'POST /api/admin/odds-tables/{id}/publish': {
    path: '/api/admin/odds-tables/dice-9999/publish',
    body: { seenHash: HASH, reason },
  },
  'POST /api/admin/odds-tables/{id}/schedule': {
    path: '/api/admin/odds-tables/dice-9999/schedule',
    body: { seenHash: HASH, publishAt: '2030-01-01T00:00:00Z', reason },
  },
  'GET /api/admin/reward-imports/{id}/failures.csv': { path: `/api/admin/reward-imports/${NOTHING}/failures.csv` },
  'GET /api/admin/players/export.csv': { path: '/api/admin/players/export.csv' },
  'GET /api/admin/plays/export.csv': { path: '/api/admin/plays/export.csv' },
  'GET /api/admin/audit-logs/export': { path: '/api/admin/audit-logs/export' },
  'GET /api/admin/safe-play/players/export.csv': { path: '/api/admin/safe-play/players/export.csv' },
  'GET /api/admin/shop/purchases/export.csv': { path: '/api/admin/shop/purchases/export.csv' },
  'GET /api/admin/shop/promos/uses.csv': { path: '/api/admin/shop/promos/uses.csv' },
  'GET /api/admin/campaigns/{id}/results/export.csv': { path: '/api/admin/campaigns/999999/results/export.csv' },
  'GET /api/admin/experiments/{id}/exposures.csv': { path: '/api/admin/experiments/nothing/exposures.csv' },
}

/** Those that ask for one by what their body says. */
export const PROOF_BY_BODY: readonly string[] = [
  'POST /api/admin/players/{id}/balance-corrections',
  'POST /api/admin/players/{id}/merge',
  // Of admins with a second factor.
  'POST /api/admin/me/password',
]
