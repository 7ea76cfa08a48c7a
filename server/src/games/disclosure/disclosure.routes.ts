import { accept, disclosureReply, disclosureTextQuery } from '@casino-club/shared'
import type { Clock } from '../../platform/clock.ts'
import { type AnyRoute, route } from '../../platform/http/route.ts'
import type { OddsTables } from '../odds-tables.service.ts'
import { discloseAsText } from './disclosure.ts'
import { disclosureCache } from './disclosure-cache.ts'

async function* each(lines: Iterable<string>): AsyncIterable<string> {
  yield* lines
}

/** The odds of all games for anybody, as JSON and as text. */
export function disclosureRoutes(tables: OddsTables, clock: Clock): AnyRoute[] {
  const disclose = disclosureCache(tables)
  return [
    route({
      method: 'get',
      path: '/api/disclosure',
      summary: 'The exact odds of every game in force, and every version that ever was',
      tag: 'games',
      access: 'none',
      reply: disclosureReply,
      handle: async () => accept(await disclose(clock.nowMs())),
    }),
    route({
      method: 'get',
      path: '/api/disclosure/text',
      summary: 'The same as a text in Korean or English',
      tag: 'games',
      access: 'none',
      query: disclosureTextQuery,
      handle: async ({ query: { lang } }) => {
        const lines = each(discloseAsText(await disclose(clock.nowMs()), lang))
        return accept({ fileName: `odds-${lang}.txt`, contentType: 'text/plain', lines })
      },
    }),
  ]
}
