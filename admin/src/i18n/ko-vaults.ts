import type { Worded } from './app-messages.ts'
import type { enVaultResources, enVaults } from './en-vaults.ts'

/** 금고에 관한 문장. */
export const koVaults: Worded<typeof enVaults> = {
  vaults: {
    statuses: { LOCKED: '잠김', UNLOCKED: '해금됨', CLAIMED: '수령 완료', EXPIRED: '만료됨' },
    by: { first_deposit: '첫 충전', attendance_days: '출석 일수', deposited_total: '누적 충전액(원)' },
    byDays: '출석 %{smart_count}일',
    byWon: '누적 충전 %{amount}원',
    inForce: '적용 중',
    off: '꺼짐',
    version: '버전 %{version}',
    new: '새 금고 종류',
    edit: '변경',
    editTitle: '%{type}의 다음 버전',
    newTitle: '새 금고 종류',
    body: '지금부터 열리는 금고에 적용됩니다. 이미 열린 금고의 조건은 바뀌지 않습니다. 한 종류의 금고는 한 사람에게 하나뿐입니다.',
    type: '종류',
    typeHelp: '영문 대문자, 숫자, _',
    coins: '코인',
    unlockBy: '해금 조건',
    amount: '일수 또는 금액(원)',
    lifetime: '만료까지의 시간(시)',
    position: '표시 순서',
    enabled: '플레이어에게 지급',
    preview: '미리보기',
    previewed:
      '지금 열리면 %{time}에 만료됩니다. 아직 없는 플레이어 %{players}명이 다음 접속 때 받으며, 그중 %{unlocked}명은 바로 해금됩니다.',
    save: '적용',
    saved: '새 버전이 적용되었습니다',
    wrong: '올바르지 않은 항목이 있습니다.',
    tab: '금고',
    none: '금고가 없습니다.',
    progress: '%{needed} 중 %{current}',
  },
}

/** react-admin이 찾는 리소스와 필드의 이름. */
export const koVaultResources: Worded<typeof enVaultResources> = {
  vaults: {
    name: '금고',
    empty: '금고 종류가 없습니다.',
    fields: {
      id: '종류',
      version: '버전',
      coins: '코인',
      unlock: '해금 조건',
      lifetimeHours: '시간',
      enabled: '상태',
      open: '열린 금고',
      ended: '끝난 금고',
      createdBy: '작성',
      createdAt: '적용일',
    },
  },
  'player-vaults': {
    name: '금고',
    fields: {
      type: '종류',
      status: '상태',
      coins: '코인',
      unlock: '해금 조건',
      progress: '진행',
      openedAt: '열린 때',
      expiresAt: '만료',
      unlockedAt: '해금된 때',
      endedAt: '끝난 때',
    },
  },
}
