import type { textsEn } from './texts.en.ts'

/** What the built-in messages say, in Korean. */
export const textsKo: Readonly<Record<keyof typeof textsEn, { title: string; body: string }>> = {
  'expiry-d2': {
    title: '금고가 곧 만료됩니다',
    body: '{{vault}} 금고에 보관된 {{amount}}코인이 48시간 안에 소멸됩니다. 만료 시각은 {{endsAt}}입니다. 지금 금고를 확인하세요.',
  },
  'expiry-d0': {
    title: '금고 만료 시각 안내',
    body: '{{vault}} 금고에 보관된 {{amount}}코인이 {{endsAt}}에 소멸됩니다. 그 전에 금고를 확인하세요.',
  },
  'attendance-d2': {
    title: '출석 1일 남았습니다',
    body: '출석 1일 남았습니다. {{vault}} 금고에 {{amount}}코인이 보관되어 있으며, {{endsAt}}까지 회수할 수 있습니다.',
  },
  'ticket-zero': {
    title: '금고에 코인이 보관되어 있습니다',
    body: '티켓은 없지만 {{vault}} 금고에 {{amount}}코인이 보관되어 있습니다. 남은 출석과 만료 시각({{endsAt}})은 금고에서 확인할 수 있습니다.',
  },
  inactive: {
    title: '{{nickname}}님, 클럽은 그대로 있습니다',
    body: '{{days}}일 동안 들르지 않으셨습니다. 코인과 아이템은 그대로 보관되어 있습니다. 이런 알림을 원하지 않으시면 설정에서 언제든지 끌 수 있습니다.',
  },
  'item-expiring': {
    title: '곧 만료되는 아이템이 있습니다',
    body: '{{item}} {{quantity}}개가 {{endsAt}}에 만료됩니다.',
  },
  'coupon-expiring': {
    title: '곧 만료되는 쿠폰이 있습니다',
    body: '배틀패스 경험치 쿠폰({{xp}} XP)이 {{endsAt}}에 만료됩니다.',
  },
  'level-up': {
    title: '배틀패스 {{level}}레벨에 도달했습니다',
    body: '새 레벨의 보상을 배틀패스에서 받을 수 있습니다.',
  },
  'vip-up': {
    title: '등급이 {{tier}}(으)로 바뀌었습니다',
    body: '혜택과 유지 기간은 등급 화면에서 확인할 수 있습니다.',
  },
  'coupon-given': {
    title: '쿠폰이 도착했습니다',
    body: '배틀패스 경험치 쿠폰({{xp}} XP)이 있습니다. {{endsAt}}까지 사용할 수 있습니다.',
  },
  announcement: {
    title: '{{subject}}',
    body: '{{text}}',
  },
  'service-notice': {
    title: '{{subject}}',
    body: '{{text}}',
  },
}
