import type { Call, Schema } from './http.ts'

const DEFAULT_GAME_PORT = 2567

const clientConfigReply: Schema<{ gameUrl: string | null }> = {
  safeParse(value) {
    const told = (value as { gameUrl?: unknown } | null)?.gameUrl
    if (told !== null && typeof told !== 'string') return { success: false }
    return { success: true, data: { gameUrl: told || null } }
  },
}

interface PageLocation {
  readonly protocol: string
  readonly hostname: string
}

/** Where the game socket is: what the server says, else this host at the usual port. */
export function gameUrlFrom(told: string | null, page: PageLocation): string {
  return told ?? `${page.protocol}//${page.hostname}:${DEFAULT_GAME_PORT}`
}

/** Asks the server once per connection; a server that does not answer means the default. */
export async function findGameUrl(call: Call, page: PageLocation): Promise<string> {
  const result = await call('/api/client-config', clientConfigReply)
  return gameUrlFrom(result.ok ? result.value.gameUrl : null, page)
}
