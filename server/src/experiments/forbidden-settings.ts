/** Within a word, or across several: however it is joined to others. */
const ANYWHERE = /payout|paytable|multiplier|jackpot|probab|pric(e(?!less)|ing)|discount|cashback|returntoplayer/
const WITHIN = /odds/
/** A word, or the end of one. */
const WORD = /^(odds|luck|rng|volatility|variance|fee|pity\w{0,9})$|(rtp|cost|chance)$/
/** Words of that kind as they are written letter by letter, or with a hump in them: `r.t.p`, `oDds`. */
const SPELLED = /^(odds|luck|rng|fee|rtp|cost|chance|pity)$/
/** Figures that stand for letters. */
const LETTERS: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't' }
/** What two words are about that are ordinary apart. */
const PAIR =
  /^(houseedge|edge(bp|percent|rate)|percentoff|(win|hit|drop|pull|success|payback|return)(rate|share|frequency|percent)|(reel|symbol|item|drop|pull|loot|rarity|prize|rank)(weight|strip)|(slot|gacha|roulette|rps|dice|lottery|crash|drop|loot|win|prize|reward)table)$/
/** A table on a screen is nothing that is drawn from. */
const OF_A_SCREEN = /^(layout|row|column|view|style|header|width|color|size)$/

/** The words of a name, in lower case: `houseEdge`, `HOUSE_EDGE` and `house-edge2` have the same two. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)

const singular = (word: string): string => (/[^s]s$/.test(word) && !word.endsWith('odds') ? word.slice(0, -1) : word)

/** All words that follow each other, written as one. */
const spansOf = (words: readonly string[]): string[] =>
  words.flatMap((_, from) => words.slice(from + 1).map((_, more) => words.slice(from, from + more + 2).join('')))

function reaches(name: string): boolean {
  const words = wordsOf(name)
  if (ANYWHERE.test(words.join(''))) return true
  const spans = [...spansOf(words), ...spansOf(words.map(singular))].map(singular)
  if (spans.some((span) => SPELLED.test(span) || PAIR.test(span))) return true
  return words.map(singular).some((word, index) => {
    if (WITHIN.test(word) || WORD.test(word) || PAIR.test(word)) return true
    return word === 'table' && !OF_A_SCREEN.test(singular(words[index + 1] ?? ''))
  })
}

/** Whether a variant would reach by a setting of this name for odds, or for a price of its own. */
export function reachesOddsOrPrices(name: string): boolean {
  return reaches(name) || reaches(name.replace(/(?<=[a-z])[013457]/gi, (figure) => LETTERS[figure] ?? figure))
}
