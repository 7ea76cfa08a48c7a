/** Sentences about missions, in English. */
export const missionsEn = {
  'missions.title': 'Missions',
  'missions.lead': 'What you do in the club counts by itself. Finished missions pay until their day or week is over.',
  'missions.failed': 'The missions could not be loaded.',
  'missions.empty': 'There are no missions just now.',
  'missions.daily': 'Today',
  'missions.weekly': 'This week',
  'missions.ends': 'Until {when}',
  'missions.progress': '{progress} of {target}',
  'missions.progressOf': 'Progress of {title}',
  'missions.rewards': 'Pays: {what}',
  'missions.claim': 'Take the reward',
  'missions.claimOf': 'Take the reward of {title}',
  'missions.claiming': 'Taking…',
  'missions.open': 'Under way',
  'missions.claimed': 'Taken',
} as const
