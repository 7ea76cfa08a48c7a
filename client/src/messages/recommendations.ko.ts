import type { recommendationsEn } from './recommendations.en.ts'

/** 추천 문장. */
export const recommendationsKo: { readonly [K in keyof typeof recommendationsEn]: string } = {
  'recommend.title': '이런 건 어때요',
  'recommend.lead': '최근 활동을 보고 고르며, 이기고 진 결과는 보지 않습니다. 확률과 가격은 바뀌지 않습니다.',
  'recommend.NEARLY_DONE': '{goal} 중 {progress}까지 했습니다.',
  'recommend.BEGUN': '이미 시작했습니다. {goal} 중 {progress}.',
  'recommend.GAME_YOU_PLAY': '자주 하는 게임에 관한 미션입니다.',
  'recommend.NOTHING_STAKED': '베팅이 필요 없습니다.',
  'recommend.OPEN_NOW': '지금 할 수 있습니다.',
  'recommend.FOR_YOUR_GROUP': '{group} 그룹을 위한 것입니다.',
  'recommend.DISCOUNT_FOR_ALL': '모두에게 {percent}% 할인 중입니다.',
  'recommend.BOUGHT_BEFORE': '전에 구매한 상품입니다.',
  'recommend.IN_THE_SHOP': '지금 상점에 있습니다.',
  'recommend.BY_CHANCE': '추천이 도움이 되는지 보려고 무작위로 골랐습니다.',
  'recommend.open': '보기',
  'recommend.openOf': '{title} 보기',
  'recommend.useful': '도움이 돼요',
  'recommend.usefulOf': '{title}: 도움이 돼요',
  'recommend.notUseful': '관심 없어요',
  'recommend.notUsefulOf': '{title}: 관심 없어요',
  'recommend.thanks': '반영했습니다.',
}
