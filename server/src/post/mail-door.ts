import { type Mail, MailRefused, type MailTransport } from '../platform/mail.ts'

/**
 * How handing a mail over ended. `refused`: for good, of the recipient or of the mail. `barred`: the mail server does not
 * know us, which only an operator can mend. `failed`: it may pass. `why` holds a code and never an address.
 */
export type MailEnd =
  | { readonly kind: 'taken' }
  | { readonly kind: 'refused'; readonly aboutRecipient: boolean; readonly why: string }
  | { readonly kind: 'barred'; readonly why: string }
  | { readonly kind: 'failed'; readonly why: string }

export type MailDoor = (mail: Mail) => Promise<MailEnd>

/** The mail server for those who keep their own queue; never throws. */
export function mailDoor(transport: MailTransport): MailDoor {
  return async (mail) => {
    try {
      await transport.send(mail)
      return { kind: 'taken' }
    } catch (error) {
      const why = failureOf(error)
      if (error instanceof MailRefused) return { kind: 'refused', aboutRecipient: error.aboutRecipient, why }
      return { kind: why === 'EAUTH' ? 'barred' : 'failed', why }
    }
  }
}

/** What failed, told by its kind: an error's words may hold the address. */
export function failureOf(error: unknown): string {
  if (error instanceof MailRefused) return error.message
  if (!(error instanceof Error)) return 'unknown'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  if (code === 'EAUTH') return code
  if ('responseCode' in error && typeof error.responseCode === 'number') return `answered ${error.responseCode}`
  return code ?? error.name
}
