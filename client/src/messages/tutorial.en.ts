/** Sentences of the first steps, in English. */
export const tutorialEn = {
  'tutorial.title': 'First steps',
  'tutorial.lead': 'Four short steps, and your first reward at the end.',
  'tutorial.failed': 'The first steps could not be loaded.',
  'tutorial.progress': '{done} of {total} steps done',
  'tutorial.taken': '(done)',
  'tutorial.next': 'Next',
  'tutorial.skip': 'Not now',
  'tutorial.skipHint': 'You can go on at any time from your account.',
  'tutorial.over': 'You have finished',
  'tutorial.overText': 'You have taken all steps. Have a good time.',
  'tutorial.given': {
    one: 'Your first reward: {count} coin. Have a good time.',
    other: 'Your first reward: {count} coins. Have a good time.',
  },
  'tutorial.toGames': 'To the games',
  'tutorial.card': 'First steps',
  'tutorial.cardLead': {
    one: 'A short tour, with {count} coin at the end.',
    other: 'A short tour, with {count} coins at the end.',
  },
  'tutorial.begin': 'Begin',
  'tutorial.goOn': 'Go on',

  'tutorial.balances.name': 'Balances',
  'tutorial.balances.title': 'What you have',
  'tutorial.balances.coins':
    'For most games. When you have too few for any bet, you may have some for nothing once a day.',
  'tutorial.balances.gems': 'Rarer. The gacha is played with them.',
  'tutorial.balances.tickets': 'Kept for special occasions of the club.',

  'tutorial.firstPlay.name': 'A first spin',
  'tutorial.firstPlay.title': 'A first spin',
  'tutorial.firstPlay.text': {
    one: 'Three equal symbols pay most, two equal ones a little. This spin costs {count} coin.',
    other: 'Three equal symbols pay most, two equal ones a little. This spin costs {count} coins.',
  },
  'tutorial.firstPlay.spin': { one: 'Spin for {count} coin', other: 'Spin for {count} coins' },
  'tutorial.firstPlay.without': 'Go on without playing',
  'tutorial.firstPlay.howTo':
    'You cannot play just now, and need not. Later: choose a game, choose a bet, press the big button. The server draws, and every win is on your balance before you see it.',

  'tutorial.fairness.name': 'Odds and proof',
  'tutorial.fairness.title': 'Look behind the curtain',
  'tutorial.fairness.text':
    'The exact odds of every game are on one page, and every play can be computed again: below each result stands the way to its proof. Over many plays the club wins a little; no run of luck or bad luck changes the next draw.',
  'tutorial.fairness.link': 'See the odds',

  'tutorial.limits.name': 'Limits',
  'tutorial.limits.title': 'You decide how much',
  'tutorial.limits.text':
    'In your account you can limit stakes, losses and time, take a pause, or exclude yourself. Stricter holds at once, looser only after a day.',
  'tutorial.limits.link': 'Limits and pauses',

  'tutorial.reward.title': 'Your first reward',
  'tutorial.reward.text': {
    one: 'That was all. {count} coin is waiting for you.',
    other: 'That was all. {count} coins are waiting for you.',
  },
  'tutorial.reward.take': 'Take it',
  'tutorial.reward.PAUSED': 'That was all. You are taking a pause: your first reward waits until it is over.',
  'tutorial.reward.SELF_EXCLUDED':
    'That was all. You have excluded yourself: your first reward waits until you have come back.',
} as const
