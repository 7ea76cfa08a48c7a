import type { SlotSpinOutcome } from '@casino-club/shared'
import type { Text } from '../../text/LanguageProvider.tsx'
import { symbolName } from '../../ui/symbols/SlotSymbol.tsx'

/** The symbol that paid: the one that stands on more than one reel. */
function payingSymbol(reels: readonly string[]): string {
  return reels.find((id, index) => reels.indexOf(id) !== index) ?? reels[0] ?? ''
}

/** Says what a spin came to, in plain words: a win no larger than the bet is no reason to cheer. */
export function wordResult(outcome: SlotSpinOutcome, { t }: Pick<Text, 't'>): string {
  const { bet, win, line, reels } = outcome
  if (line === 'none' || win === 0) return t('slot.resultNone', { bet })
  const symbol = symbolName(payingSymbol(reels), t)
  const said = t(line === 'triple' ? 'slot.lineTriple' : 'slot.linePair', { symbol })
  if (win < bet) return t('slot.resultUnder', { line: said, win, bet })
  return win === bet ? t('slot.resultEven', { line: said, bet }) : t('slot.resultWin', { line: said, win, bet })
}
