/** Names of the invite codes and their fields, where react-admin looks for them. */
export const enInviteResources = {
  invites: {
    name: 'Invite code |||| Invite codes',
    empty: 'No invite codes yet.',
    fields: {
      id: 'Code',
      code: 'Code',
      state: 'State',
      usedCount: 'Uses',
      expiresAt: 'Ends',
      note: 'Note',
      createdBy: 'By',
      createdAt: 'Made',
      batchId: 'Batch',
      disabledAt: 'Withdrawn',
    },
  },
} as const
