import { join } from 'node:path'
import { fileTransport, type MailTransport, smtpTransport } from '../platform/mail.ts'

export interface MailSettings {
  readonly smtpUrl: string | null
  readonly mailFrom: string
  readonly dataDir: string
  readonly environment: 'development' | 'production' | 'test'
}

export const mailFolder = (dataDir: string): string => join(dataDir, 'mail')

/** Over SMTP where there is one; in development as files; else not at all: what is queued waits, and is given up after a day. */
export function openMail({ smtpUrl, mailFrom, dataDir, environment }: MailSettings): MailTransport | null {
  if (smtpUrl !== null) return smtpTransport(smtpUrl, mailFrom)
  return environment === 'development' ? fileTransport(mailFolder(dataDir), mailFrom) : null
}

/** One line for whoever starts the club. */
export function describeMail({ smtpUrl, dataDir, environment }: MailSettings): string {
  if (smtpUrl !== null) return `over SMTP at ${new URL(smtpUrl).host}`
  if (environment === 'development') return `written to ${mailFolder(dataDir)} (no SMTP_URL)`
  return 'OFF: nobody gets any, no address can be confirmed and no password reset (no SMTP_URL)'
}
