/** Sentences about the terms of streaks. */
export const enStreaks = {
  streaks: {
    title: 'Attendance',
    terms: 'What days in a row bring',
    live: 'Version %{version} is in force.',
    drafted: 'Version %{version} is a draft.',
    draft: 'Draft',
    numbers: {
      graceHours: 'Hours after midnight in which yesterday can still be collected',
      mostShields: 'Missed days in a row that shields save at most',
      zoneDays: 'Days between two changes of time zone',
    },
    day: 'Day %{day}',
    coins: 'Coins',
    gems: 'Gems',
    addDay: 'Add a day',
    removeDay: 'Remove the last day',
    wrong: 'Something is missing, is no whole number, or is too much.',
    preview: 'What would it mean?',
    previewed:
      'The next day of %{players} players would bring %{coinsAfter} coins and %{gemsAfter} gems together; now it brings %{coinsBefore} and %{gemsBefore}. Less for %{less} of them.',
    keep: 'Keep the draft',
    publish: 'Publish',
    publishTitle: 'Put version %{version} into force?',
    publishBody:
      'It holds from the next collected day on, also for those whom another reward was announced to. Days that were collected stay as they are.',
    versions: 'Versions',
    columns: {
      version: 'Version',
      since: 'In force since',
      days: 'Coins + gems by day',
      grace: 'Grace, hours',
      shields: 'Shields at most',
      zone: 'Zone, days',
    },
  },
} as const
