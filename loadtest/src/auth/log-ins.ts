import { randomBytes } from 'node:crypto'
import { hashPassword, passwordFits } from '@casino-club/server/src/identity/index.ts'
import type { ClubProcess } from '../own-club.ts'
import { spinP99Ms } from '../spin-p99.ts'
import { post, rate } from './figures.ts'
import { LeanClient } from './lean-client.ts'

/** So many people log in at the same time, and as many bare hashes are asked for. */
const AT_ONCE = 16
export const INVITE = '5858'

interface Account {
  readonly siteId: string
  readonly password: string
}

export interface LogIns {
  /** A second. */
  readonly logIns: number
  /** Bare hashes a second: as many at once, on the same cores, by the same threads; before and after, the mean. */
  readonly bare: number
  readonly loopP99Ms: number
  readonly spinsAloneP99Ms: number
  readonly spinsMeanwhileP99Ms: number
  /** A second, while people spin. */
  readonly meanwhile: number
}

async function anAccount({ httpUrl }: ClubProcess): Promise<Account> {
  const siteId = `auth${randomBytes(6).toString('hex')}`
  const account = { siteId, password: `secret of ${siteId}` }
  const answer = await post(`${httpUrl}/api/auth/signup`, { ...account, nickname: siteId, inviteCode: INVITE })
  if (!answer.ok) throw new Error(`sign-up answered ${answer.status}: ${await answer.text()}`)
  return account
}

/** Log-ins a second, each account's one after the other. */
async function logInAll({ httpUrl }: ClubProcess, accounts: readonly Account[], seconds: number): Promise<number> {
  const clients = await Promise.all(accounts.map(() => LeanClient.open(httpUrl)))
  const done = await rate(accounts.length, seconds, async (worker) => {
    const answer = await clients[worker]?.post('/api/auth/login', accounts[worker] ?? {})
    if (answer?.status !== 200) throw new Error(`log-in answered ${answer?.status}`)
  })
  for (const client of clients) client.close()
  return done
}

/** Hashes a second on all cores by the club's own threads, nothing else running. */
async function bareHashes(seconds: number): Promise<number> {
  const hash = await hashPassword('a password like any other')
  return rate(AT_ONCE, seconds, () => passwordFits(hash, 'a password like any other'))
}

/** Since the last time it was asked. */
async function eventLoopP99Ms({ httpUrl }: ClubProcess): Promise<number> {
  const text = await (await fetch(`${httpUrl}/metrics`)).text()
  return Number(/^nodejs_eventloop_lag_p99_seconds ([\d.e+-]+)$/m.exec(text)?.[1]) * 1_000
}

/** Log-ins through the whole door, and what they do to those who play. */
export async function logIns(club: ClubProcess, databaseUrl: string, seconds: number): Promise<LogIns> {
  const accounts: Account[] = []
  while (accounts.length < AT_ONCE) accounts.push(await anAccount(club))
  await logInAll(club, accounts, 1)
  const before = await bareHashes(seconds)
  const logInsASecond = await logInAll(club, accounts, seconds)
  const bare = (before + (await bareHashes(seconds))) / 2
  const [spinsAloneP99Ms] = await spinP99Ms(club, databaseUrl, seconds, async () => undefined)
  await eventLoopP99Ms(club)
  const [spinsMeanwhileP99Ms, meanwhile] = await spinP99Ms(club, databaseUrl, seconds, () =>
    logInAll(club, accounts, seconds),
  )
  const loopP99Ms = await eventLoopP99Ms(club)
  return { logIns: logInsASecond, bare, loopP99Ms, spinsAloneP99Ms, spinsMeanwhileP99Ms, meanwhile }
}
