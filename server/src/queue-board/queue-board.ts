import type { KeyObject } from 'node:crypto'
import { createBullBoard } from '@bull-board/api'
import { ExpressAdapter } from '@bull-board/express'
import type { AdminRole } from '@casino-club/shared'
import type { Express, NextFunction, Request, Response } from 'express'
import type { Clock } from '../platform/clock.ts'
import type { Mount } from '../platform/http/mount.ts'
import type { Log } from '../platform/log.ts'
import { whyOf } from '../platform/queue-connections.ts'
import { readPass, signPass } from './board-pass.ts'
import { ShownQueues } from './queues.store.ts'

export interface QueueBoardDependencies {
  readonly redisUrl: string
  readonly clock: Clock
  readonly log: Log
  readonly key: KeyObject
  readonly isOpen: (sessionId: string) => Promise<boolean>
  readonly may: (role: AdminRole) => boolean
}

/** Where the board is; its cookie goes to nothing else. */
export const BOARD_PATH = '/api/admin/queues/board'
export const BOARD_COOKIE = 'casino_queues'
/** As long as somebody looks; then he is asked for it again by his session. */
export const PASS_SECONDS = 900

/** bull-board over the club's queues, made when it is first looked at and let go with the process. */
export class QueueBoard implements Mount {
  readonly path = BOARD_PATH
  private readonly deps: QueueBoardDependencies
  private shown: { readonly queues: ShownQueues; readonly app: Express } | undefined

  constructor(deps: QueueBoardDependencies) {
    this.deps = deps
  }

  /** A pass for an admin's session. */
  passFor({ sessionId, role }: { readonly sessionId: string; readonly role: AdminRole }): string {
    const { clock, key } = this.deps
    return signPass({ sessionId, role, untilMs: clock.nowMs() + PASS_SECONDS * 1_000 }, key)
  }

  /** Whoever has a pass whose session is open and may look, to read and to nothing else. */
  async admits({ cookies }: { readonly cookies: ReadonlyMap<string, string> }): Promise<boolean> {
    const { clock, key, isOpen, may } = this.deps
    const pass = readPass(cookies.get(BOARD_COOKIE) ?? '', key, clock.nowMs())
    return pass !== undefined && may(pass.role) && (await isOpen(pass.sessionId))
  }

  serve(request: Request, response: Response, next: NextFunction): void {
    this.shown ??= this.open()
    response.render = withoutStrangers(this.shown.app, response)
    this.shown.app(request, response, next)
  }

  async close(): Promise<void> {
    await this.shown?.queues.close()
  }

  private open() {
    const { redisUrl, log } = this.deps
    const queues = new ShownQueues(redisUrl, (error) =>
      log.debug({ why: whyOf(error) }, 'the board of queues has no Redis'),
    )
    const serverAdapter = new ExpressAdapter().setBasePath(BOARD_PATH)
    const uiConfig = { boardTitle: 'Queues', hideRedisDetails: true }
    createBullBoard({ queues: queues.adapters(), serverAdapter, options: { uiConfig } })
    const app = serverAdapter.getRouter() as Express
    app.disable('x-powered-by')
    return { queues, app }
  }
}

/** The board's page would have its letters from somebody else's server, who would learn who looks at it. */
const FOREIGN_LINK = /<link[^>]+href="https?:[^>]*>/g

const withoutStrangers =
  (app: Express, response: Response): Response['render'] =>
  (name: string, params?: unknown) =>
    app.render(name, params as object, (error: Error | null, html: string) => {
      if (error) response.status(500).end()
      else response.type('html').send(html.replace(FOREIGN_LINK, ''))
    })
