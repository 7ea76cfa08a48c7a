/** Sentences about achievements. */
export const enAchievements = {
  achievements: {
    periods: { ever: 'Once for good', daily: 'Every day', weekly: 'Every week' },
    countsParts: 'Parts of it',
    new: 'New achievement',
    edit: 'Edit the draft',
    editTitle: 'Draft of %{id}',
    id: 'Id (small letters, digits, hyphens; for good)',
    period: 'Can be had',
    titleEn: 'Title (English)',
    titleKo: 'Title (Korean)',
    descriptionEn: 'Description (English)',
    descriptionKo: 'Description (Korean)',
    target: 'Target',
    requires: 'Needs first (ids)',
    parts: 'Parts (ids); the target is their number',
    until: 'Counts until (KST)',
    position: 'Position (lower ones first)',
    hidden: 'Hidden until it is unlocked',
    enabled: 'Offered to players',
    rewards: 'Rewards',
    preview: 'What players see',
    draftPreview: 'The draft',
    previewWaits: 'The preview comes when the form is complete.',
    facts: 'What it depends on',
    unlocks: 'Times unlocked',
    saveDraft: 'Keep the draft',
    saved: 'The draft of %{id} is kept',
    conflict: 'Somebody else has changed this achievement since you opened it.',
    publish: 'Publish',
    publishTitle: 'Publish the draft of %{id}?',
    publishBody: 'In force at once. Whoever has begun goes on with what he began with.',
    published: '%{id} is published',
  },
} as const

/** Names of the resource and its fields, where react-admin looks for them. */
export const enAchievementResources = {
  achievements: {
    name: 'Achievement |||| Achievements',
    empty: 'No achievements.',
    fields: {
      id: 'Id',
      title: 'Title',
      period: 'Can be had',
      unlocks: 'Unlocked',
      state: 'State',
      changedAt: 'Changed',
    },
  },
} as const
