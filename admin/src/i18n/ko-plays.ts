import type { Worded } from './app-messages.ts'
import type { enPlays } from './en-plays.ts'

export const koPlays: Worded<typeof enPlays> = {
  player: '회원 번호, 닉네임 또는 아이디',
  minBet: '최소 베팅',
  minWin: '최소 당첨',
  version: '확률표 버전',
  from: '시작일 (%{zone})',
  to: '종료일 (%{zone})',
  winsOnly: '당첨만',
  empty: '조건에 맞는 게임이 없습니다.',
  shownAll: '게임 %{count}건, 더 없습니다.',
  shownMore: '게임 %{count}건, 더 있을 수 있습니다.',
  searchedTo: '%{time}까지 찾았습니다.',
  first: '첫 페이지',
  next: '다음 페이지',
  title: '게임 %{id}',
  summary: '게임',
  outcome: '기록된 결과',
  verification: '검증',
  verifyHelp: '서버가 시드로 게임을 다시 계산하여 기록과 비교합니다.',
  verify: '검증하기',
  verified: '기록이 시드의 결과와 정확히 같습니다.',
  differs: '기록이 시드의 결과와 다릅니다. 다른 항목: %{fields}',
  computed: '계산 결과',
  secret: '플레이어가 교체할 때까지 비밀입니다',
  nonce: '논스',
}
