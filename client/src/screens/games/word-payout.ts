import type { Text } from '../../text/LanguageProvider.tsx'

/** Says what a play came to, in plain words: a payout no larger than the stake is no reason to cheer. */
export function wordPayout(line: string, { bet, win }: { bet: number; win: number }, { t }: Pick<Text, 't'>): string {
  if (win === 0) return t('games.resultNone', { line, bet })
  if (win < bet) return t('slot.resultUnder', { line, win, bet })
  return win === bet ? t('slot.resultEven', { line, bet }) : t('slot.resultWin', { line, win, bet })
}
