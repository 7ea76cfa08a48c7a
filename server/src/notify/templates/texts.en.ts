/** What the built-in messages say, in English. */
export const textsEn = {
  'expiry-d2': {
    title: 'A vault is about to end',
    body: 'The {{amount}} coins in your {{vault}} vault are gone within 48 hours. It ends at {{endsAt}}. Have a look at it now.',
  },
  'expiry-d0': {
    title: 'When your vault ends',
    body: 'The {{amount}} coins in your {{vault}} vault are gone at {{endsAt}}. Have a look at it before that.',
  },
  'attendance-d2': {
    title: 'One day of attendance is left',
    body: 'One day of attendance is left. There are {{amount}} coins in your {{vault}} vault, to be taken until {{endsAt}}.',
  },
  'ticket-zero': {
    title: 'There are coins in your vault',
    body: 'You have no tickets left, but there are {{amount}} coins in your {{vault}} vault. What it still waits for, and when it ends ({{endsAt}}), is shown there.',
  },
  inactive: {
    title: '{{nickname}}, the club is still here',
    body: 'You have not been here for {{days}} days. Your coins and items are where you left them. If you would rather not hear of it, switch this off in the settings.',
  },
  'item-expiring': {
    title: 'An item is about to end',
    body: '{{quantity}} × {{item}} ends at {{endsAt}}.',
  },
  'coupon-expiring': {
    title: 'A coupon is about to end',
    body: 'Your coupon for {{xp}} XP of the battle pass ends at {{endsAt}}.',
  },
  'level-up': {
    title: 'You have reached level {{level}} of the battle pass',
    body: 'The rewards of the new level wait in the battle pass.',
  },
  'vip-up': {
    title: 'Your tier is now {{tier}}',
    body: 'What it brings, and how long it is kept, is on the page of tiers.',
  },
  'coupon-given': {
    title: 'There is a coupon for you',
    body: 'A coupon for {{xp}} XP of the battle pass lies there. It can be used until {{endsAt}}.',
  },
  announcement: {
    title: '{{subject}}',
    body: '{{text}}',
  },
  'service-notice': {
    title: '{{subject}}',
    body: '{{text}}',
  },
} as const
