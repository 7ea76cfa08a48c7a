import { accept, feedbackEn, feedbackFor, feedbackKo, feedbackQuery, feedbackReply } from '@casino-club/shared'
import { type AnyRoute, route } from '../platform/http/route.ts'

const SENTENCES = { en: feedbackEn, ko: feedbackKo } as const

/** What to say and show about a play, as the web app does. Nothing is looked up: the same question has the same answer. */
export function feedbackRoutes(): AnyRoute[] {
  return [
    route({
      method: 'get',
      path: '/api/feedback',
      summary: 'Message and animation for the result of a play; a payout below the stake is never celebrated',
      tag: 'games',
      access: 'none',
      query: feedbackQuery,
      reply: feedbackReply,
      handle: async ({ query: { lang, ...play } }) => {
        const feedback = feedbackFor(play)
        return accept({ ...feedback, message: SENTENCES[lang][feedback.key] })
      },
    }),
  ]
}
