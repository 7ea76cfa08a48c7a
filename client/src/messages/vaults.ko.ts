import type { vaultsEn } from './vaults.en.ts'

/** 금고에 관한 문장. */
export const vaultsKo: {
  readonly [K in keyof typeof vaultsEn]: (typeof vaultsEn)[K] extends string ? string : { other: string }
} = {
  'vaults.title': '내 금고',
  'vaults.lead': '회원님을 기다리는 코인입니다. 기한 안에 수령하지 않으면 사라집니다.',
  'vaults.failed': '금고를 불러오지 못했습니다.',
  'vaults.type.GOLD': '골드 금고',
  'vaults.type.PLATINUM': '플래티넘 금고',
  'vaults.type.DIAMOND': '다이아 금고',
  'vaults.status.LOCKED': '잠김',
  'vaults.status.UNLOCKED': '해금됨',
  'vaults.status.CLAIMED': '수령 완료',
  'vaults.status.EXPIRED': '만료됨',
  'vaults.coins': { other: '{count} 코인' },
  'vaults.by.first_deposit': '첫 충전 시 해금',
  'vaults.by.attendance_days': { other: '출석 {count}일 시 해금' },
  'vaults.by.deposited_total': { other: '누적 충전 {count}원 시 해금' },
  'vaults.progress': '{needed} 중 {current}',
  'vaults.left': '남은 시간',
  'vaults.until': '{when}까지',
  'vaults.claim': '수령',
  'vaults.claimOf': '{vault} 수령',
  'vaults.claiming': '수령하는 중…',
  'vaults.claimed': { other: '금고에서 {count} 코인을 받았습니다.' },
}
