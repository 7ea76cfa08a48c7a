import type { TemplateBody } from '@casino-club/shared'
import { letterHtml, letterText } from '../email/letter-layout.ts'
import { wordMessage as asSent } from '../wording.ts'
import { type Language, samplesOf, wordHtml, wordMessage } from './words.ts'

/** A message with its samples, as an inbox and a mail program show it. The link to unsubscribe is a place-holder. */
export function showTemplate(template: TemplateBody, language: Language, publicUrl: string) {
  const samples = samplesOf(template)
  const { title, body } = asSent(wordMessage(template, samples), template.category)[language]
  const isOptional = template.category !== 'transactional'
  const parts = {
    language,
    title,
    body,
    html: wordHtml(template, language, samples),
    link: publicUrl,
    unsubscribe: isOptional ? `${publicUrl}/unsubscribe/sample` : null,
  }
  return { title, body, text: letterText(parts), html: letterHtml(parts) }
}
