/** Within a word, however it is joined to others. */
const WITHIN = /odds|payout|paytable|multiplier|jackpot|probab|pric(e(?!less)|ing)|discount|cashback/
/** A word, or the end of one. */
const WORD = /^(odds|luck|rng|volatility|variance|fee|pity\w{0,9})$|(rtp|cost|chance)$/
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
    .map((word) => (/[^s]s$/.test(word) && !word.endsWith('odds') ? word.slice(0, -1) : word))

/** Whether a variant would reach by a setting of this name for odds, or for a price of its own. */
export function reachesOddsOrPrices(name: string): boolean {
  const words = wordsOf(name)
  return words.some((word, index) => {
    const next = words[index + 1] ?? ''
    if (WITHIN.test(word) || WORD.test(word) || PAIR.test(word) || PAIR.test(word + next)) return true
    return word === 'table' && !OF_A_SCREEN.test(next)
  })
}
