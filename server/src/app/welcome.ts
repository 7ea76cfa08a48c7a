import type { Config } from '../config.ts'
import { describeMail } from '../post/index.ts'
import { FIRST_ADMIN } from './content.ts'
import type { Services } from './services.ts'

/** One block that tells a person where everything is. */
export function showWelcome(
  say: (line: string) => void,
  config: Config,
  services: Services,
  transport: 'uws' | 'ws' | null,
): void {
  const shown = config.host === '0.0.0.0' || config.host === '127.0.0.1' ? 'localhost' : config.host
  const http = `http://${shown}:${config.httpPort}`
  const password = services.adminPasswordFile ?? 'the one in ADMIN_PASSWORD'
  const lines = [
    `Casino-Club is open (${config.role}).`,
    '',
    `  Play        ${http}/            invite code ${config.production ? 'as set in INVITE_CODE' : config.inviteCode}`,
    `  Admin       ${http}/admin/      user ${FIRST_ADMIN}, password in ${password}`,
    `  API         ${http}/docs        ${http}/openapi.json`,
    ...(transport === null
      ? []
      : [`  Game port   ws://${shown}:${config.gamePort}        ${transport === 'uws' ? 'uWebSockets.js' : 'ws'}`]),
    `  Health      ${http}/healthz     ${http}/readyz     ${http}/metrics`,
    `  Events      ${config.kafkaBrokers.length > 0 ? `Kafka at ${config.kafkaBrokers.join(', ')}` : 'straight from Postgres (no KAFKA_BROKERS)'}`,
    `  Mail        ${describeMail(config)}`,
    '',
    'Ctrl-C stops everything that this command started.',
  ]
  say(`\n${lines.join('\n')}\n`)
}
