/** 친구 초대에 관한 문장. */
export const koFriends = {
  friends: {
    editTerms: '초대 조건',
    termsTitle: '초대 보상 조건',
    termsBody: '지금부터의 가입에 적용됩니다. 이미 있는 초대는 약속한 조건을 유지합니다.',
    save: '저장',
    saved: '저장했습니다',
    decided: '결정했습니다',
    wrong: '정수만 입력하세요. 코인은 백만 이하, 플레이 일수는 기간 이하여야 합니다.',
    preview: '새 초대 한 건에 최대 %{both}코인, 허용된 전체에 최대 %{most}코인이 듭니다.',
    previewOff: '새 초대에는 보상이 없습니다.',
    terms: {
      enabled: '새 초대에 보상 지급',
      provenEmail: '친구의 이메일 인증 필요',
      inviterCoins: '초대한 사람의 코인',
      friendCoins: '친구의 코인',
      activeDays: '친구가 플레이해야 하는 일수',
      withinDays: '기간(일)',
      minInviterAgeDays: '초대 계정의 최소 나이(일)',
      perDay: '플레이어별 하루 보상 초대 수',
      inAll: '플레이어별 전체 보상 초대 수',
      global: '전체 보상 초대 수',
    },
    states: {
      WAITING: '진행 중',
      REVIEW: '확인 필요',
      EARNED: '달성',
      REJECTED: '거절',
      MISSED: '기간 만료',
      UNPAID: '보상 없음',
      TAKEN_BACK: '회수',
    },
    decide: { approve: '인정', reject: '거절', takeBack: '회수' },
    decideBody: {
      approve: '양쪽 모두 보상을 받을 수 있습니다.',
      reject: '양쪽 모두 보상을 받지 못합니다.',
      takeBack: '정지된 계정이 받은 보상 중 남은 만큼 회수합니다. 정지되지 않은 쪽은 그대로입니다.',
    },
  },
} as const

/** 리소스와 필드의 이름. */
export const koFriendResources = {
  friends: {
    name: '친구 초대',
    empty: '초대가 없습니다.',
    fields: {
      inviter: '초대한 사람',
      friend: '친구',
      invitedAt: '시각',
      state: '상태',
      signals: '확인 이유',
      inviterCoins: '초대 코인',
      friendCoins: '친구 코인',
    },
  },
} as const
