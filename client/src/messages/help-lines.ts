import type { Language } from '../text/format.ts'

/** Whom to call; by the club's policy, and worded in both languages. */
export interface HelpLine {
  readonly name: Readonly<Record<Language, string>>
  readonly phone: string | null
  readonly url: string
}

const KOREA: HelpLine = {
  name: {
    en: 'Korea Problem Gambling Agency, helpline, day and night',
    ko: '한국도박문제예방치유원 헬프라인(24시간)',
  },
  phone: '1336',
  url: 'https://www.kcgp.or.kr',
}

const BRITAIN: HelpLine = {
  name: { en: 'National Gambling Helpline (GamCare), day and night', ko: '영국 국립 도박 상담 전화(GamCare, 24시간)' },
  phone: '0808 8020 133',
  url: 'https://www.gamcare.org.uk',
}

const ANYWHERE: HelpLine = {
  name: { en: 'Gambling Therapy, online, in many languages', ko: 'Gambling Therapy(온라인, 여러 언어)' },
  phone: null,
  url: 'https://www.gamblingtherapy.org',
}

const LINES: Readonly<Record<string, readonly HelpLine[]>> = {
  KR: [KOREA, ANYWHERE],
  GB: [BRITAIN, ANYWHERE],
}

/** The help lines of a policy; those that serve anybody where it has none of its own. */
export const helpLinesOf = (policy: string): readonly HelpLine[] => LINES[policy] ?? [KOREA, BRITAIN, ANYWHERE]
