import { RARITIES, ROULETTE_KINDS } from '@casino-club/shared'
import { useMemo } from 'react'
import { useWords, type Words } from '../i18n/use-words.ts'

const KINDS = [
  'spin',
  'play',
  'wheel',
  'pull',
  'guaranteed',
  'effective',
  'items',
  'round',
  'ticket',
  'even-opponent',
  ...ROULETTE_KINDS,
] as const
const RESULTS = ['win', 'lose', 'draw', 'none'] as const
const FACTS = [
  'crashAtOnce',
  'pityAt',
  'expectedPullsToEpic',
  'chanceOfReachingPity',
  'guaranteedShare',
  'expectedValueSingle',
  'expectedValueTen',
] as const

const among = <T extends string>(known: readonly T[], name: string): T | undefined =>
  known.find((each) => each === name)

export function rarityName(words: Words, name: string): string {
  const rarity = among(RARITIES, name)
  return rarity ? words(`odds.rarity.${rarity}`) : name
}

function kindName(words: Words, kind: string): string {
  const known = among(KINDS, kind)
  if (known) return words(`odds.kindName.${known}`)
  const [, direction, target = ''] = /^(under|over)-(\d+)$/.exec(kind) ?? []
  if (direction === 'under' || direction === 'over') return words(`odds.kindName.${direction}`, { target })
  const [, at] = /^cash-out-(.+)$/.exec(kind) ?? []
  if (at) return words('odds.kindName.cashOut', { at })
  if (kind.startsWith('items-')) return words('odds.kindName.itemsOf', { rarity: rarityName(words, kind.slice(6)) })
  return kind
}

function outcomeName(words: Words, outcome: string): string {
  const result = among(RESULTS, outcome)
  if (result) return words(`odds.outcomeName.${result}`)
  const [, line, symbol = ''] = /^(pair|triple):(.+)$/.exec(outcome) ?? []
  if (line === 'pair' || line === 'triple') return words(`odds.outcomeName.${line}`, { symbol })
  const [, count] = /^match-(\d+)$/.exec(outcome) ?? []
  if (count) return words('odds.outcomeName.match', { count })
  return rarityName(words, outcome)
}

function factName(words: Words, fact: string): string {
  const known = among(FACTS, fact)
  return known ? words(`odds.fact.${known}`) : fact
}

/** Names for what an analysis talks of; what nobody has named is shown as the server calls it. */
export function useOddsNames() {
  const words = useWords()
  return useMemo(
    () => ({
      kind: (kind: string) => kindName(words, kind),
      outcome: (outcome: string) => outcomeName(words, outcome),
      fact: (fact: string) => factName(words, fact),
    }),
    [words],
  )
}
