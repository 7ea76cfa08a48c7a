/** Sentences about invitations of friends. */
export const enFriends = {
  friends: {
    editTerms: 'What is promised',
    termsTitle: 'What invitations promise',
    termsBody: 'It holds for sign-ups from now on; invitations that are there keep what they were promised.',
    save: 'Save',
    saved: 'Saved',
    decided: 'Decided',
    wrong: 'Whole numbers; at most a million coins, and no more days of play than there is time for.',
    preview: 'A new invitation costs at most %{both} coins; all that are allowed, at most %{most}.',
    previewOff: 'Nothing is promised for new invitations.',
    terms: {
      enabled: 'New invitations are rewarded',
      provenEmail: 'The friend must have proven an e-mail address',
      inviterCoins: 'Coins for who invites',
      friendCoins: 'Coins for the friend',
      activeDays: 'Days on which the friend must have played',
      withinDays: 'Within so many days',
      minInviterAgeDays: 'Least age of the inviting account, in days',
      perDay: 'Rewarded invitations of a player a day',
      inAll: 'Rewarded invitations of a player in all',
      global: 'Rewarded invitations of all players',
    },
    states: {
      WAITING: 'Under way',
      REVIEW: 'To be looked at',
      EARNED: 'Earned',
      REJECTED: 'Rejected',
      MISSED: 'Time over',
      UNPAID: 'Without reward',
      TAKEN_BACK: 'Taken back',
    },
    decide: { approve: 'Let it count', reject: 'Reject', takeBack: 'Take back' },
    decideBody: {
      approve: 'Both sides can take their reward.',
      reject: 'Neither side gets a reward of it.',
      takeBack: 'Who is banned gives back what he got of it and still has; who is not banned keeps his.',
    },
  },
} as const

/** Names of the resources and their fields, where react-admin looks for them. */
export const enFriendResources = {
  friends: {
    name: 'Invitation |||| Friends',
    empty: 'No invitations.',
    fields: {
      inviter: 'Invited by',
      friend: 'Friend',
      invitedAt: 'At',
      state: 'State',
      signals: 'Why it is to be looked at',
      inviterCoins: 'Coins, inviting',
      friendCoins: 'Coins, friend',
    },
  },
} as const
