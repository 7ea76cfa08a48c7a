/** 저장한 보고서 문장. */
export const koSavedReports = {
  savedReports: {
    new: '보고서 저장',
    editTitle: '보고서 “%{name}”',
    name: '이름',
    description: '설명',
    report: '지표',
    shareIt: '지표를 볼 수 있는 모두에게 공유',
    moves: '항상 최근 기간',
    lastDays: '일수 (오늘 포함)',
    save: '저장',
    saved: '“%{name}” 이름으로 저장했습니다',
    edit: '수정',
    delete: '삭제',
    deleted: '“%{name}”을(를) 삭제했습니다',
    deleteTitle: '“%{name}”을(를) 삭제할까요?',
    deleteBody: '지표는 그대로이며, 이 보고서를 보던 모두에게서 질문만 사라집니다.',
    search: '이름 또는 설명',
    allReports: '모든 지표',
    all: '공유 및 내 보고서',
    shared: '공유',
    own: '내 보고서',
    lastOf: '최근 %{days}일',
    made: '%{madeBy} 작성, %{changedAt} %{changedBy} 수정',
    now: '현재 결과',
    again: '다시 실행',
    open: '차트로 보기',
    saveThis: '이 보고서 저장',
    toAll: '저장한 보고서',
  },
} as const

/** 리소스와 필드의 이름. */
export const koSavedReportResources = {
  'saved-reports': {
    name: '저장한 보고서',
    empty: '저장한 보고서가 없습니다.',
    fields: {
      name: '이름',
      description: '설명',
      report: '지표',
      period: '기간',
      filters: '대상·단위',
      shared: '구분',
      madeBy: '작성자',
      changedAt: '수정',
      q: '검색',
      whose: '구분',
    },
  },
} as const

/** 지표에 관한 감사 로그 문장. */
export const koFigureActs = {
  alerts: { export: '알림 내보내기' },
  analytics: { export: '지표 내보내기' },
  'saved-reports': {
    create: '보고서 저장',
    update: '저장한 보고서 수정',
    delete: '저장한 보고서 삭제',
    export: '저장한 보고서 내보내기',
  },
} as const
