import { NOTIFICATION_TYPES, type NotificationType } from '@casino-club/shared'
import type { Category } from './channel.ts'

export interface Words {
  readonly title: string
  readonly body: string
}

/** A message in both languages of the club. */
export interface Text {
  readonly ko: Words
  readonly en: Words
}

/** What a title and a body may have before the marks of advertising: they travel with a NOTIFY, which holds 8,000 bytes. */
export const MOST_TITLE = 120
export const MOST_BODY = 500

/** By law (정보통신망법 §50) an advertisement says that it is one, who sent it and how to end it. Written here, never by authors. */
const MARKS = {
  ko: { title: '(광고) ', body: '\n[카지노 클럽] 무료 수신거부: 내 정보 > 알림 설정' },
  en: { title: '(Ad) ', body: '\n[Casino Club] Opt out free of charge: Profile > Notification settings' },
} as const

const marked = ({ title, body }: Words, marks: (typeof MARKS)['ko' | 'en']): Words => ({
  title: title.startsWith(marks.title) ? title : `${marks.title}${title}`,
  body: body.endsWith(marks.body) ? body : `${body}${marks.body}`,
})

/** What nobody can read takes six bytes each on its way; lines of a body stay. */
const readable = ({ title, body }: Words): Words => ({
  title: title.replace(/\p{Cc}/gu, ' '),
  body: body.replace(/[^\P{Cc}\n]/gu, ' '),
})

/** The text as its player gets it. Throws where it is empty or too long: that is its author's to mend before anybody gets it. */
export function wordMessage(written: Text, category: Category): Text {
  const text = { ko: readable(written.ko), en: readable(written.en) }
  for (const { title, body } of [text.ko, text.en]) {
    const whole = title.trim() !== '' && body.trim() !== '' && title.length <= MOST_TITLE && body.length <= MOST_BODY
    if (!whole) throw new RangeError('a notification has a title of 120 and a body of 500 characters at most, and both')
  }
  if (category !== 'advertising') return text
  return { ko: marked(text.ko, MARKS.ko), en: marked(text.en, MARKS.en) }
}

const ABOUT: Readonly<Record<string, NotificationType>> = {
  expiry: 'vaults',
  attendance: 'vaults',
  ticket: 'vaults',
  vault: 'vaults',
  friend: 'friends',
  follow: 'friends',
  purchase: 'shop',
  refund: 'shop',
}
const OTHERWISE = { transactional: 'account', game: 'game', advertising: 'news' } as const

/** What a template is about, by the word it begins with (`EXPIRY_D2`: vaults); else by its category. */
export function typeOf(template: string, category: Category): NotificationType {
  const [word = ''] = template.toLowerCase().split(/[^a-z]/)
  return NOTIFICATION_TYPES.find((type) => type === word) ?? ABOUT[word] ?? OTHERWISE[category]
}
