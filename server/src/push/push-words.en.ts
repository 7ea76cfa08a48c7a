/** What the routes of web push answer with, in English. */
export const pushEn = {
  subscribed: 'This device gets notifications from now on.',
  unsubscribed: 'This device gets no more notifications.',
  previewed: 'This is what a clean-up would do. Nothing was changed.',
  cleaned: 'The subscriptions were cleaned up.',
  testTitle: 'A test from the club',
  testBody: 'Notifications reach this device.',
} as const
