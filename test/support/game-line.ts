import { createServer, connect as dial, type Socket } from 'node:net'
import { afterAll } from 'vitest'
import { freePort } from './ports.ts'

/** The line between browsers and the game port of one club, which a test can break in every way a line breaks. */
export interface GameLine {
  /** Settings that make a club listen behind the line and send browsers to it. */
  readonly env: { readonly GAME_PORT: string; readonly PUBLIC_GAME_URL: string }
  /** From now on what the club says is lost on the way. */
  loseAnswers(): void
  /** From now on what the browsers say is lost on the way. */
  loseQuestions(): void
  /** Breaks every connection and takes no new one. */
  cut(): void
  /** The line is as good as new; connections that were cut stay so. */
  mend(): void
}

type Damage = 'none' | 'answers' | 'questions' | 'cut'

/** Lays a line on loopback; it is taken away when the test file is over. */
export async function layGameLine(): Promise<GameLine> {
  const gamePort = await freePort()
  const sockets = new Set<Socket>()
  let damage: Damage = 'none'

  const carry = (from: Socket, to: Socket, lost: Damage) => {
    sockets.add(from)
    from.on('data', (chunk) => {
      if (damage !== lost) to.write(chunk)
    })
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }
  const server = createServer((browser) => {
    if (damage === 'cut') return browser.destroy()
    const club = dial(gamePort, '127.0.0.1')
    carry(browser, club, 'questions')
    carry(club, browser, 'answers')
  })
  const port = await freePort()
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const breakAll = () => {
    for (const socket of sockets) socket.destroy()
  }
  afterAll(() => {
    breakAll()
    server.close()
  })
  return {
    env: { GAME_PORT: `${gamePort}`, PUBLIC_GAME_URL: `http://127.0.0.1:${port}` },
    loseAnswers: () => {
      damage = 'answers'
    },
    loseQuestions: () => {
      damage = 'questions'
    },
    cut: () => {
      damage = 'cut'
      breakAll()
    },
    mend: () => {
      damage = 'none'
    },
  }
}
