import type { tutorialEn } from './tutorial.en.ts'

/** 첫걸음 안내 문장. */
export const tutorialKo: {
  readonly [K in keyof typeof tutorialEn]: (typeof tutorialEn)[K] extends string ? string : { other: string }
} = {
  'tutorial.title': '첫걸음',
  'tutorial.lead': '짧은 네 단계를 마치면 첫 보상을 드립니다.',
  'tutorial.failed': '첫걸음을 불러오지 못했습니다.',
  'tutorial.progress': '{total}단계 중 {done}단계 완료',
  'tutorial.taken': '(완료)',
  'tutorial.next': '다음',
  'tutorial.skip': '나중에 하기',
  'tutorial.skipHint': '계정 화면에서 언제든지 이어서 할 수 있습니다.',
  'tutorial.over': '첫걸음을 마쳤습니다',
  'tutorial.overText': '모든 단계를 마쳤습니다. 즐거운 시간 보내세요.',
  'tutorial.given': { other: '첫 보상으로 코인 {count}개를 받았습니다. 즐거운 시간 보내세요.' },
  'tutorial.toGames': '게임 하러 가기',
  'tutorial.card': '첫걸음',
  'tutorial.cardLead': { other: '짧은 안내를 마치면 코인 {count}개를 드립니다.' },
  'tutorial.begin': '시작하기',
  'tutorial.goOn': '이어서 하기',

  'tutorial.balances.name': '잔액',
  'tutorial.balances.title': '내가 가진 것',
  'tutorial.balances.coins': '대부분의 게임에 씁니다. 베팅할 코인이 모자라면 하루에 한 번 무료로 받을 수 있습니다.',
  'tutorial.balances.gems': '더 귀한 재화입니다. 가챠에 씁니다.',
  'tutorial.balances.tickets': '클럽의 특별한 행사에 씁니다.',

  'tutorial.firstPlay.name': '첫 스핀',
  'tutorial.firstPlay.title': '첫 스핀',
  'tutorial.firstPlay.text': {
    other: '같은 그림 세 개면 가장 많이, 두 개면 조금 받습니다. 이번 스핀에는 코인 {count}개가 듭니다.',
  },
  'tutorial.firstPlay.spin': { other: '코인 {count}개로 스핀' },
  'tutorial.firstPlay.without': '플레이하지 않고 계속',
  'tutorial.firstPlay.howTo':
    '지금은 플레이할 수 없고, 하지 않아도 됩니다. 나중에 게임과 베팅을 고르고 큰 버튼을 누르세요. 추첨은 서버가 하며, 당첨은 화면에 보이기 전에 잔액에 반영됩니다.',

  'tutorial.fairness.name': '확률과 검증',
  'tutorial.fairness.title': '확률을 직접 확인하세요',
  'tutorial.fairness.text':
    '모든 게임의 정확한 확률이 한 페이지에 있고, 모든 플레이를 다시 계산해 볼 수 있습니다. 결과 아래에 검증 링크가 있습니다. 오래 하면 클럽이 조금 이깁니다. 연승이나 연패는 다음 추첨을 바꾸지 않습니다.',
  'tutorial.fairness.link': '확률 보기',

  'tutorial.limits.name': '한도',
  'tutorial.limits.title': '얼마나 할지는 내가 정합니다',
  'tutorial.limits.text':
    '계정 화면에서 베팅, 손실, 시간의 한도를 정하고, 쉬거나 이용을 제한할 수 있습니다. 더 엄격한 한도는 바로, 느슨한 한도는 하루 뒤에 적용됩니다.',
  'tutorial.limits.link': '한도와 휴식',

  'tutorial.reward.title': '첫 보상',
  'tutorial.reward.text': { other: '모두 마쳤습니다. 코인 {count}개가 기다리고 있습니다.' },
  'tutorial.reward.take': '받기',
  'tutorial.reward.PAUSED': '모두 마쳤습니다. 지금은 휴식 중이므로 휴식이 끝나면 첫 보상을 받을 수 있습니다.',
  'tutorial.reward.SELF_EXCLUDED': '모두 마쳤습니다. 지금은 이용 제한 중이므로 돌아온 뒤에 첫 보상을 받을 수 있습니다.',
}
