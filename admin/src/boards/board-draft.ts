import { BOARD_PERIODS, type BoardTerms, boardIdSchema, boardTermsSchema } from '@casino-club/shared'
import type { BoardRecord } from '../providers/resources.ts'

type Period = (typeof BOARD_PERIODS)[number]

/** A board as it is typed; games are parted by commas. */
export interface BoardDraft {
  readonly id: string
  readonly period: Period
  readonly games: string
  readonly position: string
  readonly enabled: boolean
}

export const EMPTY_BOARD: BoardDraft = { id: '', period: 'week', games: 'slot', position: '50', enabled: true }

export const draftOf = ({ id, period, games, position, enabled }: BoardRecord): BoardDraft => ({
  ...{ id, period, enabled },
  games: games.join(', '),
  position: `${position}`,
})

export const periodOf = (typed: string): Period | undefined => BOARD_PERIODS.find((period) => period === typed)

/** What was typed as it is sent; null: it cannot be. */
export function termsOf({ id, period, games, position, enabled }: BoardDraft): BoardTerms | null {
  const names = games.split(',').map((name) => name.trim())
  const place = /^\d{1,3}$/.test(position.trim()) ? Number(position) : Number.NaN
  const terms = boardTermsSchema.safeParse({ period, games: names, position: place, enabled })
  return terms.success && boardIdSchema.safeParse(id).success ? terms.data : null
}
