/** Sentences about vaults. */
export const enVaults = {
  vaults: {
    statuses: { LOCKED: 'Locked', UNLOCKED: 'Open', CLAIMED: 'Claimed', EXPIRED: 'Expired' },
    by: {
      first_deposit: 'First deposit',
      attendance_days: 'Days of attendance',
      deposited_total: 'Won deposited in all',
    },
    byDays: '%{smart_count} day of attendance |||| %{smart_count} days of attendance',
    byWon: '%{amount} won deposited in all',
    inForce: 'In force',
    off: 'Off',
    version: 'Version %{version}',
    new: 'New kind',
    edit: 'Change',
    editTitle: 'The next version of %{type}',
    newTitle: 'A new kind of vault',
    body: 'It holds for vaults that are opened from now on; those that are open keep their terms. Nobody gets two vaults of a kind.',
    type: 'Type',
    typeHelp: 'Capital letters, digits and _',
    coins: 'Coins',
    unlockBy: 'Opens by',
    amount: 'Days or won',
    lifetime: 'Hours until it ends',
    position: 'Place in the list',
    enabled: 'Players get it',
    preview: 'Preview',
    previewed:
      'Opened now it would end %{time}. %{players} players have none and get one when they next come, %{unlocked} of them open at once.',
    save: 'Put into force',
    saved: 'The version is in force',
    wrong: 'Not every field is right yet.',
    tab: 'Vaults',
    none: 'No vaults.',
    progress: '%{current} of %{needed}',
  },
} as const

/** Names of the resources and their fields, where react-admin looks for them. */
export const enVaultResources = {
  vaults: {
    name: 'Vault |||| Vaults',
    empty: 'No kinds of vaults.',
    fields: {
      id: 'Type',
      version: 'Version',
      coins: 'Coins',
      unlock: 'Opens by',
      lifetimeHours: 'Hours',
      enabled: 'State',
      open: 'Open now',
      ended: 'Ended',
      createdBy: 'By',
      createdAt: 'Since',
    },
  },
  'player-vaults': {
    name: 'Vault |||| Vaults',
    fields: {
      type: 'Type',
      status: 'State',
      coins: 'Coins',
      unlock: 'Opens by',
      progress: 'Progress',
      openedAt: 'Opened',
      expiresAt: 'Ends',
      unlockedAt: 'Unlocked',
      endedAt: 'Ended',
    },
  },
} as const
