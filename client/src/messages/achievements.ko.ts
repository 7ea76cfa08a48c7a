import type { achievementsEn } from './achievements.en.ts'

/** 업적에 관한 문장. */
export const achievementsKo: { readonly [K in keyof typeof achievementsEn]: string } = {
  'achievements.title': '업적',
  'achievements.lead': '자동으로 집계되며, 달성하면 알려 드립니다. 보상은 기한 없이 받을 수 있습니다.',
  'achievements.failed': '업적을 불러오지 못했습니다.',
  'achievements.empty': '지금은 업적이 없습니다.',
  'achievements.hidden': '숨겨진 업적',
  'achievements.hiddenLead': '달성하면 내용이 공개됩니다.',
  'achievements.progress': '{target} 중 {progress}',
  'achievements.progressOf': '{title} 진행도',
  'achievements.rewards': '보상: {what}',
  'achievements.daily': '하루에 한 번 달성할 수 있습니다.',
  'achievements.weekly': '일주일에 한 번 달성할 수 있습니다.',
  'achievements.until': '{when}까지 집계합니다.',
  'achievements.locked': '다른 업적이 먼저 필요합니다',
  'achievements.open': '진행 중',
  'achievements.claimed': '{when} 달성',
  'achievements.claim': '보상 받기',
  'achievements.claimOf': '{title} 보상 받기',
  'achievements.parts': '부분 업적 {count}개 중 {has}개',
  'achievements.link': '업적',
}
