import type { Worded } from './app-messages.ts'
import type { enMissionResources, enMissions } from './en-missions.ts'

/** 미션에 관한 문장. */
export const koMissions: Worded<typeof enMissions> = {
  missions: {
    periods: { daily: '매일', weekly: '매주' },
    allPeriods: '모든 주기',
    states: { draft: '게시 전', live: '진행 중', off: '꺼짐' },
    counts: {
      PLAYS: '플레이',
      WINS: '당첨된 플레이',
      COINS_WON: '획득한 코인',
      GACHA_PULLS: '가챠 뽑기',
      PURCHASES: '구매',
      ITEMS_USED: '사용한 아이템',
      ACTIVE_DAYS: '활동한 날',
    },
    new: '새 미션',
    edit: '초안 수정',
    editTitle: '%{id} 초안',
    id: 'ID',
    idHelp: '영문 소문자, 숫자, 하이픈. 이후에는 바꿀 수 없습니다.',
    period: '주기',
    titleEn: '제목 (영어)',
    titleKo: '제목 (한국어)',
    countsLabel: '집계 대상',
    target: '목표',
    game: '게임',
    everyGame: '모든 게임',
    segmentsHelp: '비워 두면 모두에게 보입니다. 시작한 회원은 세그먼트를 떠나도 끝까지 진행합니다.',
    position: '순서',
    positionHelp: '숫자가 작을수록 먼저 표시됩니다.',
    enabled: '플레이어에게 제공',
    rewards: '보상',
    preview: '플레이어가 보는 화면',
    draftPreview: '초안',
    previewWaits: '양식을 모두 채우면 미리보기가 표시됩니다.',
    saveDraft: '초안 저장',
    saved: '%{id} 초안을 저장했습니다',
    conflict: '이 미션을 연 뒤에 다른 관리자가 변경했습니다.',
    publish: '게시',
    publishTitle: '%{id} 초안을 게시할까요?',
    publishBody: '즉시 적용됩니다. 오늘 또는 이번 주에 이미 시작한 플레이어는 시작한 때의 조건으로 계속합니다.',
    published: '%{id} 미션을 게시했습니다',
    windows: '진행 현황',
    noWindows: '아직 시작한 플레이어가 없습니다.',
    began: '시작일',
    players: '시작',
    done: '완료',
    claimed: '보상 수령',
  },
}

export const koMissionResources: Worded<typeof enMissionResources> = {
  missions: {
    name: '미션',
    empty: '미션이 없습니다.',
    fields: { id: 'ID', title: '제목', period: '주기', counts: '집계', state: '상태', changedAt: '변경' },
  },
}
