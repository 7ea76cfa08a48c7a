import { type AnyGame, type PlayTranscript, provePlay } from '@casino-club/shared'

/** What a verification compares: every field of the draw, and these. */
export const COMMON_FIELDS = ['win', 'serverSeedHash', 'tableHash'] as const

export interface Comparison {
  readonly field: string
  readonly recorded: string
  readonly computed: string
  readonly same: boolean
}

function plain(value: unknown): string {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object')) return value.join(' ')
  return typeof value === 'object' ? JSON.stringify(value) : `${value}`
}

/** Computes a recorded play again from the revealed seed and the published table, and compares every field. */
export function comparePlay(
  game: AnyGame,
  recorded: Readonly<Record<string, unknown>>,
  transcript: PlayTranscript,
): Comparison[] {
  const { drawn, win, serverSeedHash, tableHash } = provePlay(game, transcript)
  const computed: Record<string, unknown> = { ...drawn, win, serverSeedHash, tableHash }
  return Object.entries(computed).map(([field, value]) => {
    const [was, is] = [plain(recorded[field]), plain(value)]
    return { field, recorded: was, computed: is, same: was === is }
  })
}
