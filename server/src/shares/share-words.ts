import type { Locale } from '@casino-club/shared'

interface RankWords {
  readonly board: string
  readonly period: string
  readonly rank: number
}

interface ShareWords {
  rank(nickname: string, it: RankWords): string
  prize(nickname: string, it: { readonly game: string; readonly win: number }): string
  readonly lead: string
  readonly open: string
}

const whole = (locale: Locale, value: number) => new Intl.NumberFormat(locale).format(value)
const PERIODS: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: { day: 'today', week: 'this week', all: 'of all time' },
  ko: { day: '오늘', week: '이번 주', all: '전체 기간' },
}
const GAMES: Readonly<Record<Locale, Readonly<Record<string, string>>>> = {
  en: {
    slot: 'Slot',
    roulette: 'Roulette',
    rps: 'Rock Paper Scissors',
    dice: 'Dice',
    crash: 'Crash',
    lottery: 'Lottery',
    match: 'Match',
  },
  ko: {
    slot: '슬롯',
    roulette: '룰렛',
    rps: '가위바위보',
    dice: '주사위',
    crash: '크래시',
    lottery: '복권',
    match: '대전',
  },
}
const nameOf = (locale: Locale, game: string) => GAMES[locale][game] ?? game

/** What stands on the page behind a shared link. */
export const SHARE_WORDS: Readonly<Record<Locale, ShareWords>> = {
  en: {
    rank: (nickname, { period, rank }) =>
      `${nickname} stands at rank ${whole('en', rank)} ${PERIODS.en[period] ?? ''}`.trim(),
    prize: (nickname, { game, win }) => `${nickname} won ${whole('en', win)} coins at ${nameOf('en', game)}`,
    lead: 'Casino Club: play money only, it can never be cashed out.',
    open: 'To the club',
  },
  ko: {
    rank: (nickname, { period, rank }) => `${nickname} 님의 ${PERIODS.ko[period] ?? ''} 순위: ${whole('ko', rank)}위`,
    prize: (nickname, { game, win }) =>
      `${nickname} 님이 ${nameOf('ko', game)}에서 ${whole('ko', win)}코인을 받았습니다`,
    lead: 'Casino Club: 게임 머니만 사용하며 현금으로 바꿀 수 없습니다.',
    open: '클럽으로',
  },
}
