/** 순위표에 관한 문장. */
export const koBoards = {
  boards: {
    periods: { day: '일간', week: '주간', all: '전체 기간' },
    by: { net_coins: '받은 코인에서 건 코인을 뺀 값' },
    none: '아직 아무도 없습니다.',
    remove: '제외',
    removeTitle: '%{nickname} 님을 모든 순위표에서 제외할까요?',
    removeBody: '지금부터 표시되지 않습니다. 점수와 잔액은 그대로이며, 확정된 결과의 순위도 그대로입니다.',
    removeDone: '순위표에서 제외했습니다',
    restore: '순위표에 복귀',
    restoreTitle: '%{nickname} 님을 순위표에 복귀시킬까요?',
    restoreBody: '점수에 따른 자리에 다시 표시됩니다. 제외되지 않은 사람에게는 아무 일도 없습니다.',
    restoreDone: '순위표에 복귀했습니다',
    removed: '모든 순위표에서 제외된 플레이어',
    nobodyRemoved: '제외된 플레이어가 없습니다.',
    shown: '표시',
    off: '숨김',
    new: '새 순위표',
    edit: '편집',
    newTitle: '새 순위표',
    editTitle: '%{id} 편집',
    editBody:
      '순위표가 세는 것은 만든 뒤에 바뀌지 않습니다. 다르게 세려면 새로 만드세요. 숨긴 순위표도 계속 집계됩니다.',
    save: '저장',
    saved: '저장했습니다',
    preview: '미리 보기',
    wrong:
      'ID는 영문 소문자, 숫자, 하이픈입니다. 게임은 slot, roulette, rps, dice, crash, lottery 중에서 고르고 위치는 0에서 999까지입니다.',
    willCount: '지금부터 플레이를 집계합니다. 첫 시즌은 %{time}에 시작되었습니다.',
    willShow: '플레이어에게 표시됩니다. 지금 %{players}명이 올라 있습니다.',
    willHide: '플레이어에게 표시되지 않습니다. 올라 있는 %{players}명의 점수는 그대로입니다.',
    isFixed: '거절됨: 순위표가 세는 것은 바뀌지 않습니다.',
    cohorts: '그룹',
    cohortsTitle: '%{id}의 그룹',
    cohortsBody: '같은 단계의 플레이어를 이 크기의 그룹으로 나눕니다. 아직 그룹이 없는 시즌부터 적용됩니다.',
    cohortsPreviewed: '%{time} 시즌부터. 이번 시즌의 %{players}명이면 그룹 %{cohorts}개, 최대 %{coins}코인입니다.',
    cohortsWrong: '크기는 2에서 200, 단계는 1에서 20까지, 승급과 강등의 합은 크기 이하, 코인은 백만 이하입니다.',
    cohortTerms: {
      enabled: '플레이어를 그룹으로 나누기',
      size: '그룹 인원',
      tiers: '단계 수',
      promoted: '승급 인원',
      demoted: '강등 인원',
      promotedCoins: '승급 코인',
      stayedCoins: '유지 코인',
    },
    inputs: {
      id: 'ID',
      period: '시즌',
      games: '게임 (쉼표로 구분)',
      position: '목록에서의 위치',
      enabled: '플레이어에게 표시',
    },
  },
} as const

/** 리소스와 필드의 이름. */
export const koBoardResources = {
  boards: {
    name: '순위표',
    empty: '순위표가 없습니다.',
    fields: {
      id: '순위표',
      period: '시즌',
      games: '게임',
      counts: '기준',
      players: '플레이어',
      startsAt: '시작',
      endsAt: '종료',
      enabled: '표시',
    },
  },
  'board-rows': {
    name: '순위',
    fields: { rank: '순위', nickname: '플레이어', score: '코인' },
  },
  'board-removals': {
    name: '제외된 플레이어',
    fields: { nickname: '플레이어', reason: '이유', removedBy: '담당자', removedAt: '시각' },
  },
} as const
