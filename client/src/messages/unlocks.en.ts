/** Sentences about content that opens stage by stage, in English. */
export const unlocksEn = {
  'unlocks.title': 'Gallery',
  'unlocks.lead': 'Pictures that open stage by stage. What each stage asks for is written beside it.',
  'unlocks.failed': 'The gallery could not be loaded.',
  'unlocks.empty': 'There is nothing here at the moment.',
  'unlocks.needsAge': 'This is for adults. It opens when your age is verified on the account page.',
  'unlocks.stage': 'Stage {stage}: {title}',
  'unlocks.unlocked': 'Unlocked',
  'unlocks.picture': 'Picture of stage {stage}',
  'unlocks.tier': 'From the tier {tier} on',
  'unlocks.xp': '{xp} experience points',
  'unlocks.mission': 'The mission {mission}, done once',
  'unlocks.free': 'Costs nothing',
  'unlocks.unlock': 'Unlock for {price}',
  'unlocks.unlockFree': 'Unlock',
  'unlocks.done': 'Unlocked: {title}',
} as const
