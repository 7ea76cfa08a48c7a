/** Sentences about achievements, in English. */
export const achievementsEn = {
  'achievements.title': 'Achievements',
  'achievements.lead':
    'The club counts by itself, and tells you when one is yours. What it pays waits for you without an end.',
  'achievements.failed': 'The achievements could not be loaded.',
  'achievements.empty': 'There are no achievements just now.',
  'achievements.hidden': 'Hidden',
  'achievements.hiddenLead': 'You will see what it is when it is yours.',
  'achievements.progress': '{progress} of {target}',
  'achievements.progressOf': 'Progress of {title}',
  'achievements.rewards': 'Pays: {what}',
  'achievements.daily': 'Can be had once a day.',
  'achievements.weekly': 'Can be had once a week.',
  'achievements.until': 'Counts until {when}.',
  'achievements.locked': 'Needs other achievements first',
  'achievements.open': 'Under way',
  'achievements.claimed': 'Yours since {when}',
  'achievements.claim': 'Take the reward',
  'achievements.claimOf': 'Take the reward of {title}',
  'achievements.parts': '{has} of {count} parts',
  'achievements.link': 'Achievements',
} as const
