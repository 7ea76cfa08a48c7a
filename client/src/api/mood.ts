import { type MoodBody, moodReply } from '@casino-club/shared'
import type { AuthorisedCall } from './authorised.ts'

/** Calls about how one feels. */
export function createMoodApi(call: AuthorisedCall) {
  return {
    today: () => call('/api/feedback/mood', moodReply),
    say: (body: MoodBody) => call('/api/feedback', moodReply, { method: 'POST', body }),
  }
}
