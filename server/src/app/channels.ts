import { type Channel, inAppChannel } from '../notify/index.ts'
import type { Core } from './core.ts'

/** The ways to a player: a new channel is a line here. */
export function channelsOf(core: Core): readonly Channel[] {
  return [inAppChannel(core), core.push.channel, core.letters.email]
}
