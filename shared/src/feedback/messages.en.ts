import type { FeedbackKey } from './feedback.ts'

/** What is said about a play, in English. Nothing of it urges on. */
export const feedbackEn = {
  'feedback.loss': 'No win this time.',
  'feedback.lossRun': 'Several plays without a win: that happens, and the next one is no likelier to win for it.',
  'feedback.break': 'A long run without a win. The odds do not change by going on: a break is a good idea now.',
  'feedback.partial': 'A part of the bet came back.',
  'feedback.even': 'The bet came back.',
  'feedback.win': 'A win.',
  'feedback.bigWin': 'A big win!',
  'feedback.jackpot': 'A very rare win!',
  'feedback.items': 'Your items are in the inventory.',
  'feedback.epicItem': 'An Epic item!',
  'feedback.legendaryItem': 'A Legendary item!',
} as const satisfies Record<FeedbackKey, string>
