import type { missionsEn } from './missions.en.ts'

/** 미션 문장. */
export const missionsKo: { readonly [K in keyof typeof missionsEn]: string } = {
  'missions.title': '미션',
  'missions.lead':
    '클럽에서 하는 활동이 자동으로 집계됩니다. 완료한 미션의 보상은 해당 일 또는 주가 끝나기 전까지 받을 수 있습니다.',
  'missions.failed': '미션을 불러오지 못했습니다.',
  'missions.empty': '지금은 진행 중인 미션이 없습니다.',
  'missions.daily': '오늘',
  'missions.weekly': '이번 주',
  'missions.ends': '{when}까지',
  'missions.progress': '{target} 중 {progress}',
  'missions.progressOf': '{title} 진행도',
  'missions.rewards': '보상: {what}',
  'missions.claim': '보상 받기',
  'missions.claimOf': '{title} 보상 받기',
  'missions.claiming': '받는 중…',
  'missions.open': '진행 중',
  'missions.claimed': '받음',
}
