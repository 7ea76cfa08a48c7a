/** Sentences about notifications of this browser, in English. */
export const pushEn = {
  'push.title': 'Notifications on this device',
  'push.lead':
    'The club can tell you something while it is closed. It asks your browser only after you turn it on here.',
  'push.what': 'What: what you are waiting for, such as a vault that opens, and answers about your account.',
  'push.often': 'How often: seldom. While you take a break, nothing is offered to you.',
  'push.again': 'You can turn it off here at any time; logging out turns it off as well.',
  'push.unsupported': 'This browser cannot show notifications.',
  'push.install':
    'On an iPhone or iPad this works once the club is on your home screen: in Safari tap Share, then Add to Home Screen, and open it from there.',
  'push.denied': 'Your browser blocks notifications of this club. You can allow them in its settings for this page.',
  'push.off': 'Notifications are off on this device.',
  'push.on': 'Notifications are on for this device.',
  'push.turnOn': 'Turn on',
  'push.turnOff': 'Turn off',
  'push.test': 'Send me a test',
  'push.tested': 'A test is on its way.',
  'push.testFailed': 'The test could not be sent.',
  'push.failed': 'That did not work. Please try again later.',
} as const
