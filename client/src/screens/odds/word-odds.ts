import { RARITIES } from '@casino-club/shared'
import { itemWords } from '../../items/item-names.ts'
import type { Text } from '../../text/LanguageProvider.tsx'
import { symbolName } from '../../ui/symbols/SlotSymbol.tsx'

/** What names an outcome: the app's texts and the catalogue of items. */
export interface OddsWords extends Pick<Text, 't'> {
  readonly itemName: (item: string) => string
}

const KINDS = [
  'straight',
  'split',
  'street',
  'trio',
  'corner',
  'firstFour',
  'sixLine',
  'column',
  'dozen',
  'red',
  'black',
  'odd',
  'even',
  'low',
  'high',
  'wheel',
  'play',
  'base',
  'effective',
  'single',
  'ten',
  'pull',
  'round',
  'ticket',
  'even-opponent',
  'spin',
  'guaranteed',
  'items',
] as const

/** A way of playing in words; one the app does not know keeps the name of its analysis. */
export function wordKind(kind: string, { t }: Pick<Text, 't'>): string {
  const dice = /^(under|over)-(\d+)$/.exec(kind)
  if (dice) return t(dice[1] === 'under' ? 'odds.kindUnder' : 'odds.kindOver', { target: dice[2] ?? '' })
  const cashOut = /^cash-out-([\d.]+)$/.exec(kind)
  if (cashOut) return t('odds.kindCashOut', { at: cashOut[1] ?? '' })
  const items = /^items-(.+)$/.exec(kind)
  const rarity = RARITIES.find((name) => name === items?.[1])
  if (rarity) return t('odds.kindItemsOf', { rarity: t(`rarity.${rarity}`) })
  const known = KINDS.find((name) => name === kind)
  return known ? t(`odds.kind.${known}`) : itemWords(kind)
}

/** An outcome in words: won or lost, a line of the slot (`pair:cherry`), a rarity, a rarity's item (`EPIC:item`), an item, or as the analysis names it. */
export function wordOutcome(outcome: string, { t, itemName }: OddsWords): string {
  const line = /^(pair|triple):(.+)$/.exec(outcome)
  if (line) {
    const symbol = symbolName(line[2] ?? '', t)
    return t(line[1] === 'pair' ? 'odds.pair' : 'odds.triple', { symbol })
  }
  const plain = (['win', 'lose', 'draw', 'none'] as const).find((name) => name === outcome)
  if (plain) return t(`odds.outcome.${plain}`)
  const matches = /^match-(\d+)$/.exec(outcome)
  if (matches) return t('odds.matches', { count: matches[1] ?? '' })
  if (/^\d+\.\d\d$/.test(outcome)) return `×${outcome}`
  const [first = '', ...item] = outcome.split(':')
  const rarity = RARITIES.find((name) => name === first)
  if (!rarity) return itemName(outcome)
  return [t(`rarity.${rarity}`), ...item.map(itemName)].join(' · ')
}

const FACTS = [
  'pityAt',
  'expectedPullsToEpic',
  'nearMissPerMille',
  'chanceOfReachingPity',
  'guaranteedShare',
  'expectedValueSingle',
  'expectedValueTen',
] as const

/** The name of an exact statement; one the app does not know is read as words. */
export function wordFact(fact: string, { t }: Pick<Text, 't'>): string {
  const known = FACTS.find((name) => name === fact)
  return known ? t(`odds.fact.${known}`) : fact.replaceAll(/([a-z])([A-Z])/g, '$1 $2').toLowerCase()
}
