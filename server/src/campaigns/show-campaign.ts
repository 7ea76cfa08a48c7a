import type { CampaignMessage, CampaignPreview } from '@casino-club/shared'
import { letterHtml } from '../notify/email/index.ts'
import { wordMessage } from '../notify/index.ts'

/** A campaign's message as each channel shows it, with what the law adds. The link to unsubscribe is a place-holder. */
export function showCampaign(message: CampaignMessage, publicUrl: string): CampaignPreview {
  const { channels, content, variants, category, path } = message
  const shown = (language: 'ko' | 'en') =>
    channels.map((channel) => {
      const { title, body } = wordMessage(variants[channel] ?? content, category)[language]
      if (channel !== 'email') return { channel, title, body, html: null }
      const link = path === null ? null : `${publicUrl}${path}`
      const parts = { language, title, body, html: null, link, unsubscribe: `${publicUrl}/unsubscribe/sample` }
      return { channel, title, body, html: letterHtml(parts) }
    })
  return { ko: shown('ko'), en: shown('en') }
}
