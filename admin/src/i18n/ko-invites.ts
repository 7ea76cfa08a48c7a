import type { Worded } from './app-messages.ts'
import type { enInvites } from './en-invites.ts'

/** 초대 코드에 관한 문장. */
export const koInvites: Worded<typeof enInvites> = {
  invites: {
    states: { open: '사용 가능', expired: '만료', 'used-up': '소진', disabled: '중지됨' },
    allStates: '모든 상태',
    search: '코드 또는 메모',
    unlimited: '무제한',
    noEnd: '기한 없음',
    new: '새 코드',
    newBody: '무작위 글자 12자로 된 코드입니다. 모두 만들어지거나 하나도 만들어지지 않습니다.',
    count: '코드 개수',
    countHelp: '1~%{most}',
    maxUses: '코드당 사용 횟수',
    maxUsesHelp: '비워 두면 무제한',
    lastDay: '마지막 날',
    lastDayHelp: '그날까지 포함; 비워 두면 기한 없음',
    note: '메모',
    noteHelp: '용도. 플레이어에게는 보이지 않습니다',
    create: '만들기',
    made: '코드 %{smart_count}개를 만들었습니다',
    terms: '조건',
    uses: '이 코드로 가입한 플레이어',
    noUses: '아직 없음',
    disable: '사용 중지',
    disableTitle: '이 코드를 중지할까요?',
    disableBody: '더 이상 이 코드로 가입할 수 없습니다. 이미 만들어진 계정은 그대로입니다.',
    disabled: '코드가 중지되었습니다',
  },
}
