import type { Worded } from './app-messages.ts'
import type { enStreaks } from './en-streaks.ts'

/** Sentences about the terms of streaks, in Korean. */
export const koStreaks: Worded<typeof enStreaks> = {
  streaks: {
    title: '출석',
    terms: '연속 출석 보상',
    live: '버전 %{version}이(가) 적용 중입니다.',
    drafted: '버전 %{version}은(는) 초안입니다.',
    draft: '초안',
    numbers: {
      graceHours: '자정 이후 어제 보상을 받을 수 있는 시간',
      mostShields: '방패로 지킬 수 있는 최대 연속 결석 일수',
      zoneDays: '시간대 변경 간 최소 일수',
    },
    day: '%{day}일차',
    coins: '코인',
    gems: '젬',
    addDay: '하루 추가',
    removeDay: '마지막 날 삭제',
    wrong: '빠진 값이 있거나, 정수가 아니거나, 너무 큽니다.',
    preview: '영향 미리 보기',
    previewed:
      '플레이어 %{players}명의 다음 출석 보상은 모두 %{coinsAfter}코인, %{gemsAfter}젬이 됩니다. 지금은 %{coinsBefore}코인, %{gemsBefore}젬입니다. 줄어드는 플레이어: %{less}명.',
    keep: '초안 저장',
    publish: '게시',
    publishTitle: '버전 %{version}을(를) 적용할까요?',
    publishBody: '다음 출석부터 적용되며, 다른 보상이 안내된 플레이어에게도 적용됩니다. 이미 받은 출석은 그대로입니다.',
    versions: '버전',
    columns: {
      version: '버전',
      since: '적용 시작',
      days: '일차별 코인 + 젬',
      grace: '유예 시간',
      shields: '최대 방패',
      zone: '시간대 일수',
    },
  },
}
