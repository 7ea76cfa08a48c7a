import type { Worded } from './app-messages.ts'
import type { enMoodResources, enMoods } from './en-moods.ts'

/** 기분 문장. */
export const koMoods: Worded<typeof enMoods> = {
  moods: { lead: '답이 %{least}개 이상인 날만 표시합니다. 한 회원의 답은 누구에게도 보이지 않습니다.' },
}

export const koMoodResources: Worded<typeof enMoodResources> = {
  moods: {
    name: '기분',
    empty: '아직 답이 충분한 날이 없습니다.',
    fields: { id: '날짜', answers: '답', good: '좋아요', fine: '괜찮아요', low: '별로예요' },
  },
}
