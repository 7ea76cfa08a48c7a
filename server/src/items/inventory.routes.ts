import { accept, inventoryUseBody, inventoryUseReply } from '@casino-club/shared'
import { commandIdOf } from '../games/index.ts'
import { type AnyRoute, route } from '../platform/http/route.ts'
import type { PlayerActors } from '../player/index.ts'
import type { useItemRule } from './use-item.rule.ts'

export interface InventoryRouteDependencies {
  readonly actors: PlayerActors
  readonly use: ReturnType<typeof useItemRule>
}

/** Using what one has, over HTTP. */
export function inventoryRoutes({ actors, use }: InventoryRouteDependencies): AnyRoute[] {
  return [
    route({
      method: 'post',
      path: '/api/inventory/use',
      summary: 'The same command as inventory.use in the room',
      tag: 'items',
      access: 'player',
      body: inventoryUseBody,
      reply: inventoryUseReply,
      reasons: [
        'ITEM_UNKNOWN',
        'ITEM_NOT_USABLE',
        'NOT_ENOUGH_ITEMS',
        'BALANCE_LIMIT',
        'COMMAND_ID_REUSED',
        'SLOW_DOWN',
        'TEMPORARILY_UNAVAILABLE',
      ],
      handle: async ({ principal, body: { commandId: inBody, ...payload }, request }) => {
        const commandId = commandIdOf(inBody, request)
        if (!commandId.ok) return commandId
        const answer = await actors.execute(principal.userId, use, { commandId: commandId.value, payload })
        return answer.ok ? accept(answer as never) : answer
      },
    }),
  ]
}
