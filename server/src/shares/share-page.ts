import type { Locale } from '@casino-club/shared'
import { SHARE_WORDS } from './share-words.ts'
import type { SharedBody } from './shares.store.ts'

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (letter) => ESCAPED[letter] ?? '')

export interface SharePage {
  readonly locale: Locale
  readonly nickname: string
  readonly body: SharedBody
  /** Where the page itself is, whole; for previews. */
  readonly url: string
}

/** What previews show beside the words: the club's own picture, the same for every link. */
const PICTURE = { path: '/share.png', type: 'image/png', width: 1_200, height: 630 } as const
const LOCALES: Readonly<Record<Locale, string>> = { en: 'en_US', ko: 'ko_KR' }

/** The page behind a link: no script, nothing of the player but his nickname and what he shares. */
export function sharePage({ locale, nickname, body, url }: SharePage): string {
  const words = SHARE_WORDS[locale]
  const title = escapeHtml(body.kind === 'rank' ? words.rank(nickname, body) : words.prize(nickname, body))
  const lead = escapeHtml(words.lead)
  const picture = escapeHtml(new URL(PICTURE.path, url).href)
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<meta name="description" content="${lead}">
<meta property="og:type" content="website">
<meta property="og:site_name" content="Casino Club">
<meta property="og:title" content="${title}">
<meta property="og:description" content="${lead}">
<meta property="og:url" content="${escapeHtml(url)}">
<meta property="og:locale" content="${LOCALES[locale]}">
<meta property="og:image" content="${picture}">
<meta property="og:image:type" content="${PICTURE.type}">
<meta property="og:image:width" content="${PICTURE.width}">
<meta property="og:image:height" content="${PICTURE.height}">
<meta property="og:image:alt" content="Casino Club">
<meta name="twitter:card" content="summary_large_image">
<style>body{margin:0;min-height:100vh;display:grid;place-items:center;background:#0d0b14;color:#f6efe0;font-family:system-ui,sans-serif}
main{max-width:32rem;padding:2rem;text-align:center}h1{color:#f2cf80}a{color:#f2cf80}</style>
</head>
<body><main><h1>${title}</h1><p>${lead}</p><p><a href="/">${escapeHtml(words.open)}</a></p></main></body>
</html>
`
}
