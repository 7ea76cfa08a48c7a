import { refuse, type TemplateBody, type TemplateText } from '@casino-club/shared'
import { MOST_BODY, MOST_TITLE } from '../wording.ts'
import { hasStrayBraces, variablesIn } from './fill.ts'
import { samplesOf, wordMessage } from './words.ts'

/** What a mail program throws away or runs: neither belongs into a letter. */
const FORBIDDEN_HTML =
  /<\s*\/?\s*(script|iframe|object|embed|form|link|meta|base|style|svg)\b|\son[a-z]+\s*=|javascript\s*:/i
const TAG = /<(?:"[^"]*"|'[^']*'|[^'">])*>/g
const QUOTED = /"[^"]*"|'[^']*'/g
/** A variable is text: as the name of a tag or an attribute no escaping would hold it. */
const isBareInTag = (html: string): boolean =>
  [...html.matchAll(TAG)].some(([tag]) => tag.replace(QUOTED, '').includes('{{'))

const textsOf = ({ title, body, html }: TemplateText): string[] => (html === null ? [title, body] : [title, body, html])

/**
 * What is wrong with a template, one sentence each: a variable that nobody declared, one that is declared and that a
 * language never names, braces that are no variable, HTML that does not belong into a letter.
 */
export function issuesOf({ variables, texts, category, channels }: TemplateBody): string[] {
  const declared = variables.map(({ name }) => name)
  const issues = Object.entries(texts).flatMap(([language, text]) => {
    const named = new Set(textsOf(text).flatMap(variablesIn))
    const html = text.html ?? ''
    return [
      ...[...named]
        .filter((name) => !declared.includes(name))
        .map((name) => `${language}: {{${name}}} is not declared`),
      ...declared.filter((name) => !named.has(name)).map((name) => `${language}: {{${name}}} is never named`),
      ...(textsOf(text).some(hasStrayBraces) ? [`${language}: braces that are no variable`] : []),
      ...(FORBIDDEN_HTML.test(html) ? [`${language}: HTML that does not belong into a letter`] : []),
      ...(isBareInTag(html) ? [`${language}: a variable within a tag and outside of quotes`] : []),
      ...(category === 'advertising' && /^\s*\(광고\)/.test(text.title)
        ? [`${language}: (광고) is put in front by the club itself`]
        : []),
    ]
  })
  // With a variable that is not declared it cannot be filled.
  if (issues.length === 0 && isTooLong({ variables, texts })) issues.push('with its samples it is too long')
  if (!channels.includes('email') && Object.values(texts).some(({ html }) => html !== null)) {
    return [...issues, 'HTML for a message that is no e-mail']
  }
  return issues
}

const isTooLong = (template: Pick<TemplateBody, 'variables' | 'texts'>): boolean =>
  Object.values(wordMessage(template, samplesOf(template))).some(
    ({ title, body }) => title.length > MOST_TITLE || body.length > MOST_BODY,
  )

/** Refuses a template that could not be sent as it stands. */
export function refuseTemplate(body: TemplateBody) {
  const issues = issuesOf(body)
  return issues.length === 0 ? undefined : refuse('TEMPLATE_INVALID', issues.slice(0, 5).join('; '))
}
