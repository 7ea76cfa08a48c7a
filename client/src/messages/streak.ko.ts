import type { streakEn } from './streak.en.ts'

/** 연속 출석에 관한 문장. */
export const streakKo: {
  readonly [K in keyof typeof streakEn]: (typeof streakEn)[K] extends string ? string : { other: string }
} = {
  'streak.title': '출석',
  'streak.lead': '하루에 한 번 받으세요. 연속으로 출석할수록 보상이 커집니다.',
  'streak.failed': '출석 정보를 불러오지 못했습니다.',
  'streak.none': '아직 연속 출석이 없습니다',
  'streak.days': { other: '{count}일 연속 출석' },
  'streak.best': { other: '최고 기록: {count}일' },
  'streak.shields': { other: '연속 출석 방패 {count}개' },
  'streak.lost': { other: '하루를 놓쳐 {count}일 연속 출석이 끝났습니다.' },
  'streak.saves': { other: '놓친 날 {count}일: 받으면 방패 {count}개를 써서 연속 출석을 이어 갑니다.' },
  'streak.grace': '어제 출석은 {when}까지 받을 수 있습니다.',
  'streak.next': '{day}일째 보상: {reward}',
  'streak.again': '다음 출석: {when}',
  'streak.coins': { other: '코인 {count}개' },
  'streak.gems': { other: '젬 {count}개' },
  'streak.and': '{coins}, {gems}',
  'streak.collect': '출석 보상 받기',
  'streak.collecting': '받는 중…',
  'streak.done': '오늘 출석 완료',
  'streak.collected': '{day}일째: {reward}',
  'streak.calendar': '{month} 출석',
  'streak.before': '이전 달',
  'streak.after': '다음 달',
  'streak.kind.ticked': '출석',
  'streak.kind.shielded': '방패 사용',
  'streak.kind.visited': '방문',
  'streak.kind.none': '없음',
  'streak.cell': '{day}: {kind}',
}
