import type { SlotTable } from './table.ts'

/** The slot the club ships with: version 1, published by the seed migration of demo content. */
export const STANDARD_SLOT_TABLE: SlotTable = {
  symbols: [
    { id: 'cherry', weights: [24, 24, 24], triple: 5, pair: 1 },
    { id: 'lemon', weights: [22, 22, 22], triple: 6, pair: 1 },
    { id: 'orange', weights: [18, 18, 18], triple: 8, pair: 1 },
    { id: 'bell', weights: [14, 14, 14], triple: 12, pair: 2 },
    { id: 'clover', weights: [10, 10, 10], triple: 35, pair: 3 },
    { id: 'diamond', weights: [7, 7, 7], triple: 75, pair: 4 },
    { id: 'seven', weights: [5, 5, 5], triple: 200, pair: 8 },
  ],
  streakBonus: { stepPercent: 4, maxPercent: 20, variationPercent: 5 },
  minBet: 10,
  maxBet: { STANDARD: 5_000, PREMIUM: 20_000, VIP: 100_000 },
  declaredRtp: { minBasisPoints: 9_300, maxBasisPoints: 9_700 },
}
