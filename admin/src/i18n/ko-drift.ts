import type { Worded } from './app-messages.ts'
import type { enDrift } from './en-drift.ts'

export const koDrift: Worded<typeof enDrift> = {
  system: '시스템',
  stopped:
    '%{game} 게임이 닫혔습니다. 이탈 감시가 %{time}에 버전 %{version}을(를) 중지했습니다: “%{kind}”의 추첨이 표의 확률과 다릅니다. 새 버전을 게시하면 다시 열립니다.',
  look: '확률표 보기',
  noSlot: '게시된 슬롯 확률표가 없어 아무도 스핀할 수 없습니다.',
  figures:
    '“%{kind}”, 추첨 %{draws}회: 카이제곱 %{chiSquare} (자유도 %{degrees}), p = %{pValue}, 기준값 %{threshold} 미만.',
  noDraws: '아직 아무도 이 버전으로 플레이하지 않았습니다.',
  calm: '지금까지의 모든 점검이 정확한 확률과 맞습니다.',
  rate: '정상인 표가 잘못 중지될 확률은 표의 전체 수명 동안 베팅 방법마다 최대 %{rate}입니다.',
  counted: '실제 횟수와 기대 횟수',
  countedHelp:
    '추첨 %{draws}회. 띠는 정상인 표에서 한 결과가 나올 횟수의 99.9%를 담습니다. 결과가 많으면 우연히 벗어나는 것도 있습니다.',
  summary: '결과 %{total}개 중 %{beyond}개가 띠를 벗어남',
  count: '실제',
  expected: '기대',
  interval: '99.9% 구간',
  errors: '편차 (표준오차)',
  cannotBe: '나올 수 없는 결과',
  looks: '이탈 감시의 점검',
  looksHelp: '추첨 1,000회 뒤, 그리고 두 배가 될 때마다 점검합니다. p값이 점선 기준값보다 작으면 표를 중지합니다.',
  looksSummary: '추첨 %{draws}회까지 점검 %{looks}번',
  noLooks: '첫 점검은 추첨 1,000회 뒤에 합니다.',
  alarm: '경보',
  fine: '정상',
  column: {
    look: '점검',
    draws: '추첨',
    chiSquare: '카이제곱',
    degrees: '자유도',
    pValue: 'p값',
    threshold: '기준값',
    checkedAt: '점검 시각',
    state: '상태',
  },
}
