import { type DisclosureReply, type Fraction, TABLED_GAMES, toNumberOf } from '@casino-club/shared'
import type { OddsTables, TableVersion } from '../odds-tables.service.ts'
import { type DisclosureMessages, en } from './messages.en.ts'
import { ko } from './messages.ko.ts'

export const DISCLOSURE_LANGUAGES = { en, ko } as const
export type DisclosureLanguage = keyof typeof DISCLOSURE_LANGUAGES

/** Longer fractions are left to the JSON form. */
const READABLE_DIGITS = 24

type DisclosedGames = DisclosureReply['games']

/** The odds of every game as they are in force, and every version that ever was. */
export async function discloseGames(tables: OddsTables): Promise<DisclosedGames> {
  return Promise.all(
    Object.keys(TABLED_GAMES).map(async (game) => {
      const versions = (await tables.list(game)).filter(({ odds }) => odds.status !== 'draft')
      const inForce = versions.find(({ odds }) => odds.status === 'published')
      return { game: game as never, inForce: inForce ? describe(inForce) : null, history: versions.map(dates) }
    }),
  )
}

const describe = ({ odds, table, analysis }: TableVersion) => ({
  version: odds.version,
  hash: odds.hash,
  since: (odds.publishedAt ?? odds.createdAt).toISOString(),
  table,
  analysis: analysis as never,
})

const dates = ({ odds }: TableVersion) => ({
  version: odds.version,
  hash: odds.hash,
  from: (odds.publishedAt ?? odds.createdAt).toISOString(),
  to: odds.retiredAt?.toISOString() ?? null,
})

const fill = (sentence: string, values: Readonly<Record<string, string | number>>): string =>
  sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

const named = (names: Readonly<Record<string, string>>, id: string): string =>
  Object.hasOwn(names, id) ? (names[id] ?? id) : id

function fractionText({ numerator, denominator }: Fraction, { exact }: DisclosureMessages): string {
  return numerator.length + denominator.length > READABLE_DIGITS ? exact : `${numerator}/${denominator}`
}

/** The disclosure as plain text, a line at a time. */
export function* discloseAsText(disclosure: DisclosureReply, language: DisclosureLanguage): Iterable<string> {
  const words: DisclosureMessages = DISCLOSURE_LANGUAGES[language]
  yield `${words.title}\n${words.lead}\n${fill(words.generated, { at: disclosure.generatedAt })}\n`
  for (const { game, inForce, history } of disclosure.games) {
    yield `\n## ${named(words.games, game)}\n`
    if (inForce === null) yield `${words.closed}\n`
    else yield* tableLines(inForce, words)
    yield `${words.history}\n`
    for (const { to, ...version } of history) yield `- ${fill(words.version, { ...version, to: to ?? words.now })}\n`
  }
}

type InForce = NonNullable<DisclosureReply['games'][number]['inForce']>

function* tableLines({ version, since, hash, analysis }: InForce, words: DisclosureMessages): Iterable<string> {
  yield `${fill(words.table, { version, since, hash })}\n`
  // A draw that several bets are settled by (the wheel) has no return of its own either, and pays no items.
  const paysItems = analysis.kinds.every(({ rtp }) => rtp === null)
  for (const kind of analysis.kinds) {
    const { rtpPercent: rtp, lowestRtpPercent: lowest, hitRatePercent: hit } = kind
    const name = named(words.kinds, kind.kind)
    if (rtp === null || lowest === null) yield `* ${paysItems ? fill(words.items, { kind: name }) : name}\n`
    else yield `* ${fill(words.returns, { kind: name, rtp, lowest, hit })}\n`
    for (const { outcome, percent, probability, multiplier } of kind.outcomes) {
      const values = { outcome: named(words.outcomes, outcome), percent, fraction: fractionText(probability, words) }
      yield `  - ${multiplier === null ? fill(words.outcome, values) : fill(words.pays, { ...values, multiplier })}\n`
    }
  }
  for (const [fact, value] of Object.entries(analysis.facts ?? {})) {
    const shown = typeof value === 'number' ? value : toNumberOf(value).toFixed(6)
    yield `* ${named(words.facts, fact)}: ${shown}\n`
  }
}
