/** Sentences about how players feel. */
export const enMoods = {
  moods: { lead: 'Days with at least %{least} answers. What one player said is shown to nobody.' },
} as const

/** Names of the resource and its fields, where react-admin looks for them. */
export const enMoodResources = {
  moods: {
    name: 'Mood |||| Moods',
    empty: 'No day has enough answers yet.',
    fields: { id: 'Day', answers: 'Answers', good: 'Good', fine: 'All right', low: 'Not so good' },
  },
} as const
