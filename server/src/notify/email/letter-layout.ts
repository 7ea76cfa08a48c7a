import { escapeHtml } from '../templates/fill.ts'
import { LAYOUT_WORDS } from './layout-words.ts'

export interface LetterParts {
  readonly language: 'ko' | 'en'
  readonly title: string
  readonly body: string
  /** HTML of the template's own in place of the body; every value in it is escaped already. */
  readonly html?: string | null
  /** Whole addresses; null: there is none. */
  readonly link: string | null
  readonly unsubscribe: string | null
}

/** The letter as plain text. */
export function letterText({ language, body, link, unsubscribe }: LetterParts): string {
  const words = LAYOUT_WORDS[language]
  const end = unsubscribe === null ? [words.why] : [words.why, `${words.unsubscribe}: ${unsubscribe}`]
  return [body, ...(link === null ? [] : [link]), `-- \n${[words.club, ...end].join('\n')}`].join('\n\n')
}

const paragraphs = (text: string): string =>
  text
    .split(/\n{2,}/)
    .map((part) => `<p style="margin:0 0 16px">${escapeHtml(part).replaceAll('\n', '<br>')}</p>`)
    .join('\n')

const button = (link: string, words: string): string =>
  `<p style="margin:24px 0"><a href="${escapeHtml(link)}" style="display:inline-block;padding:12px 24px;border-radius:8px;` +
  `background:#7a5b12;color:#ffffff;text-decoration:none;font-weight:600">${escapeHtml(words)}</a></p>`

/** The letter as HTML: one column that fits any screen, no image, no script, nothing that is fetched from anywhere. */
export function letterHtml(parts: LetterParts): string {
  const { language, title, body, html, link, unsubscribe } = parts
  const words = LAYOUT_WORDS[language]
  const leave =
    unsubscribe === null
      ? ''
      : `<br><a href="${escapeHtml(unsubscribe)}" style="color:#6b6478">${escapeHtml(words.unsubscribe)}</a>`
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
</head>
<body style="margin:0;padding:0;background:#f4f1ea">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f4f1ea"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:12px">
<tr><td style="padding:32px 28px;font:16px/1.6 -apple-system,'Segoe UI','Apple SD Gothic Neo','Malgun Gothic',sans-serif;color:#1d1826">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.4">${escapeHtml(title)}</h1>
${html ?? paragraphs(body)}
${link === null ? '' : button(link, words.open)}
<p style="margin:32px 0 0;font-size:13px;color:#6b6478">${escapeHtml(words.club)}<br>${escapeHtml(words.why)}${leave}</p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`
}
