/** Sentences about what is drawn against what must be drawn. */
export const enDrift = {
  system: 'The club itself',
  stopped:
    '%{game} is closed: the drift watch stopped version %{version} at %{time}, because “%{kind}” drew other odds than its own. It opens again when a version is published.',
  look: 'Look at the table',
  noSlot: 'No slot table is in force: nobody can spin.',
  figures:
    '“%{kind}” after %{draws} draws: chi-square %{chiSquare} at %{degrees} degrees of freedom, p = %{pValue}, below the threshold of %{threshold}.',
  noDraws: 'Nobody has played this version yet.',
  calm: 'Every look so far fits the exact odds.',
  rate: 'A fair table is stopped with a chance of at most %{rate} for each of its kinds of play, over its whole life.',
  counted: 'Counted against expected',
  countedHelp:
    '%{draws} draws. The band holds 99.9% of what a fair table draws of one outcome; among many outcomes one now and then lies outside by chance.',
  summary: '%{beyond} of %{total} outcomes outside their band',
  count: 'Counted',
  expected: 'Expected',
  interval: '99.9% interval',
  errors: 'Deviation, standard errors',
  cannotBe: 'cannot be drawn',
  looks: 'Looks of the drift watch',
  looksHelp:
    'It looks after 1,000 draws and each time they have doubled. A p-value below the dashed threshold stops the table.',
  looksSummary: '%{looks} looks up to %{draws} draws',
  noLooks: 'It looks for the first time after 1,000 draws.',
  alarm: 'Alarm',
  fine: 'Fine',
  column: {
    look: 'Look',
    draws: 'Draws',
    chiSquare: 'Chi-square',
    degrees: 'Degrees of freedom',
    pValue: 'p-value',
    threshold: 'Threshold',
    checkedAt: 'Looked at',
    state: 'State',
  },
} as const
