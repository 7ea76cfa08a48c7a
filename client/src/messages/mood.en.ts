/** Sentences about the question for one's mood, in English. */
export const moodEn = {
  'mood.title': 'How are you today?',
  'mood.lead':
    'Only if you like. The answer is kept for 30 days, nobody sees it, and it changes nothing about games or prices.',
  'mood.good': 'Good',
  'mood.fine': 'All right',
  'mood.low': 'Not so good',
  'mood.skip': 'Not today',
  'mood.again': 'Ask me again',
  'mood.never': 'Do not ask again',
  'mood.breakTitle': 'Time for something else?',
  'mood.break': 'The club runs nowhere. You can close it for a while, or set limits.',
  'mood.pause': 'Take a break, set limits',
} as const
