/** Sentences about what is drawn against what must be drawn. */
export const enDrift = {
  system: 'The club itself',
  stopped:
    '%{game} is closed: the drift watch stopped version %{version} at %{time}, because “%{kind}” drew other odds than its own. It opens again when a version is published.',
  look: 'Look at the table',
  noSlot: 'No slot table is in force: nobody can spin.',
  figures:
    '“%{kind}” after %{draws} draws: chi-square %{chiSquare} at %{degrees} degrees of freedom, p = %{pValue}, below the threshold of %{threshold}.',
} as const
