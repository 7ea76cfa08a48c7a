import type { Worded } from './app-messages.ts'
import type { enMerges } from './en-merges.ts'

export const koMerges: Worded<typeof enMerges> = {
  merges: {
    merge: '계정 병합',
    title: '다른 계정을 %{nickname} 님에게 합치기',
    body: '다른 계정의 모든 것이 이 계정으로 옮겨집니다: 잔액, 기한이 있는 아이템, 경험치, 해금된 콘텐츠, 그리고 이미 얻은 것(패스, 업적, 등급, 친구 보상)은 각각 한 번만. 다른 계정은 영구히 닫힙니다.',
    other: '다른 계정',
    otherHelp: 'ID 또는 전체 사이트 ID.',
    unknown: '그런 계정이 없습니다.',
    look: '옮겨질 내용 보기',
    sides: '두 계정의 전과 후',
    stays: '유지',
    goes: '닫힘',
    tooMuch: '한도 초과',
    until: '%{at}까지',
    forGood: '%{siteId} 계정은 영구히 닫히고 세션 %{smart_count}개가 종료됩니다. 되돌릴 수 없습니다.',
    back: '다시 고르기',
    confirm: '영구히 합치기',
    done: '%{siteId} 계정이 이 계정에 합쳐졌습니다.',
    history: '병합 기록',
    tookIn: '%{at}: 합쳐 온 계정',
    wentInto: '%{at}: 합쳐진 계정',
  },
}
