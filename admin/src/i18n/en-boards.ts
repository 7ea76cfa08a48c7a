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
    },
  },
  'board-rows': {
    name: 'Rank |||| Ranks',
    fields: { rank: 'Rank', nickname: 'Player', score: 'Coins' },
  },
} as const
