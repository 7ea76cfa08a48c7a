import type { unlocksEn } from './unlocks.en.ts'

/** 단계별 콘텐츠 문장. */
export const unlocksKo: { readonly [K in keyof typeof unlocksEn]: string } = {
  'unlocks.title': '갤러리',
  'unlocks.lead': '단계별로 열리는 그림입니다. 각 단계의 조건이 함께 표시됩니다.',
  'unlocks.failed': '갤러리를 불러오지 못했습니다.',
  'unlocks.empty': '지금은 볼 수 있는 콘텐츠가 없습니다.',
  'unlocks.needsAge': '성인용입니다. 계정 페이지에서 나이를 확인하면 볼 수 있습니다.',
  'unlocks.stage': '{stage}단계: {title}',
  'unlocks.unlocked': '해금됨',
  'unlocks.picture': '{stage}단계 그림',
  'unlocks.tier': '{tier} 등급 이상',
  'unlocks.xp': '경험치 {xp}',
  'unlocks.mission': '{mission} 미션 1회 완료',
  'unlocks.free': '무료',
  'unlocks.unlock': '{price}(으)로 해금',
  'unlocks.unlockFree': '해금',
  'unlocks.done': '해금됨: {title}',
}
