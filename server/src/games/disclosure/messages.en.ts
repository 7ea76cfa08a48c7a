/** Sentences of the disclosure in English; `{name}` is filled in. */
export const en = {
  title: 'Odds of all games',
  lead: 'Made from the very tables that the games draw from. Nobody plays on other odds: they are the same for every player.',
  generated: 'As of {at} (UTC)',
  table: 'Table version {version}, in force since {since} (UTC), fingerprint {hash}',
  closed: 'This game is closed at present.',
  returns: '{kind}: return to player {rtp} %, at the smallest stakes no less than {lowest} %; chance to win {hit} %',
  items: '{kind}: items are won, no coins',
  outcome: '{outcome}: {percent} % ({fraction})',
  pays: '{outcome}: {percent} % ({fraction}), pays {multiplier} times the stake',
  history: 'Versions',
  version: 'Version {version}: {from} to {to} (UTC), fingerprint {hash}',
  now: 'now',
  exact: 'exact fraction in the JSON form',
  games: {
    slot: 'Slot',
    gacha: 'Gacha',
    roulette: 'Roulette',
    rps: 'Rock, paper, scissors',
    dice: 'Dice',
    crash: 'Crash',
    match: 'Match',
    lottery: 'Lottery',
  },
  kinds: {
    spin: 'A spin',
    pull: 'A pull, without the guarantee',
    guaranteed: 'The guaranteed pull',
    effective: 'A pull in the long run, guarantee included',
    items: 'Items in the long run, guarantee included',
    wheel: 'The number',
    play: 'A game',
    round: 'The point of a round, in steps',
    ticket: 'A ticket',
    'even-opponent': 'Against a player who throws each hand equally often',
  },
  outcomes: {
    none: 'no win',
    win: 'win',
    lose: 'loss',
    draw: 'draw',
    LEGENDARY: 'Legendary',
    EPIC: 'Epic',
    RARE: 'Rare',
    COMMON: 'Common',
  },
  facts: {
    nearMissPerMille:
      'Rare and Common pulls shown as if more had been close, of a thousand; what is granted stays the same',
    crashAtOnce: 'Share of rounds that crash at once, at 1.00',
    pityAt: 'An Epic or better is guaranteed at this pull since the last one',
    expectedPullsToEpic: 'Pulls to an Epic or better, on average',
    chanceOfReachingPity: 'Chance that the guarantee is reached',
    guaranteedShare: 'Share of pulls that are guaranteed ones',
    expectedValueSingle: 'Value of a single pull in coins, in the long run, whatever one’s own counter is',
    expectedValueTen: 'Value of ten pulls in coins, in the long run, whatever one’s own counter is',
  },
} as const

type Sentences<T> = { readonly [K in keyof T]: T[K] extends string ? string : Sentences<T[K]> }
/** What every language must have. */
export type DisclosureMessages = Sentences<typeof en>
