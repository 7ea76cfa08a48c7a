import type { Worded } from './app-messages.ts'
import type { enJobResources, enJobs } from './en-jobs.ts'

/** 예약 작업에 관한 문장. */
export const koJobs: Worded<typeof enJobs> = {
  jobs: {
    names: {
      'housekeeping-partitions': '앞으로 며칠의 파티션 준비',
      'housekeeping-forget': '더 이상 필요 없는 기록 삭제',
      'items-expiry': '기한이 지난 아이템 회수',
      'vault-expiry': '기한이 지난 금고 만료',
      'push-cleanup': '푸시 구독 정리',
      'vault-snapshot': '금고 현황 집계',
      'boards-freeze': '순위표 결과 확정',
      'boards-zones': '순위표 구간 보상 지급',
      'battlepass-end': '끝난 시즌의 남은 보상 지급',
      'battlepass-coupons': '뒤처진 플레이어에게 패스 XP 쿠폰 지급',
      'vip-daily': '전체 회원 등급 확인',
    },
    states: { waiting: '대기', running: '실행 중', done: '완료', failed: '포기됨', skipped: '건너뜀' },
    allStates: '모든 상태',
    troubles: { missed: '놓침', failed: '포기됨', slow: '지연' },
    troubleBody: {
      missed: '실행되었어야 하는데 실행되지 않았습니다. 워커가 켜져 있습니까?',
      failed: '다섯 번 시도한 뒤 포기한 실행이 있습니다. 원인을 고친 뒤 그 날짜를 실행하세요.',
      slow: '실행이 평소보다 오래 걸리고 있습니다.',
    },
    well: '정상',
    enabled: '사용',
    disabled: '사용 안 함',
    every: '놓친 날을 모두 날짜순으로',
    latest: '놓친 날 중 마지막 하루',
    within: '%{minutes}분 이내로 늦은 경우에만',
    repeatable: '같은 날을 다시 실행할 수 있음',
    yes: '예',
    no: '아니요',
    never: '없음',
    schedule: '일정',
    runs: '실행 기록',
    noRuns: '아직 실행이 없습니다.',
    timetable: '예약',
    took: '%{seconds}초',
    counts: '처리 %{worked}, 건너뜀 %{skipped}, 처리 불가 %{failed}',
    run: '지금 실행',
    runTitle: '%{name} 작업을 지금 실행할까요?',
    runBody: '포기된 날은 멈춘 곳부터 이어집니다. 작업을 사용하지 않는 동안에도 실행됩니다.',
    date: '날짜 (UTC)',
    again: '이미 끝났더라도 다시',
    ordered: '실행을 요청했습니다',
    try: '모의 실행',
    tried: '%{date} 예상 결과: %{counts}. 바뀐 것은 없습니다.',
    triedPartly: '%{date} 최소 결과: %{counts}. 시간 안에 끝까지 세지 못했습니다. 바뀐 것은 없습니다.',
    enable: '사용',
    disable: '사용 안 함',
    enableBody: '그동안 놓친 것은 작업의 정책에 따라 따라잡습니다.',
    disableBody: '더 이상 시작하지 않습니다. 진행 중인 실행은 페이지가 끝나면 멈춥니다.',
    switched: '완료했습니다',
  },
}

/** react-admin이 찾는 리소스와 필드의 이름. */
export const koJobResources: Worded<typeof enJobResources> = {
  jobs: {
    name: '예약 작업',
    empty: '작업이 없습니다.',
    fields: {
      id: '작업',
      cron: '일정 (UTC)',
      catchUp: '따라잡기',
      lastRun: '마지막 실행',
      nextRunAt: '다음 실행',
      enabled: '사용 여부',
      trouble: '상태',
      changedBy: '변경한 관리자',
    },
  },
  'job-runs': {
    name: '실행',
    fields: {
      businessDate: '날짜 (UTC)',
      state: '상태',
      startedAt: '시작',
      took: '소요',
      counts: '결과',
      requestedBy: '요청',
      error: '실패 이유',
    },
  },
}
