import { type TemplateBody, templateBodySchema, templateNameSchema } from '@casino-club/shared'
import type { TemplateRecord } from '../providers/letter-actions.ts'

/** A template as it stands in its form. */
export interface TemplateDraft {
  readonly name: string
  readonly category: TemplateBody['category']
  readonly channels: TemplateBody['channels']
  /** `name = sample`, one a line. */
  readonly variables: string
  readonly texts: Readonly<Record<'ko' | 'en', { title: string; body: string; html: string }>>
}

const EMPTY = { title: '', body: '', html: '' }
export const NEW_TEMPLATE: TemplateDraft = {
  name: '',
  category: 'game',
  channels: ['in_app'],
  variables: '',
  texts: { ko: EMPTY, en: EMPTY },
}

/** The draft of a template, or what is sent now. */
export function templateDraftOf(seen: TemplateRecord | null): TemplateDraft {
  const body = seen?.draft ?? seen?.live
  if (!seen || !body) return { ...NEW_TEMPLATE, name: seen?.id ?? '' }
  const shown = ({ title, body: text, html }: TemplateBody['texts']['ko']) => ({ title, body: text, html: html ?? '' })
  return {
    name: seen.id,
    category: body.category,
    channels: body.channels,
    variables: body.variables.map(({ name, sample }) => `${name} = ${sample}`).join('\n'),
    texts: { ko: shown(body.texts.ko), en: shown(body.texts.en) },
  }
}

/** What is sent to the server; null where the form cannot be sent yet. */
export function readTemplate({ name, category, channels, variables, texts }: TemplateDraft): TemplateBody | null {
  const read = (text: TemplateDraft['texts']['ko']) => ({ ...text, html: text.html.trim() === '' ? null : text.html })
  const parsed = templateBodySchema.safeParse({
    category,
    channels,
    variables: variables
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .map((line) => {
        const [variable = '', ...sample] = line.split('=')
        return { name: variable.trim(), sample: sample.join('=').trim() }
      }),
    texts: { ko: read(texts.ko), en: read(texts.en) },
  })
  return parsed.success && templateNameSchema.safeParse(name).success ? parsed.data : null
}
