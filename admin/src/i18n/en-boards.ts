/** Sentences about the leaderboards. */
export const enBoards = {
  boards: {
    periods: { day: 'Day', week: 'Week', all: 'All time' },
    by: { net_coins: 'Coins won less coins staked' },
    none: 'Nobody stands on it yet.',
    remove: 'Take off',
    removeTitle: 'Take %{nickname} off all boards?',
    removeBody:
      'He is not shown any more from now on; his scores and his balance stay. Results that are final keep their ranks.',
    removeDone: 'Taken off the boards',
    restore: 'Put back on the boards',
    restoreTitle: 'Put %{nickname} back on the boards?',
    restoreBody: 'He stands again where his scores put him. Nothing happens to who was not taken off.',
    restoreDone: 'Back on the boards',
    removed: 'Taken off all boards',
    nobodyRemoved: 'Nobody is taken off.',
    shown: 'Shown',
    off: 'Not shown',
    new: 'New board',
    edit: 'Edit',
    newTitle: 'A new board',
    editTitle: 'Edit %{id}',
    editBody:
      'What a board counts is fixed once it is there: make another one. A board that is not shown counts all the same.',
    save: 'Save',
    saved: 'Saved',
    preview: 'Preview',
    wrong:
      'An id of small letters, digits and dashes; games out of slot, roulette, rps, dice, crash, lottery; a place of 0 to 999.',
    willCount: 'It counts plays from now on; its first season began on %{time}.',
    willShow: 'Players see it, with the %{players} who stand on it now.',
    willHide: 'Players do not see it any more; the %{players} who stand on it keep their scores.',
    isFixed: 'Refused: what a board counts never changes.',
    cohorts: 'Cohorts',
    cohortsTitle: 'Cohorts of %{id}',
    cohortsBody: 'Players of a tier in groups of this size; it holds for seasons that have no cohorts yet.',
    cohortsPreviewed:
      'From the season of %{time}; with the %{players} players of this season %{cohorts} cohorts, and at most %{coins} coins.',
    cohortsWrong: 'Sizes of 2 to 200, 1 to 20 tiers, no more up and down than there are, and at most a million coins.',
    cohortTerms: {
      enabled: 'Players are put into cohorts',
      size: 'Players in a cohort',
      tiers: 'Tiers',
      promoted: 'So many go up',
      demoted: 'So many go down',
      promotedCoins: 'Coins for going up',
      stayedCoins: 'Coins for staying',
    },
    inputs: {
      id: 'Id',
      period: 'Season',
      games: 'Games, parted by commas',
      position: 'Place in the list',
      enabled: 'Shown to players',
    },
  },
} as const

/** Names of the resources and their fields, where react-admin looks for them. */
export const enBoardResources = {
  boards: {
    name: 'Leaderboard |||| Leaderboards',
    empty: 'No leaderboards.',
    fields: {
      id: 'Board',
      period: 'Season',
      games: 'Games',
      counts: 'Counts',
      players: 'Players',
      startsAt: 'Since',
      endsAt: 'Ends',
      enabled: 'Shown',
    },
  },
  'board-rows': {
    name: 'Rank |||| Ranks',
    fields: { rank: 'Rank', nickname: 'Player', score: 'Coins' },
  },
  'board-removals': {
    name: 'Taken off |||| Taken off',
    fields: { nickname: 'Player', reason: 'Reason', removedBy: 'By', removedAt: 'At' },
  },
} as const
