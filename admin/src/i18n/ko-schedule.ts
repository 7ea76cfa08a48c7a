import type { Worded } from './app-messages.ts'
import type { enSchedule } from './en-schedule.ts'

export const koSchedule: Worded<typeof enSchedule> = {
  retire: '게시 중단',
  retireTitle: '%{game} 버전 %{version}의 게시를 중단할까요?',
  retireBody: '%{game} 게임이 모두에게 즉시 닫히며, 다른 버전을 게시할 때까지 열리지 않습니다.',
  retireConfirm: '게임 닫기',
  retired: '%{game} 버전 %{version}의 게시를 중단했습니다. 게임이 닫혔습니다',
  plan: '예약',
  planTitle: '%{game} 버전 %{version} 예약',
  planBody:
    '지금 한 번, 게시할 때 다시 검사합니다. 종료 시각이 되면 이전에 게시 중이던 버전이 새 버전으로 돌아오고, 없었다면 게임이 닫힙니다.',
  planConfirm: '예약하기',
  planned: '%{time}에 게시하도록 예약했습니다',
  from: '게시 시각 (%{zone})',
  to: '종료 시각 (%{zone}), 선택',
  plans: '예약',
  noEnd: '계속 유지',
  cancel: '예약 취소',
  cancelTitle: '이 예약을 취소할까요?',
  cancelBody: '초안은 그대로 남습니다.',
  cancelEndBody: '버전은 계속 게시되고 종료만 취소됩니다.',
  cancelConfirm: '예약 취소',
  cancelled: '예약을 취소했습니다',
  column: { publishAt: '게시 시각', retireAt: '종료 시각', status: '상태', reason: '사유', createdBy: '예약한 관리자' },
  status: {
    waiting: '대기 중',
    in_force: '게시 중',
    done: '완료',
    refused: '거부됨',
    overtaken: '다른 버전으로 대체됨',
    cancelled: '취소됨',
  },
}
