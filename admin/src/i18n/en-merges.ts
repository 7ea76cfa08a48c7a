/** Two accounts of one person made one. */
export const enMerges = {
  merges: {
    merge: 'Merge',
    title: 'Merge another account into %{nickname}',
    body: 'All that the other account holds moves here: balances, items with their end, experience, unlocked content, and what it has earned (pass, achievements, tier, reward of a friend), each once. The other account is closed for good.',
    other: 'The other account',
    otherHelp: 'Its id, or its whole site id.',
    unknown: 'There is no such account.',
    look: 'See what would move',
    sides: 'Both accounts, before and after',
    stays: 'stays',
    goes: 'is closed',
    tooMuch: 'too much',
    until: 'until %{at}',
    forGood:
      '%{siteId} is closed for good and %{smart_count} session of it ends. This cannot be undone. |||| %{siteId} is closed for good and %{smart_count} sessions of it end. This cannot be undone.',
    back: 'Pick another',
    confirm: 'Merge for good',
    done: '%{siteId} is part of this account now.',
    history: 'Merges',
    tookIn: '%{at}: took in',
    wentInto: '%{at}: merged into',
  },
} as const
