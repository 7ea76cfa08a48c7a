import type { moodEn } from './mood.en.ts'

/** 기분 질문 문장. */
export const moodKo: { readonly [K in keyof typeof moodEn]: string } = {
  'mood.title': '오늘 기분 어때요?',
  'mood.lead': '원할 때만 답해 주세요. 답은 30일 동안만 보관되고 아무도 볼 수 없으며, 게임과 가격에는 영향이 없습니다.',
  'mood.good': '좋아요',
  'mood.fine': '괜찮아요',
  'mood.low': '별로예요',
  'mood.skip': '오늘은 넘기기',
  'mood.again': '다시 물어보기',
  'mood.never': '다시 묻지 않기',
  'mood.breakTitle': '잠시 쉬어 갈까요?',
  'mood.break': '클럽은 언제든 다시 올 수 있습니다. 잠시 닫아 두거나 한도를 정할 수 있습니다.',
  'mood.pause': '휴식하기, 한도 정하기',
}
