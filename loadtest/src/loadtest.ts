import { parseArgs } from 'node:util'
import { databaseUrlOf } from './database.ts'
import { startClubProcess, temporaryDataDir } from './own-club.ts'
import { openPlayers, signUpPlayers } from './players.ts'
import { joinAll, play, summarise } from './swarm.ts'

const USAGE = `npm run loadtest -- [--players 500] [--seconds 30] [--bet 10] [--open-loop <spins per second each>]
                    [--url http://localhost:3000 --game-url http://localhost:2567 --invite <code>] [--json]

Without --url a club of its own is started in a temporary folder, measured, and taken away.`

const { values } = parseArgs({
  options: {
    players: { type: 'string', default: '500' },
    seconds: { type: 'string', default: '30' },
    bet: { type: 'string', default: '10' },
    'open-loop': { type: 'string' },
    url: { type: 'string' },
    'game-url': { type: 'string' },
    invite: { type: 'string', default: '5858' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const say = (line: string) => process.stderr.write(`${line}\n`)

async function withClub<T>(
  work: (gameUrl: string, open: (count: number) => ReturnType<typeof openPlayers>) => Promise<T>,
) {
  if (values.url !== undefined) {
    const { url, invite } = values
    return work(values['game-url'] ?? 'http://localhost:2567', (count) => signUpPlayers(url, invite, count))
  }
  const dataDir = temporaryDataDir()
  const club = await startClubProcess(dataDir.path)
  say(`a club of its own is open (${club.transport})`)
  try {
    return await work(club.gameUrl, (count) => openPlayers(databaseUrlOf(dataDir.path), club.jwtSecret, count))
  } finally {
    await club.stop()
    dataDir.remove()
  }
}

async function main(): Promise<void> {
  const [players, seconds, bet] = [Number(values.players), Number(values.seconds), Number(values.bet)]
  const spinsPerSecond = values['open-loop'] === undefined ? undefined : Number(values['open-loop'])
  const numbers = [players, seconds, bet, spinsPerSecond ?? 1]
  if (values.help || numbers.some((number) => !(number > 0))) {
    say(USAGE)
    return
  }
  const result = await withClub(async (gameUrl, open) => {
    say(`opening ${players} players`)
    const connections = await joinAll(gameUrl, await open(players))
    say(`${connections.length} joined; playing for ${seconds} s`)
    const played = await play(connections, {
      seconds,
      bet,
      ...(spinsPerSecond !== undefined && { spinsPerSecond }),
      progress: say,
    })
    for (const connection of connections) connection.leave()
    return { players, loop: spinsPerSecond === undefined ? 'closed' : 'open', ...summarise(played) }
  })
  process.stdout.write(`${JSON.stringify(result, null, values.json ? 0 : 2)}\n`)
}

await main()
