/**
 * Letters to players; the only door to the mail server.
 * Invariants: a letter is a row in the transaction that wants it; none is lost, at worst one is sent twice; no row holds a
 * secret; nobody is advertised to without the safe-play guard saying so, when it is queued and when it is sent.
 */
export type { LetterKind, LetterParams } from './letters.ts'
export { type MailDoor, type MailEnd, mailDoor } from './mail-door.ts'
export { describeMail, type MailSettings, openMail } from './open-mail.ts'
export type { WaitingLetter } from './outbox.store.ts'
export { type Letter, type MayContact, Post } from './post.ts'
export { MailSender, type PreparedLetter, type PrepareLetter } from './sender.ts'
