import type { Currency } from '@casino-club/shared'

const MOST_WITHOUT: Readonly<Record<Currency, number>> = { coins: 100_000, gems: 1_000, tickets: 100 }

/** Whether what an admin moves of a player's money, either way, asks for a fresh proof of who moves it. */
export function needsFreshProof(amounts: Readonly<Partial<Record<Currency, number>>>): boolean {
  return Object.entries(MOST_WITHOUT).some(([currency, most]) => Math.abs(amounts[currency as Currency] ?? 0) > most)
}
