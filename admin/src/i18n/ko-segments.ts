import type { Worded } from './app-messages.ts'
import type { enSegmentResources, enSegments } from './en-segments.ts'

export const koSegments: Worded<typeof enSegments> = {
  segments: {
    title: '세그먼트',
    aimedAt: '대상 세그먼트',
    aimedAtAny: '모든 대상',
    onlyFor: '%{segments} 전용',
    lead: '차원마다 모든 회원을 나눕니다. 처음 맞는 규칙이 결정하며, 매일 02:00 UTC에 다시 정합니다.',
    protects: '보호용이며 타기팅에 쓰지 않습니다',
    rules: '규칙',
    rulesLead:
      '작성 예: spent90 >= 500000 or (vipLevel >= 1 and not daysSincePurchase is unknown). 날짜는 클럽 기준, 금액은 원입니다. 사실: %{facts}.',
    dimension: '차원',
    newDimension: '새 차원 …',
    dimensionHelp: '소문자, 숫자, 하이픈',
    fields: { segment: '세그먼트', en: '영어', ko: '한국어', when: '조건' },
    everybodyElse: '나머지 모두',
    addRule: '규칙 추가',
    removeRule: '삭제',
    wrong: '읽을 수 없는 곳이 있습니다. 규칙마다 대문자 키, 이름 두 개, 조건이 필요하고 키는 한 번만 씁니다.',
    try: '누가 옮겨지나요?',
    keep: '초안 저장',
    approve: '승인',
    approveTitle: '%{dimension} 규칙을 승인할까요?',
    approveBody:
      '그날의 실행부터 다른 버전의 적용일이 올 때까지 적용됩니다. 적용일이 같으면 새 버전이 적용됩니다. 승인된 버전은 바뀌지 않습니다.',
    effectiveOn: '적용일',
    drafted: '버전 %{version}: %{by}의 초안',
    approved: '버전 %{version}: %{by} 승인, %{day}부터 (%{reason})',
    inForce: '현재 세그먼트의 기준',
    comesNext: '다음 실행(%{day})에 적용',
    theClub: '클럽',
    looked: '%{day} 기준 회원 %{players}명을 살폈으며 바뀐 것은 없습니다.',
    warnings: {
      NOBODY: '%{segment}: 맞는 회원이 없습니다.',
      EVERYBODY: '%{segment}: 모두 맞으므로 뒤의 규칙은 쓰이지 않습니다.',
      ALL_TAKEN_BEFORE: '%{segment}: 맞는 회원이 모두 앞 규칙에 속합니다.',
    },
    model: '예상 지출',
    modelLead:
      '84일 동안의 예상 지출: 지난 1년의 지출 속도에, 비슷한 시기와 횟수로 결제한 회원들이 실제로 이어간 비율을 곱합니다.',
    payers: '%{day} 기준 1년 내 결제 회원 %{payers}명.',
    heldOut:
      '이전 정보로 최근 84일을 맞춰 보면: 회원 %{players}명, 1인당 오차 %{error}원 (그대로 이어진다고 볼 때 %{baseline}원). 예상 %{expected}원, 실제 %{actual}원.',
    noHeldOut: '오차는 아직 알 수 없습니다. 기간이 짧습니다.',
    noModel: '아직 없습니다. 첫 실행 때 만들어집니다.',
    playerId: '회원 번호',
    why: '왜 여기에 있나요?',
    whyHe: '%{name} 회원이 속한 이유',
    none: '없음',
    since: '%{since}부터',
    setBy: '%{by}이(가) %{until}까지 지정 (%{why}). 규칙으로는: %{rules}',
    facts: '%{day} 기준 알려진 사실',
    noFacts: '아직 알려진 것이 없습니다. 마지막 실행 이후에 가입했습니다.',
    causes: { rules: '규칙 버전 %{version}', override: '직접 지정', override_end: '규칙으로 복귀' },
    set: '직접 지정',
    end: '끝내기',
    setTitle: '%{dimension}을(를) 직접 지정할까요?',
    setBody: '바로 적용되며 끝날 때까지 유지됩니다.',
    endTitle: '%{dimension} 지정을 끝낼까요?',
    endBody: '바로 규칙이 다시 결정합니다.',
    segment: '세그먼트',
    days: '일수',
  },
}

export const koSegmentResources: Worded<typeof enSegmentResources> = {
  segments: {
    name: '세그먼트',
    empty: '아직 규칙이 없습니다.',
    fields: {
      id: '세그먼트',
      name: '이름',
      players: '회원',
      overridden: '직접 지정',
      entered: '오늘 들어옴',
      left: '오늘 나감',
      share: '비율',
      targetable: '용도',
    },
  },
}
