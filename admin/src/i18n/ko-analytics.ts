import type { Worded } from './app-messages.ts'
import type { enAnalytics } from './en-analytics.ts'

/** 클럽 지표 문장. */
export const koAnalytics: Worded<typeof enAnalytics> = {
  analytics: {
    title: '지표',
    lead: '날짜는 %{zone} 기준입니다. 지표는 매시간 다시 집계되며, 끝나지 않은 날의 수치는 바뀔 수 있습니다.',
    reports: { retention: '리텐션', spend: '지출', funnel: '퍼널', activity: '활동', features: '기능' },
    from: '시작일',
    until: '종료일',
    by: '단위',
    periods: { day: '일', week: '주', month: '월' },
    segment: '세그먼트',
    rank: '등급',
    variant: '실험군',
    variantHint: 'experiment:variant',
    segmentHint: 'dimension:SEGMENT',
    everybody: '전체 회원',
    all: '전체',
    notHere: '이 보고서에는 적용되지 않음',
    wrong:
      '조회할 수 없는 조건입니다. 기간은 시작일이 종료일보다 앞서고 최대 750일이어야 하며, 실험군은 experiment:variant 형식으로 입력하세요.',
    empty: '이 조건으로 집계된 내용이 없습니다. 기간을 늘리거나 필터를 줄여 보세요.',
    readAt: '%{at} 조회, %{zone} 기준',
    how: '어떻게 집계하나요?',
    statement: '이 결과를 만든 SQL',
    defined: {
      retention:
        '코호트는 같은 날(주, 월)에 가입한 회원 전체입니다. n일차는 가입 후 n번째 날(현지 기준)에 활동한 회원의 비율이며, 그날까지가 아니라 바로 그날의 활동입니다. 활동은 회원이 직접 일으킨 이벤트나 앱이 알린 행동입니다. “–”는 아직 끝나지 않은 날입니다. 주와 월은 비율이 아니라 회원 수를 더하며, 해당 날이 끝난 코호트만 포함합니다. 평균은 그 날짜가 있는 코호트를 전체 회원 수로 가중합니다.',
      spend:
        '환불을 뺀 원화 금액이며, 환불은 환불된 날에 반영됩니다. ARPDAU는 순매출을 일별 활동 회원 수의 합으로 나눈 값이고, ARPPU는 환불 전 결제액을 결제 회원 수로 나눈 값입니다. 한 주에 이틀 결제한 회원은 두 번 셉니다. 주는 월요일에 시작하며, 처음과 마지막 구간은 조회 기간에 든 날만 포함합니다.',
      funnel:
        '기간 안에 가입한 회원 전체가 대상입니다. 각 단계는 바로 앞 단계의 회원 가운데 플레이한 회원, 가입 후 7일 중 하루라도 활동한 회원, 결제한 회원, 다시 결제한 회원입니다.',
      activity:
        'DAU는 그날 활동한 회원, WAU와 MAU는 그날까지 7일과 30일 안에 활동한 회원이며 하루가 끝난 뒤 집계합니다. 고착도는 DAU를 MAU로 나눈 값입니다.',
      features:
        '기간 안에 게임을 플레이하거나 행동이 기록된 횟수이며, 많이 쓴 순서입니다. “하루 최다 회원”은 하루 중 가장 많았던 회원 수이고, 게임은 알 수 없습니다. 최대 500행입니다.',
    },
    retention: {
      table: '코호트별 재방문 비율',
      cohort: '코호트',
      players: '회원',
      age: '%{age}일차',
      mean: '전체 코호트 평균',
      chart: '평균 리텐션',
      summary: '회원 %{players}명의 가입 후 날짜별 평균 리텐션: %{shares}.',
      spent: '해당 날까지 회원당 순매출(원)',
    },
    spend: {
      chart: '순매출 합계 %{net}원, 일별 결제 회원 합계 %{payers}명.',
      arpdauChart: '활동 회원당 하루 순매출(ARPDAU)',
      period: '시작',
      netWon: '순매출',
      arpdau: 'ARPDAU',
      arppu: 'ARPPU',
      spentWon: '결제액',
      refundedWon: '환불액',
      payers: '결제 회원',
      purchases: '구매',
      spentGems: '사용한 젬',
      activeDays: '일별 활동 회원 합계',
      registered: '가입',
      plays: '플레이',
      playMinutes: '플레이 시간(분)',
    },
    funnel: {
      chart: '가입 회원 %{registered}명 가운데 %{last}명이 다시 결제했습니다.',
      step: '단계',
      players: '회원',
      share: '전체 대비',
      ofBefore: '앞 단계 대비',
      steps: {
        registered: '가입',
        played: '플레이',
        returned: '일주일 안에 재방문',
        paid: '결제',
        paidAgain: '재결제',
      },
    },
    activity: {
      chart: '일별 활동 회원, %{day}: %{active}명.',
      stickinessChart: '고착도',
      day: '날짜',
      active: 'DAU',
      active7: 'WAU',
      active30: 'MAU',
      stickiness: '고착도',
      registered: '가입',
      visitors: '방문자',
      plays: '플레이',
      playMinutes: '플레이 시간(분)',
      actions: '행동',
    },
    features: {
      kind: '종류',
      feature: '기능',
      uses: '사용 횟수',
      players: '하루 최다 회원',
      days: '사용된 날',
      kinds: { game: '게임', action: '행동' },
    },
  },
}
