/** Sentences about recommendations, in English. */
export const recommendationsEn = {
  'recommend.title': 'Perhaps for you',
  'recommend.lead':
    'By what you did here lately, never by what you won or lost. It changes nothing about odds or prices.',
  'recommend.NEARLY_DONE': 'You have {progress} of {goal}.',
  'recommend.BEGUN': 'You have begun it: {progress} of {goal}.',
  'recommend.GAME_YOU_PLAY': 'It is about a game that you play.',
  'recommend.NOTHING_STAKED': 'It needs no stakes.',
  'recommend.OPEN_NOW': 'It is open to you now.',
  'recommend.FOR_YOUR_GROUP': 'It is for players of the group {group}.',
  'recommend.DISCOUNT_FOR_ALL': '{percent}% off, for everybody.',
  'recommend.BOUGHT_BEFORE': 'You bought it before.',
  'recommend.IN_THE_SHOP': 'It is in the shop now.',
  'recommend.BY_CHANCE': 'Chosen by chance, so that we see whether choosing is of any use.',
  'recommend.open': 'Look at it',
  'recommend.openOf': 'Look at {title}',
  'recommend.useful': 'Useful',
  'recommend.usefulOf': '{title}: useful',
  'recommend.notUseful': 'Not for me',
  'recommend.notUsefulOf': '{title}: not for me',
  'recommend.thanks': 'Noted.',
} as const
