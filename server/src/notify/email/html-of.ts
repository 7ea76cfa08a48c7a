import type { Queryable } from '../../platform/postgres/pool.ts'
import type { DeliveryOrder } from '../channel.ts'
import { findTemplate, type Spoken, wordHtml } from '../templates/index.ts'
import { findValues } from './email.store.ts'

/** The template that a message was worded by: `EXPIRY_D2` is `expiry-d2`. */
export const templateOf = (name: string): string => name.toLowerCase().replaceAll(/[_.]/g, '-')

/** A template's own HTML for one message, by the values that were kept with it; null: it has none. Throws MissingValue. */
export const htmlBy =
  (via: Queryable) =>
  async ({ template, language, notificationId }: DeliveryOrder): Promise<string | null> => {
    // What a campaign says was approved with it; no template of a like name may change it.
    if (template.startsWith('campaign.')) return null
    const found = await findTemplate(via, templateOf(template))
    if (found === undefined || found.texts[language].html === null) return null
    return wordHtml(found, language, (await findValues(via, Number(notificationId))) as Spoken)
  }
