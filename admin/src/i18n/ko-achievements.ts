import type { Worded } from './app-messages.ts'
import type { enAchievementResources, enAchievements } from './en-achievements.ts'

/** 업적에 관한 문장. */
export const koAchievements: Worded<typeof enAchievements> = {
  achievements: {
    periods: { ever: '한 번만', daily: '매일', weekly: '매주' },
    countsParts: '부분 업적',
    new: '새 업적',
    edit: '초안 수정',
    editTitle: '%{id} 초안',
    id: '아이디 (영문 소문자, 숫자, 하이픈; 변경 불가)',
    period: '달성 주기',
    titleEn: '제목 (영어)',
    titleKo: '제목 (한국어)',
    descriptionEn: '설명 (영어)',
    descriptionKo: '설명 (한국어)',
    target: '목표',
    requires: '먼저 필요한 업적 (아이디)',
    parts: '부분 업적 (아이디); 목표는 그 개수',
    until: '집계 종료 (KST)',
    position: '순서 (작을수록 먼저)',
    hidden: '달성 전까지 숨김',
    enabled: '플레이어에게 제공',
    rewards: '보상',
    preview: '플레이어에게 보이는 화면',
    draftPreview: '초안',
    previewWaits: '양식을 모두 채우면 미리보기가 나타납니다.',
    facts: '조건',
    unlocks: '달성 횟수',
    saveDraft: '초안 저장',
    saved: '%{id} 초안을 저장했습니다',
    conflict: '열어 둔 사이에 다른 사람이 이 업적을 바꾸었습니다.',
    publish: '게시',
    publishTitle: '%{id} 초안을 게시할까요?',
    publishBody: '바로 적용됩니다. 이미 시작한 플레이어는 시작할 때의 내용을 따릅니다.',
    published: '%{id} 업적을 게시했습니다',
  },
}

export const koAchievementResources: Worded<typeof enAchievementResources> = {
  achievements: {
    name: '업적',
    empty: '업적이 없습니다.',
    fields: { id: '아이디', title: '제목', period: '달성 주기', unlocks: '달성', state: '상태', changedAt: '변경' },
  },
}
