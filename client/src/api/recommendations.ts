import { type RecommendationFeedback, recommendationFeedbackReply, recommendationsReply } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'

/** What may suit one, and what one says of it. */
export function createRecommendationsApi(call: AuthorisedCall) {
  return {
    mine: () => call('/api/recommend/personalized', recommendationsReply),
    say: (body: RecommendationFeedback) =>
      call('/api/recommend/feedback', recommendationFeedbackReply, { method: 'POST', body }),
  }
}
