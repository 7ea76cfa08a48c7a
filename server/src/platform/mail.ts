import { mkdirSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createTransport } from 'nodemailer'

export interface Mail {
  /** Names the file where mails are only written, and the message where they are sent. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  /** The same as HTML, beside the text. */
  readonly html?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A way out for mails. `send` resolves when somebody else has taken the mail over. */
export interface MailTransport {
  send(mail: Mail): Promise<void>
  close(): void
}

/** The other side will never take this mail: to try again would not help. Any other error may pass. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
  /** It refused the recipient before it saw the mail. */
  readonly aboutRecipient: boolean
  constructor(message: string, { cause, aboutRecipient }: { cause: unknown; aboutRecipient: boolean }) {
    super(message, { cause })
    this.aboutRecipient = aboutRecipient
  }
}

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000, dnsTimeout: 10_000 }
const CONNECTIONS = 4

/** Mails over SMTP. `url` may set any of nodemailer's options as its query, for example `?socketTimeout=5000`. */
export function smtpTransport(url: string, from: string): MailTransport {
  const transport = createTransport({ ...TIMEOUTS, ...optionsOf(url), pool: true, maxConnections: CONNECTIONS, url })
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail, from))
      } catch (error) {
        if (!isRefused(error)) throw error
        const aboutRecipient = 'command' in error && error.command === 'RCPT TO'
        throw new MailRefused(`answered ${error.responseCode}`, { cause: error, aboutRecipient })
      }
    },
    close: () => transport.close(),
  }
}

/** Mails as files that a mail program can open, for machines without a mail server. */
export function fileTransport(directory: string, from: string): MailTransport {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async send(mail) {
      mkdirSync(directory, { recursive: true, mode: 0o700 })
      const { message } = await transport.sendMail(messageOf(mail, from))
      await writeFile(join(directory, `${mail.id}.eml`), message as Buffer, { mode: 0o600 })
    },
    close: () => undefined,
  }
}

const messageOf = ({ id, to, subject, text, html, headers }: Mail, from: string) => ({
  from,
  to: { name: '', address: to },
  subject,
  text,
  ...(html !== undefined && { html }),
  messageId: `<${id}@casino-club>`,
  // Out-of-office answers to a machine help nobody.
  headers: { ...headers, 'Auto-Submitted': 'auto-generated' },
  disableFileAccess: true,
  disableUrlAccess: true,
})

function optionsOf(url: string): Record<string, number> {
  const numbers = [...new URL(url).searchParams].filter(([, value]) => /^\d+$/.test(value))
  return Object.fromEntries(numbers.map(([name, value]) => [name, Number(value)]))
}

/** A 5xx about this mail or its recipient. One about the log-in is the operator's to mend, and passes. */
function isRefused(error: unknown): error is Error & { responseCode: number } {
  if (!(error instanceof Error) || !('responseCode' in error) || typeof error.responseCode !== 'number') return false
  return error.responseCode >= 500 && !('code' in error && error.code === 'EAUTH')
}
