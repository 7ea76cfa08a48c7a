import type { AddressInfo, Socket } from 'node:net'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll } from 'vitest'
import { eventually } from './eventually.ts'

export interface ReceivedMail {
  readonly to: string
  /** Whom the envelope names: more than one would be a recipient smuggled in. */
  readonly recipients: readonly string[]
  readonly subject: string
  readonly text: string
  /** Undefined: it has no HTML part. */
  readonly html: string | undefined
  readonly headers: ReadonlyMap<string, string>
  readonly raw: string
}

/** What the server does with the next mail instead of taking it. */
export type Mood = 'hang' | 'disconnect' | { readonly refuse: number; readonly at: 'recipient' | 'data' }

export interface TestSmtp {
  readonly url: string
  /** The same for who logs in, and how the server takes that. */
  readonly logInUrl: string
  readonly logIn: { refused: boolean; asked: number }
  readonly mails: ReceivedMail[]
  readonly moods: Mood[]
  /** The newest mail to this address with this in its subject, once it is there. */
  mailTo(address: string, subject?: string, withinMs?: number): Promise<ReceivedMail>
  /** How many mails this address has got. */
  countTo(address: string): number
}

const TIMEOUTS = 'socketTimeout=400&greetingTimeout=400&connectionTimeout=400'
const refusalOf = (code: number) => Object.assign(new Error('not now, not here'), { responseCode: code })

/** A mail server that speaks real SMTP, and can be in a bad mood. Ends with the test file. */
export async function openSmtp(): Promise<TestSmtp> {
  const mails: ReceivedMail[] = []
  const moods: Mood[] = []
  const logIn = { refused: false, asked: 0 }
  const sockets = new Set<Socket>()
  const server = aServer({ moods, sockets, logIn }, (mail) => mails.push(mail))
  server.on('error', () => undefined)
  server.server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as AddressInfo
  afterAll(async () => {
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  const to = (address: string) => mails.filter((mail) => mail.to.toLowerCase() === address.toLowerCase())
  return {
    url: `smtp://127.0.0.1:${port}?${TIMEOUTS}`,
    logInUrl: `smtp://club:secret@127.0.0.1:${port}?${TIMEOUTS}`,
    logIn,
    mails,
    moods,
    countTo: (address) => to(address).length,
    mailTo: (address, subject = '', withinMs = 10_000) =>
      eventually(() => {
        const found = to(address).findLast((mail) => mail.subject.includes(subject))
        if (found === undefined) throw new Error(`no mail “${subject}” to ${address}: ${JSON.stringify(to(address))}`)
        return found
      }, withinMs),
  }
}

interface ServerTerms {
  readonly moods: Mood[]
  readonly sockets: ReadonlySet<Socket>
  readonly logIn: TestSmtp['logIn']
}

/** Takes mails; each mood of the list is for one of them. */
function aServer({ moods, sockets, logIn }: ServerTerms, take: (mail: ReceivedMail) => void): SMTPServer {
  return new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    onAuth(_auth, _session, done) {
      logIn.asked++
      if (logIn.refused) done(refusalOf(535))
      else done(null, { user: 'club' })
    },
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo(_address, _session, done) {
      const mood = moods[0]
      if (typeof mood !== 'object' || mood.at !== 'recipient') return done()
      moods.shift()
      done(refusalOf(mood.refuse))
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const mood = moods.shift()
        if (mood === 'hang') return
        if (mood === 'disconnect') return [...sockets].forEach((socket) => void socket.destroy())
        if (mood !== undefined) return done(refusalOf(mood.refuse))
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        void received(Buffer.concat(chunks), recipients).then((mail) => {
          take(mail)
          done()
        })
      })
    },
  })
}

async function received(raw: Buffer, recipients: readonly string[]): Promise<ReceivedMail> {
  const { to, subject = '', text = '', html, headers } = await PostalMime.parse(raw)
  const named = new Map(headers.map(({ key, value }) => [key, value]))
  return { to: to?.[0]?.address ?? '', recipients, subject, text, html, headers: named, raw: raw.toString() }
}

/** The secret of the link in a mail. */
export function tokenIn({ text }: ReceivedMail): string {
  const token = /#([A-Za-z0-9_-]{43})/.exec(text)?.[1]
  if (token === undefined) throw new Error(`no link in: ${text}`)
  return token
}
