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
    },
  },
  'board-rows': {
    name: '순위',
    fields: { rank: '순위', nickname: '플레이어', score: '코인' },
  },
} as const
