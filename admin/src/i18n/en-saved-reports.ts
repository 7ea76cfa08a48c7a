/** Sentences about saved reports. */
export const enSavedReports = {
  savedReports: {
    new: 'Save a report',
    editTitle: 'Report “%{name}”',
    name: 'Name',
    description: 'Description',
    report: 'Figures',
    shareIt: 'Everybody who reads figures sees it',
    moves: 'Always the last days',
    lastDays: 'How many days, today among them',
    save: 'Save',
    saved: 'Saved as “%{name}”',
    edit: 'Edit',
    delete: 'Delete',
    deleted: '“%{name}” is deleted',
    deleteTitle: 'Delete “%{name}”?',
    deleteBody: 'Figures stay as they are; only this question is forgotten, for everybody who sees it.',
    search: 'Name or description',
    allReports: 'All figures',
    all: 'Shared and own',
    shared: 'Shared',
    own: 'Own',
    lastOf: 'Last %{days} days',
    made: 'made by %{madeBy}, changed by %{changedBy} at %{changedAt}',
    now: 'What it says now',
    again: 'Run again',
    open: 'Open with charts',
    saveThis: 'Save this report',
    toAll: 'Saved reports',
  },
} as const

/** Names of the resource and its fields, where react-admin looks for them. */
export const enSavedReportResources = {
  'saved-reports': {
    name: 'Saved report |||| Saved reports',
    empty: 'No saved reports.',
    fields: {
      name: 'Name',
      description: 'Description',
      report: 'Figures',
      period: 'Days',
      filters: 'Of whom, by',
      shared: 'Whose',
      madeBy: 'Made by',
      changedAt: 'Changed',
      q: 'Search',
      whose: 'Whose',
    },
  },
} as const

/** What the audit log says of figures. */
export const enFigureActs = {
  alerts: { export: 'Reminders exported' },
  analytics: { export: 'Figures exported' },
  'saved-reports': {
    create: 'Report saved',
    update: 'Saved report changed',
    delete: 'Saved report deleted',
    export: 'Saved report exported',
  },
} as const
