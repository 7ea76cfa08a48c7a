/** English sentences about the player's age. */
export const ageEn = {
  'age.title': 'Age',
  'age.failed': 'Your age check could not be loaded.',
  'age.lead':
    'Some of what we offer is for people of {age} years and above. Tell us your day of birth; somebody of us looks at it.',
  'age.rated': 'Closed until then: {games}.',
  'age.kept': 'Your day of birth is forgotten as soon as it is decided.',
  'age.birthDate': 'Day of birth',
  'age.send': 'Have my age checked',
  'age.pending': 'We are looking at it since {when}.',
  'age.verified': 'Your age is verified.',
  'age.rejected': 'Your age could not be verified. You can tell us again.',
  'age.tooYoung': 'You are too young for this until {day}.',
} as const
