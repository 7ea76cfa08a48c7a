import type { KeyObject } from 'node:crypto'
import { type Locale, refuse } from '@casino-club/shared'
import { localeOf } from '../../identity/index.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Page } from '../../platform/http/page.ts'
import type { Log } from '../../platform/log.ts'
import type { Pool } from '../../platform/postgres/pool.ts'
import { escapeHtml } from '../templates/fill.ts'
import { insertOptout } from './email.store.ts'
import { LAYOUT_WORDS } from './layout-words.ts'
import { type Optional, readUnsubscribing } from './unsubscribe-token.ts'

export interface UnsubscribeDependencies {
  readonly pool: Pool
  readonly clock: Clock
  readonly log: Log
  /** Every key that such links were ever signed by, as far as it is known. */
  readonly unsubscribeKeys: readonly KeyObject[]
}

const PATH = '/unsubscribe/:token'
const NOT_OURS = refuse('LINK_INVALID', 'this link is not ours')

/**
 * What the link at a letter's end leads to. Opening it changes nothing, for scanners open every link; the button does, and
 * so does a mail program's own (RFC 8058), at once and without a log-in.
 */
export function unsubscribePages(deps: UnsubscribeDependencies): Page[] {
  const read = (token: unknown) =>
    typeof token === 'string' ? readUnsubscribing(token, deps.unsubscribeKeys) : undefined
  return [
    {
      path: PATH,
      async render({ params, acceptLanguage }) {
        const asked = read(params.token)
        return asked ? askPage(localeOf(acceptLanguage), asked.category) : NOT_OURS
      },
    },
    {
      path: PATH,
      method: 'post',
      async render({ params, acceptLanguage }) {
        const asked = read(params.token)
        if (asked === undefined) return NOT_OURS
        const known = await insertOptout(deps.pool, asked, deps.clock.nowMs())
        if (known) deps.log.info({ userId: asked.userId, category: asked.category }, 'a player has unsubscribed')
        return donePage(localeOf(acceptLanguage))
      },
    },
  ]
}

function askPage(locale: Locale, category: Optional): string {
  const words = LAYOUT_WORDS[locale]
  const ask = escapeHtml(words.ask(words.category[category]))
  return page(
    locale,
    `<h1>${ask}</h1><form method="post"><button type="submit">${escapeHtml(words.confirm)}</button></form>`,
  )
}

function donePage(locale: Locale): string {
  const words = LAYOUT_WORDS[locale]
  return page(locale, `<h1>${escapeHtml(words.done)}</h1><p>${escapeHtml(words.back)}</p>`)
}

const page = (locale: Locale, content: string): string => `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(LAYOUT_WORDS[locale].unsubscribe)}</title>
<style>body{margin:0;min-height:100vh;display:grid;place-items:center;background:#0d0b14;color:#f6efe0;font-family:system-ui,sans-serif}
main{max-width:32rem;padding:2rem;text-align:center}h1{font-size:1.4rem;line-height:1.5;color:#f2cf80}
button{font:inherit;padding:.8rem 1.6rem;border:0;border-radius:.6rem;background:#f2cf80;color:#0d0b14;cursor:pointer}</style>
</head>
<body><main>${content}</main></body>
</html>
`
