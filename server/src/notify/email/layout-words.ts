/** What stands around every letter, and on the page of those who want no more of them. */
export const LAYOUT_WORDS = {
  en: {
    club: 'Casino Club',
    open: 'Open the club',
    why: 'You get this letter because you have an account with us and have proven this address.',
    unsubscribe: 'No more letters of this kind',
    category: { game: 'about your game', advertising: 'with advertisements' },
    ask: (kind: string) => `Would you like no more letters ${kind}?`,
    confirm: 'Yes, no more of these',
    done: 'Done. You will get no more letters of this kind.',
    back: 'If you want them again, switch them on in your notification settings.',
  },
  ko: {
    club: '카지노 클럽',
    open: '클럽 열기',
    why: '계정을 만들고 이 주소를 확인하셨기 때문에 보내 드리는 메일입니다.',
    unsubscribe: '이 종류의 메일 수신 거부',
    category: { game: '게임 알림', advertising: '광고' },
    ask: (kind: string) => `${kind} 메일을 더 이상 받지 않으시겠습니까?`,
    confirm: '네, 받지 않겠습니다',
    done: '처리되었습니다. 이 종류의 메일을 더 이상 보내지 않습니다.',
    back: '다시 받고 싶으시면 알림 설정에서 켜 주세요.',
  },
} as const
