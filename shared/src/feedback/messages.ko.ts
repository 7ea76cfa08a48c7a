import type { FeedbackKey } from './feedback.ts'

/** 플레이 결과 문구. 더 하라고 부추기지 않습니다. */
export const feedbackKo: Record<FeedbackKey, string> = {
  'feedback.loss': '이번에는 당첨되지 않았습니다.',
  'feedback.lossRun': '당첨 없는 플레이가 이어지고 있습니다. 흔한 일이며, 다음 당첨 확률은 그대로입니다.',
  'feedback.break':
    '당첨 없는 플레이가 오래 이어졌습니다. 계속해도 확률은 달라지지 않으니, 지금은 잠시 쉬는 것이 좋겠습니다.',
  'feedback.partial': '베팅액의 일부가 돌아왔습니다.',
  'feedback.even': '베팅액이 그대로 돌아왔습니다.',
  'feedback.win': '당첨되었습니다.',
  'feedback.bigWin': '크게 당첨되었습니다!',
  'feedback.jackpot': '아주 드문 당첨입니다!',
  'feedback.items': '아이템을 보관함에 넣었습니다.',
  'feedback.epicItem': '에픽 아이템입니다!',
  'feedback.legendaryItem': '레전더리 아이템입니다!',
}
