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
}
