import type { GameConfigReply, KindAnalysis } from '@casino-club/shared'

/** The kinds of a published analysis; the slot's own form has none. */
export function kindsOf(analysis: GameConfigReply['analysis']): readonly KindAnalysis[] {
  return 'kinds' in analysis ? analysis.kinds : []
}
