import { type GachaPull, RARITIES, type Rarity } from '@casino-club/shared'

export const RARITY_LOOK: Record<Rarity, string> = {
  LEGENDARY: 'border-gold bg-gold/20 text-gold',
  EPIC: 'border-[#d48bff] bg-[#7b3aa8]/30 text-[#e3b5ff]',
  RARE: 'border-[#7fd7f5] bg-[#1e5f8a]/30 text-[#a9e4fa]',
  COMMON: 'border-white/20 bg-white/5 text-cream',
}

/** What pulls came to: how many of each rarity, rarest first, none left out that came. */
export function countRarities(pulls: readonly GachaPull[]): { rarity: Rarity; count: number }[] {
  return RARITIES.map((rarity) => ({ rarity, count: pulls.filter((pull) => pull.rarity === rarity).length })).filter(
    ({ count }) => count > 0,
  )
}

export type CardPhase = 'closed' | 'teasing' | 'open'

const CARD_MS = 320
const TEASE_MS = 600

/** When each card opens, in ms after the answer; one with a near-miss shows its false shine before. */
export function revealTimes(pulls: readonly Pick<GachaPull, 'animation'>[]): { teaseAtMs: number; openAtMs: number }[] {
  let atMs = 0
  return pulls.map(({ animation }) => {
    const teaseAtMs = atMs + CARD_MS
    atMs = animation === 'near-miss' ? teaseAtMs + TEASE_MS : teaseAtMs
    return { teaseAtMs, openAtMs: atMs }
  })
}

/** How far a card is, so many ms after the answer. */
export function cardPhase({ teaseAtMs, openAtMs }: { teaseAtMs: number; openAtMs: number }, nowMs: number): CardPhase {
  if (nowMs >= openAtMs) return 'open'
  return nowMs >= teaseAtMs ? 'teasing' : 'closed'
}
